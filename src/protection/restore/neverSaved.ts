import type { ListedVersion } from './keyState';

/** Why AWS Backup does not save an object. Source: AWS Backup developer guide, S3 backups. */
export type NeverSaved = 'archived' | 'key-name' | 'sse-c';

/** Classes that AWS Backup cannot read. */
const archiveClasses: ReadonlySet<string> = new Set(['GLACIER', 'DEEP_ARCHIVE']);

/** Characters that XML 1.0 cannot hold: AWS Backup may leave out keys that have one. A lone surrogate is no character. */
const beyondXml = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;

/** What a list tells. SSE-C is in none: only a HEAD request shows it. */
export function neverSaved({ key, storageClass }: Pick<ListedVersion, 'key' | 'storageClass'>): NeverSaved | undefined {
  if (storageClass !== undefined && archiveClasses.has(storageClass)) return 'archived';
  return beyondXml.test(key) ? 'key-name' : undefined;
}
