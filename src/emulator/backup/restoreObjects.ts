import type { Bucket } from '../s3/bucket';
import type { Moment, ObjectContent, ObjectEncryption, ObjectVersion, StoredObject } from '../s3/objectHistory';
import type { RecoveryPoint } from './recoveryPoint';
import type { RestoreRequest } from './restoreMetadata';
import { isInBackup, momentIn, savedTags } from './savedVersions';

/** What became of a restore: keys that it matched, object versions that were written, and that failed. */
export interface RestoredCounts {
  matched: number;
  written: number;
  failed: number;
}

/**
 * Writes what a recovery point holds into a bucket (AWS Backup developer guide, restoring S3 data):
 * a key that has an object now is left alone, whatever its version; a delete marker counts as nothing there; keys made
 * after the backup stay; of each key the latest version comes back, or as many as were asked for.
 *
 * @param fails Whether a version cannot be brought back; the others are.
 */
export function restoreObjects(
  point: RecoveryPoint,
  request: RestoreRequest,
  destination: Bucket,
  now: number,
  fails: (version: StoredObject) => boolean,
): RestoredCounts {
  const { history } = point.backup;
  const moment = momentIn(point, request.restoreTime);
  const counts: RestoredCounts = { matched: 0, written: 0, failed: 0 };
  for (const key of keysOf(point, request)) {
    const versions = history.everything(key).filter((version) => isInBackup(point, version, moment));
    const chosen = choose(versions, request.versions);
    if (chosen.length === 0) {
      continue;
    }
    counts.matched++;
    if (destination.history.current(key)?.kind === 'object') {
      continue;
    }
    const possible = chosen.filter((version) => !fails(version));
    counts.written += possible.length;
    counts.failed += chosen.length - possible.length;
    for (const version of possible) {
      destination.history.put(now, destination.versioning, key, restored(point, version, moment, request, destination));
    }
    // Deleted at that moment: the older versions come back under a delete marker.
    if (possible.length > 0 && versions.at(-1)?.kind === 'deleteMarker') {
      destination.history.delete(now, destination.versioning, key);
    }
  }
  return counts;
}

function* keysOf(point: RecoveryPoint, { items }: RestoreRequest): Generator<string, void, undefined> {
  const { history } = point.backup;
  if (items === undefined) {
    yield* history.keysFrom('');
    return;
  }
  const seen = new Set<string>();
  for (const item of items) {
    for (const key of history.keysFrom(item)) {
      const isMeant = key === item || ((item === '' || item.endsWith('/')) && key.startsWith(item));
      if (!key.startsWith(item)) {
        break;
      }
      if (isMeant && !seen.has(key)) {
        seen.add(key);
        yield key;
      }
    }
  }
}

/** The latest versions of a key, oldest first. With one wanted, a key that was deleted gives none. */
function choose(versions: readonly ObjectVersion[], wanted: number): StoredObject[] {
  const latest = wanted === Number.POSITIVE_INFINITY ? versions : versions.slice(-wanted);
  return latest.filter((version) => version.kind === 'object');
}

/** Tags and user metadata come back; storage class, ETag and version id do not. */
function restored(
  point: RecoveryPoint,
  version: StoredObject,
  moment: Moment,
  request: RestoreRequest,
  destination: Bucket,
): ObjectContent {
  return {
    ...version.content,
    storageClass: 'STANDARD',
    tags: savedTags(point, version, moment),
    encryption: encryptionOf(version, request, destination),
  };
}

function encryptionOf(version: StoredObject, request: RestoreRequest, destination: Bucket): ObjectEncryption {
  switch (request.encryption) {
    case 'original':
      return version.content.encryption;
    case 'SSE-S3':
      return { algorithm: 'AES256', kmsKeyId: undefined };
    case 'SSE-KMS':
      return {
        algorithm: 'aws:kms',
        kmsKeyId:
          request.kmsKey ?? destination.encryption.Rules?.[0]?.ApplyServerSideEncryptionByDefault?.KMSMasterKeyID,
      };
  }
}
