import { roleNameOf } from '../arnNames';
import { minute, second } from '../clock';
import { Collection } from '../collection';
import { spread } from '../ids';
import { roleAllows, trustsBackup } from '../identity/rights';
import type { Bucket } from '../s3/bucket';
import type { AccountState } from '../state';
import type { BackupJob } from './job';
import type { BackupRegion } from './region';
import { saveBackup } from './saveBackup';
import { lockAllows } from './vault';

/** How AWS Backup goes about a job; the numbers in brackets are from its developer guide. */
const pace = {
  /** A job made by a plan starts within this time after its schedule. */
  scheduledStart: 15 * minute,
  onDemandStart: 2 * second,
  /** How long a backup takes where the bucket does not say. */
  backup: 40 * second,
  /** [10 minutes] between tries to start. */
  retry: 10 * minute,
};

export type JobRequest = Omit<BackupJob, 'id' | 'progress' | 'recoveryPointArn' | 'bytes' | 'createdAt' | 'startBy'> & {
  readonly startWindowMinutes: number;
};

/** Makes a job and plans its start. */
export function createJob(state: AccountState, region: BackupRegion, request: JobRequest, now: number): BackupJob {
  const { startWindowMinutes, ...rest } = request;
  const id = state.ids.uuid();
  const job: BackupJob = {
    ...rest,
    id,
    createdAt: now,
    startBy: now + startWindowMinutes * minute,
    progress: { state: 'CREATED' },
    recoveryPointArn: undefined,
    bytes: 0,
  };
  region.jobs.set(id, job);
  jobsOf(region, job.resourceArn).set(id, job);
  const delay =
    job.createdBy === undefined
      ? pace.onDemandStart
      : (Number.parseInt(spread(id, state.seed), 16) / 2 ** 32) * pace.scheduledStart;
  state.agenda.add(now + delay, (at) => {
    tryStart(state, region, job, at);
  });
  return job;
}

export function jobsOf(region: BackupRegion, resourceArn: string): Collection<BackupJob> {
  let jobs = region.jobsByResource.get(resourceArn);
  if (jobs === undefined) {
    jobs = new Collection(region.seed);
    region.jobsByResource.set(resourceArn, jobs);
  }
  return jobs;
}

function tryStart(state: AccountState, region: BackupRegion, job: BackupJob, at: number): void {
  if (job.progress.state !== 'CREATED' && job.progress.state !== 'PENDING') {
    return;
  }
  if (at > job.startBy) {
    job.progress = {
      state: 'EXPIRED',
      at,
      category: 'JOB_EXPIRED',
      message: 'Backup job expired before it could start.',
    };
    return;
  }
  // One backup of a resource at a time.
  if (region.running.has(job.resourceArn)) {
    job.progress = { state: 'PENDING' };
    state.agenda.add(at + pace.retry, (later) => {
      tryStart(state, region, job, later);
    });
    return;
  }
  const bucket = state.buckets.get(job.resourceName);
  const obstacle = obstacleTo(state, region, job, bucket);
  if (obstacle !== undefined || bucket === undefined) {
    job.progress = { state: 'FAILED', at, ...(obstacle ?? gone(job)) };
    return;
  }
  start(state, region, job, bucket, at);
}

function start(state: AccountState, region: BackupRegion, job: BackupJob, bucket: Bucket, at: number): void {
  const duration = bucket.pretended === undefined ? pace.backup : bucket.pretended.backupMinutes * minute;
  const expectedAt = at + duration;
  const endOfWindow = at + job.completionWindowMinutes * minute;
  job.progress = { state: 'RUNNING', startedAt: at, expectedAt };
  job.bytes = bucket.pretended?.bytes ?? bucket.history.bytes;
  region.running.set(job.resourceArn, job);
  const startMoment = bucket.history.moment;
  state.agenda.add(Math.min(expectedAt, endOfWindow), (end) => {
    if (job.progress.state !== 'RUNNING') {
      return;
    }
    region.running.delete(job.resourceArn);
    if (endOfWindow < expectedAt) {
      const message = 'Backup job expired before completion.';
      job.progress = { state: 'EXPIRED', at: end, category: 'JOB_EXPIRED', message };
    } else {
      saveBackup(state, region, job, bucket, { startedAt: at, startMoment, endedAt: end });
    }
  });
}

/** Ends a job that has not ended yet. @returns whether there was anything to stop. */
export function abortJob(region: BackupRegion, job: BackupJob, now: number): boolean {
  if (!['CREATED', 'PENDING', 'RUNNING'].includes(job.progress.state)) {
    return false;
  }
  if (region.running.get(job.resourceArn) === job) {
    region.running.delete(job.resourceArn);
  }
  job.progress = { state: 'ABORTED', at: now, category: 'MISCELLANEOUS', message: 'Backup job was stopped by user.' };
  return true;
}

interface Obstacle {
  readonly category: string;
  readonly message: string;
}

/** Why a job cannot start. The bucket's versioning, the role and the vault's lock are looked at on every run. */
function obstacleTo(
  state: AccountState,
  region: BackupRegion,
  job: BackupJob,
  bucket: Bucket | undefined,
): Obstacle | undefined {
  if (bucket?.region !== region.name) {
    return gone(job);
  }
  const role = state.roles.get(roleNameOf(job.iamRoleArn));
  if (role?.arn !== job.iamRoleArn || !trustsBackup(role)) {
    return { category: 'ACCESS_DENIED', message: `IAM Role ${job.iamRoleArn} cannot be assumed by AWS Backup` };
  }
  const onBucket = ['s3:GetBucketVersioning', 's3:GetBucketTagging', 's3:ListBucketVersions', 's3:GetBucketAcl'];
  if (!onBucket.every((action) => roleAllows(state, role, action, job.resourceArn))) {
    return {
      category: 'ACCESS_DENIED',
      message:
        `Your backup job failed as AWS Backup does not have permission to describe resource ${job.resourceArn}. ` +
        'Please review your IAM policies to ensure AWS Backup can protect your resources.',
    };
  }
  if (bucket.versioning !== 'Enabled') {
    return {
      category: 'FEATURE_NOT_ENABLED',
      message: `Versioning is not enabled on ${bucket.name} within account ${state.accountId}`,
    };
  }
  return lockAllows(region.vaults.get(job.vaultName)?.lock, job.retentionDays)
    ? undefined
    : {
        category: 'INVALID_LIFECYCLE',
        message: `The retention period is outside the minimum and maximum retention of the locked vault ${job.vaultName}.`,
      };
}

function gone(job: BackupJob): Obstacle {
  return { category: 'RESOURCE_NOT_FOUND', message: `Bucket ${job.resourceName} does not exist.` };
}
