import type { StoredVersion } from '../../model/objectVersion';
import { isArchived } from '../../model/objectVersion';
import { isBackedUpName } from '../unsaved/keyNames';

/** Why AWS Backup does not save an object. Source: AWS Backup developer guide, S3 backups. */
export type NeverSaved = 'archived' | 'key-name' | 'sse-c';

/** What a list tells. SSE-C is in none: only a HEAD request shows it. */
export function neverSaved(version: StoredVersion): NeverSaved | undefined {
  if (isArchived(version)) return 'archived';
  return isBackedUpName(version.key) ? undefined : 'key-name';
}
