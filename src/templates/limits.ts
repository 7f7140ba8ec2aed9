/**
 * How long a text may be that is judged, in UTF-16 units. A template of CloudFormation may have 1 MB (quotas of
 * CloudFormation, template body size in an S3 object); what nobody can read need not be linted either.
 */
export const maxTextLength = 4 * 1024 * 1024;

/** Why a text is not judged that did not come at all. Who reads files may know more. */
export const unread = 'It cannot be read.';

/** Why a text is not judged, or `undefined` where it is. */
export function whyTooLong(text: string): string | undefined {
  return text.length > maxTextLength ? 'It is longer than 4 million characters.' : undefined;
}
