import { capturedAt, capturedTagsAt } from '../s3/capture';
import { isReadable, tagsAt, type Moment, type ObjectVersion, type StoredObject, type Tags } from '../s3/objectHistory';
import type { RecoveryPoint } from './recoveryPoint';

/** The place in the bucket's history that a recovery point tells of. @param time That of a continuous one. */
export function momentIn({ backup }: RecoveryPoint, time: number | undefined): Moment {
  return backup.kind === 'snapshot' ? backup.moment : backup.history.momentAt(time ?? 0);
}

export function isInBackup({ backup }: RecoveryPoint, version: ObjectVersion, moment: Moment): boolean {
  if (version.kind === 'object' && !isReadable(version.content)) {
    return false;
  }
  return backup.kind === 'continuous'
    ? capturedAt(backup.capture, version, moment)
    : version.added <= moment && (version.removed === undefined || version.removed > moment);
}

export function savedTags({ backup }: RecoveryPoint, version: StoredObject, moment: Moment): Tags {
  return backup.kind === 'continuous' ? capturedTagsAt(backup.capture, version, moment) : tagsAt(version, moment);
}

/** All versions and delete markers that a recovery point holds, by key, oldest first. */
export function* savedVersions(point: RecoveryPoint, moment: Moment): Generator<ObjectVersion, void, undefined> {
  const { history } = point.backup;
  for (const key of history.keysFrom('')) {
    for (const version of history.everything(key)) {
      if (isInBackup(point, version, moment)) {
        yield version;
      }
    }
  }
}
