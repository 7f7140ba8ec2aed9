import { backupArn, roleNameOf } from '../arnNames';
import { day } from '../clock';
import { roleAllows } from '../identity/rights';
import { sendsToEventBridge, type Bucket } from '../s3/bucket';
import { startCapture } from '../s3/capture';
import { setNotification } from '../s3/notification';
import type { Moment } from '../s3/objectHistory';
import type { AccountState } from '../state';
import { stopContinuous } from './continuous';
import { copyPoint } from './copyRunner';
import { startIndex } from './indexer';
import type { BackupJob } from './job';
import { addPoint, noteBackup } from './pointStore';
import type { BackupContent, ContinuousPoint, RecoveryPoint } from './recoveryPoint';
import type { BackupRegion } from './region';
import type { Vault } from './vault';

/** When a job ran, and where the bucket's history stood at its start. */
export interface JobSpan {
  readonly startedAt: number;
  readonly startMoment: Moment;
  readonly endedAt: number;
}

/** Ends a running job: with a recovery point, or without one where nothing could be read. */
export function saveBackup(
  state: AccountState,
  region: BackupRegion,
  job: BackupJob,
  bucket: Bucket,
  span: JobSpan,
): void {
  const vault = region.vaults.get(job.vaultName);
  const fail = (category: string, message: string): void => {
    job.progress = { state: 'FAILED', at: span.endedAt, category, message };
  };
  if (vault === undefined) {
    fail('RESOURCE_NOT_FOUND', `Backup vault ${job.vaultName} does not exist.`);
    return;
  }
  const { objects, unreadable } = bucket.history.readability;
  if (!canReadObjects(state, job) || (objects > 0 && unreadable === objects)) {
    fail('MISCELLANEOUS', `No objects were backed up from the source bucket ${bucket.name}.`);
    return;
  }
  const issue = job.isContinuous
    ? saveContinuous(state, region, vault, job, bucket, span)
    : saveSnapshot(state, region, vault, job, bucket, span);
  const unread =
    unreadable > 0 ? `One or more objects failed to be backed up from the source bucket ${bucket.name}.` : undefined;
  const message = issue ?? unread;
  job.progress = {
    state: 'COMPLETED',
    at: span.endedAt,
    category: message === undefined ? 'SUCCESS' : 'MISCELLANEOUS',
    message,
  };
}

/** Without the ACLs of the versions AWS Backup saves no object at all (developer guide, S3 backups). */
function canReadObjects(state: AccountState, job: BackupJob): boolean {
  const role = state.roles.get(roleNameOf(job.iamRoleArn));
  const actions = ['s3:GetObject', 's3:GetObjectVersion', 's3:GetObjectVersionAcl', 's3:GetObjectVersionTagging'];
  return role !== undefined && actions.every((action) => roleAllows(state, role, action, `${job.resourceArn}/*`));
}

/** @returns what keeps the job from being a full success. */
function saveSnapshot(
  state: AccountState,
  region: BackupRegion,
  vault: Vault,
  job: BackupJob,
  bucket: Bucket,
  span: JobSpan,
): string | undefined {
  // From a continuous backup in the same vault the snapshot is of the job's start; else of the end of the bucket's scan.
  const isFromContinuous = region.live.get(job.resourceArn)?.vaultName === vault.name;
  const createdAt = isFromContinuous ? span.startedAt : span.endedAt;
  const { history } = bucket;
  const moment = isFromContinuous ? span.startMoment : history.moment;
  const point = newPoint(state, region, job, span, createdAt, { kind: 'snapshot', history, moment });
  addPoint(state, region, vault, point);
  indexIfAsked(state, region, job, point);
  job.recoveryPointArn = point.arn;
  copyPoint(state, region, vault, job, point);
  return undefined;
}

function indexIfAsked(state: AccountState, region: BackupRegion, job: BackupJob, point: RecoveryPoint): void {
  if (job.isIndexed) {
    startIndex(state, region, point, point.completedAt);
  }
}

/**
 * Starts a continuous backup, or notes that the one there is goes on. A bucket has one: where another vault has it
 * already, or the role cannot follow changes, a snapshot is made instead.
 */
