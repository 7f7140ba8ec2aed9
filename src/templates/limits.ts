/** How long a text may be that is judged, in UTF-16 units. What nobody can read need not be linted either. */
export const maxTextLength = 4 * 1024 * 1024;

/**
 * How long a template may be that is judged, in UTF-16 units, of which there are never more than bytes.
 * Source: quotas of CloudFormation, template body size in an S3 object: 1 MB.
 */
export const maxTemplateLength = 1024 * 1024;

/**
 * How long a block of HCL may be that is parsed, in UTF-16 units: ten times the longest of 11,620 in public modules. It
 * costs the parser about a quarter of a second, and a second at the worst.
 */
export const maxBlockLength = 256 * 1024;

/** Why a text is not judged that did not come at all. Who reads files may know more. */
export const unread = 'It cannot be read.';

/** Why a text is not judged, or `undefined` where it is. */
export function whyTooLong(text: string): string | undefined {
  return text.length > maxTextLength ? 'It is longer than 4 million characters.' : undefined;
}

/** The same for a template of CloudFormation. */
export function whyTooLongTemplate(text: string): string | undefined {
  return text.length > maxTemplateLength
    ? 'It is longer than 1 MB, and CloudFormation takes no such template.'
    : undefined;
}
