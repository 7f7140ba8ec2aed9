import { second } from '../clock';
import { newBucket } from '../s3/newBucket';
import type { Bucket } from '../s3/bucket';
import { addAlias, removeAlias, type AccountState } from '../state';
import type { AccessPoint } from './accessPoint';
import { hasAccessPoints, removePoint } from './pointStore';
import type { BackupRegion } from './region';
import { momentIn, savedTags, savedVersions } from './savedVersions';

const pace = 5 * second;

export function createAccessPoint(
  state: AccountState,
  region: BackupRegion,
  wanted: Pick<AccessPoint, 'name' | 'point' | 'time'>,
  now: number,
): AccessPoint {
  const accessPoint: AccessPoint = {
    ...wanted,
    arn: `arn:aws:backup:${region.name}:${state.accountId}:accesspoint/${wanted.name}`,
    createdAt: now,
    alias: `${wanted.name}-${state.ids.hex(12)}-ext-s3alias`,
    status: 'CREATING',
  };
  region.accessPoints.set(accessPoint.arn, accessPoint);
  state.agenda.add(now + pace, () => {
    if (accessPoint.status === 'CREATING') {
      accessPoint.status = 'AVAILABLE';
      addAlias(state, accessPoint.alias, shownBy(state, region, accessPoint));
    }
  });
  return accessPoint;
}

/** What it shows: every saved version as it was, but for the class and the encryption, which tell that it is a backup. */
function shownBy(state: AccountState, region: BackupRegion, { alias, point, time, createdAt }: AccessPoint): Bucket {
  const bucket = newBucket(state.ids, alias, region.name, createdAt);
  bucket.versioning = 'Enabled';
  const moment = momentIn(point, time);
  for (const version of savedVersions(point, moment)) {
    if (version.kind === 'deleteMarker') {
      bucket.history.take(version);
      continue;
    }
    const tags = savedTags(point, version, moment);
    const content = {
      ...version.content,
      tags,
      storageClass: 'AWS_BACKUP_WARM',
      encryption: { algorithm: 'aws:backup' as const, kmsKeyId: undefined },
    };
    bucket.history.take({ ...version, content, tagHistory: [{ at: 0, tags }] });
  }
  return bucket;
}

/** Deletes an access point. A recovery point that was only kept by it, and whose time is up, goes then. */
export function deleteAccessPoint(
  state: AccountState,
  region: BackupRegion,
  accessPoint: AccessPoint,
  now: number,
): void {
  accessPoint.status = 'DELETING';
  removeAlias(state, accessPoint.alias);
  state.agenda.add(now + pace, (at) => {
    region.accessPoints.delete(accessPoint.arn);
    const { point } = accessPoint;
    const isDue = point.deleteAt !== undefined && point.deleteAt <= at;
    if (isDue && !hasAccessPoints(region, point)) {
      removePoint(region, point);
    }
  });
}