function saveContinuous(
  state: AccountState,
  region: BackupRegion,
  vault: Vault,
  job: BackupJob,
  bucket: Bucket,
  span: JobSpan,
): string | undefined {
  const live = region.live.get(job.resourceArn);
  if (live !== undefined && live.vaultName !== vault.name) {
    saveSnapshot(state, region, vault, job, bucket, span);
    return `PITR already configured in backup plan: ${live.createdBy?.planArn ?? ''}`;
  }
  if (live !== undefined && goesOn(live, job)) {
    job.recoveryPointArn = live.arn;
    noteBackup(region, vault, live, span.endedAt);
    return undefined;
  }
  if (!canFollowChanges(state, job, bucket)) {
    saveSnapshot(state, region, vault, job, bucket, span);
    return undefined;
  }
  if (live !== undefined) {
    stopContinuous(state, region, live, span.endedAt, 'The retention period of the backup rule changed.');
  }
  if (!sendsToEventBridge(bucket)) {
    setNotification(bucket, { ...bucket.notification, EventBridgeConfiguration: {} });
  }
  const capture = startCapture(bucket.history.moment);
  const backup = { kind: 'continuous' as const, history: bucket.history, capture, stoppedAt: undefined };
  const point: ContinuousPoint = { ...newPoint(state, region, job, span, span.endedAt, backup), backup };
  bucket.captures.add(capture);
  region.live.set(job.resourceArn, point);
  addPoint(state, region, vault, point);
  indexIfAsked(state, region, job, point);
  job.recoveryPointArn = point.arn;
  return undefined;
}

/** Of several rules the longest retention wins; of one rule a changed retention starts anew. */
function goesOn(live: ContinuousPoint, job: BackupJob): boolean {
  const isSameRule =
    live.createdBy?.ruleId === job.createdBy?.ruleId && live.createdBy?.planId === job.createdBy?.planId;
  return isSameRule ? live.retentionDays === job.retentionDays : (live.retentionDays ?? 0) >= (job.retentionDays ?? 0);
}

function canFollowChanges(state: AccountState, job: BackupJob, bucket: Bucket): boolean {
  const role = state.roles.get(roleNameOf(job.iamRoleArn));
  const rule = `arn:aws:events:${bucket.region}:${state.accountId}:rule/AwsBackupManagedRule-1`;
  return (
    role !== undefined &&
    ['events:PutRule', 'events:PutTargets'].every((action) => roleAllows(state, role, action, rule)) &&
    ['s3:GetBucketNotification', 's3:PutBucketNotification'].every((action) =>
      roleAllows(state, role, action, job.resourceArn),
    )
  );
}

function newPoint(
  state: AccountState,
  region: BackupRegion,
  job: BackupJob,
  span: JobSpan,
  createdAt: number,
  backup: BackupContent,
): RecoveryPoint {
  const isContinuous = backup.kind === 'continuous';
  const { retentionDays } = job;
  return {
    arn: newPointArn(state, region.name, job.resourceName, createdAt, isContinuous),
    resourceArn: job.resourceArn,
    resourceName: job.resourceName,
    vaultName: job.vaultName,
    createdAt,
    initiatedAt: job.createdAt,
    completedAt: span.endedAt,
    iamRoleArn: job.iamRoleArn,
    createdBy: job.createdBy,
    bytes: job.bytes,
    backup,
    savedAcls: job.options?.['BackupACLs'] !== 'disabled',
    sourceVaultArn: undefined,
    status: isContinuous ? 'AVAILABLE' : 'COMPLETED',
    statusMessage: undefined,
    retentionDays,
    deleteAt: isContinuous || retentionDays === undefined ? undefined : createdAt + retentionDays * day,
    lastRestoredAt: undefined,
    tags: job.recoveryPointTags,
  };
}

/** The ARN of a new recovery point of a bucket: with a time stamp, or with `continuous:`. */
export function newPointArn(
  state: AccountState,
  region: string,
  bucket: string,
  createdAt: number,
  isContinuous: boolean,
): string {
  const stamp = new Date(createdAt).toISOString().replace(/[-:T]/g, '').slice(0, 14);
  const id = isContinuous ? `continuous:${bucket}-${state.ids.hex(8)}` : `${bucket}-${stamp}-${state.ids.hex(8)}`;
  return backupArn(state, region, 'recovery-point', id);
}
