import * as l10n from '@vscode/l10n';

/** Beginnings and endings that S3 keeps for itself. Source: Amazon S3 user guide, bucket naming rules. */
const reserved = /^(?:xn--|sthree-|amzn-s3-demo-)|(?:-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/u;

/** Why S3 would not make a bucket of this name; `undefined` where it may. Source: Amazon S3 user guide, bucket naming rules. */
export function bucketNameProblem(name: string): string | undefined {
  if (name.length < 3 || name.length > 63) return l10n.t('A bucket name has 3 to 63 characters.');
  if (!/^[a-z0-9.-]+$/u.test(name)) return l10n.t('Only lower-case letters, digits, dots and hyphens.');
  if (!/^[a-z0-9].*[a-z0-9]$/u.test(name)) return l10n.t('It begins and ends with a letter or a digit.');
  if (name.includes('..')) return l10n.t('No two dots side by side.');
  if (/^\d{1,3}(?:\.\d{1,3}){3}$/u.test(name)) return l10n.t('It must not look like an IP address.');
  return reserved.test(name) ? l10n.t('S3 keeps names that begin or end like this for itself.') : undefined;
}
