import { day } from '../clock';
import { bucketArn, type Bucket } from '../s3/bucket';
import { pauseCapture } from '../s3/capture';
import { backupIn, type AccountState } from '../state';
import { planExpiry } from './pointStore';
import type { ContinuousPoint } from './recoveryPoint';
import type { BackupRegion } from './region';

/**
 * Freezes a continuous recovery point: it can be restored up to here until its retention is over, and protects no
 * longer.
 */
export function stopContinuous(
  state: AccountState,
  region: BackupRegion,
  point: ContinuousPoint,
  now: number,
  reason: string,
): void {
  const { backup } = point;
  backup.stoppedAt = now;
  region.live.delete(point.resourceArn);
  pauseCapture(backup.capture, backup.history.moment);
  state.buckets.get(point.resourceName)?.captures.delete(backup.capture);
  point.status = 'STOPPED';
  point.statusMessage = reason;
  point.deleteAt = point.retentionDays === undefined ? undefined : now + point.retentionDays * day;
  planExpiry(state, region, point);
}

/** Versioning was suspended: continuous backup stops (AWS Backup API, `RecoveryPointStatus`). */
export function versioningIsOff(state: AccountState, bucket: Bucket, now: number): void {
  stopAll(state, bucket, now, `Versioning is not enabled on ${bucket.name} within account ${state.accountId}`);
}

export function bucketIsGone(state: AccountState, bucket: Bucket, now: number): void {
  stopAll(state, bucket, now, `Bucket ${bucket.name} does not exist.`);
}

function stopAll(state: AccountState, bucket: Bucket, now: number, reason: string): void {
  const region = backupIn(state, bucket.region);
  const live = region.live.get(bucketArn(bucket.name));
  if (live !== undefined) {
    stopContinuous(state, region, live, now, reason);
  }
}
