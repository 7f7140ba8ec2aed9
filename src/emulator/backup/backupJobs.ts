import {
  DescribeBackupJob$,
  ListBackupJobs$,
  StartBackupJob$,
  StopBackupJob$,
  type BackupJob as BackupJobMember,
  type DescribeBackupJobInput,
  type DescribeBackupJobOutput,
  type ListBackupJobsInput,
  type ListBackupJobsOutput,
  type StartBackupJobInput,
  type StartBackupJobOutput,
  type StopBackupJobInput,
} from '@aws-sdk/client-backup';
import { AwsError, invalidParameter, invalidRequest, resourceNotFound } from '../awsError';
import { day } from '../clock';
import type { Call, Operation } from '../operation';
import type { Received } from '../received';
import { bucketOfArn } from '../s3/bucket';
import { backupOperation, dateOf, regionOf, requireVault } from './declare';
import type { BackupJob } from './job';
import { abortJob, createJob } from './jobRunner';
import { creatorOf } from './pointView';
import type { BackupRegion } from './region';
import { checkRole } from './selections';

export const backupJobOperations: readonly Operation[] = [
  backupOperation(ListBackupJobs$, listJobs),
  backupOperation(DescribeBackupJob$, describeJob),
  backupOperation(StartBackupJob$, startJob),
  backupOperation(StopBackupJob$, stopJob),
];

/** Jobs are listed for 30 days. */
const listedFor = 30 * day;

function listJobs(input: Received<ListBackupJobsInput>, call: Call): ListBackupJobsOutput {
  const region = regionOf(call);
  const { ByResourceArn: arn } = input;
  const jobs = arn === undefined ? region.jobs : region.jobsByResource.get(arn);
  const page = jobs?.page(input, (job) => job.createdAt > call.now - listedFor && passes(job, input));
  return { BackupJobs: page?.items.map((job) => describe(job, region, call)) ?? [], NextToken: page?.nextToken };
}

function passes(job: BackupJob, input: Received<ListBackupJobsInput>): boolean {
  const category = 'category' in job.progress ? job.progress.category : undefined;
  const isState = input.ByState === undefined || input.ByState === job.progress.state;
  const isCategory =
    input.ByMessageCategory === undefined || input.ByMessageCategory === 'ANY' || input.ByMessageCategory === category;
  return (
    isState &&
    isCategory &&
    (input.ByBackupVaultName ?? job.vaultName) === job.vaultName &&
    (input.ByResourceType ?? 'S3') === 'S3' &&
    input.ByParentJobId === undefined &&
    isBetween(job.createdAt, input.ByCreatedAfter, input.ByCreatedBefore) &&
    isBetween(endOf(job), input.ByCompleteAfter, input.ByCompleteBefore)
  );
}

/** Whether a time is after the one and before the other; without both everything is. */
export function isBetween(time: number | undefined, after: Date | undefined, before: Date | undefined): boolean {
  if (after === undefined && before === undefined) {
    return true;
  }
  return (
    time !== undefined &&
    time > (after?.getTime() ?? Number.NEGATIVE_INFINITY) &&
    time < (before?.getTime() ?? Number.POSITIVE_INFINITY)
  );
}

function endOf(job: BackupJob): number | undefined {
  return 'at' in job.progress ? job.progress.at : undefined;
}

function describeJob(input: Received<DescribeBackupJobInput>, call: Call): DescribeBackupJobOutput {
  const region = regionOf(call);
  return describe(requireJob(region, input.BackupJobId), region, call);
}

function describe(job: BackupJob, region: BackupRegion, call: Call): BackupJobMember {
  const { progress } = job;
  const vault = region.vaults.get(job.vaultName);
  const percent = percentDone(job, call.now);
  return {
    AccountId: call.state.accountId,
    BackupJobId: job.id,
    BackupVaultName: job.vaultName,
    BackupVaultArn: job.vaultArn,
    VaultType: vault?.type,
    VaultLockState: vault?.lock === undefined ? 'UNLOCKED' : 'LOCKED',
    EncryptionKeyArn: vault?.encryptionKeyArn,
    IsEncrypted: true,
    RecoveryPointArn: job.recoveryPointArn,
    RecoveryPointLifecycle: job.retentionDays === undefined ? undefined : { DeleteAfterDays: job.retentionDays },
    ResourceArn: job.resourceArn,
    ResourceName: job.resourceName,
    ResourceType: 'S3',
    IamRoleArn: job.iamRoleArn,
    CreatedBy: creatorOf(job.createdBy),
    CreationDate: new Date(job.createdAt),
    InitiationDate: new Date(job.createdAt),
    StartBy: new Date(job.startBy),
    CompletionDate: dateOf(endOf(job)),
    ExpectedCompletionDate: progress.state === 'RUNNING' ? new Date(progress.expectedAt) : undefined,
    State: progress.state,
    StatusMessage: 'message' in progress ? progress.message : undefined,
    MessageCategory: 'category' in progress ? progress.category : undefined,
    PercentDone: percent.toFixed(1),
    BackupSizeInBytes: job.bytes,
    BytesTransferred: Math.round((job.bytes * percent) / 100),
    BackupOptions: job.options,
    IsParent: false,
  };
}

function percentDone(job: BackupJob, now: number): number {
  const { progress } = job;
  if (progress.state !== 'RUNNING') {
    return progress.state === 'COMPLETED' ? 100 : 0;
  }
  const { startedAt, expectedAt } = progress;
  return Math.min(99.9, (100 * (now - startedAt)) / (expectedAt - startedAt));
}

/** Starts a snapshot; continuous backup cannot be had on demand. The same token again gives the same job. */
function startJob(input: Received<StartBackupJobInput>, call: Call): StartBackupJobOutput {
  const region = regionOf(call);
  const { IdempotencyToken: token } = input;
  const known = token === undefined ? undefined : region.jobs.get(region.tokens.get(`backup ${token}`) ?? '');
  if (known !== undefined) {
    return { BackupJobId: known.id, CreationDate: new Date(known.createdAt), IsParent: false };
  }
  const job = createJob(call.state, region, readRequest(input, call), call.now);
  if (token !== undefined) {
    region.tokens.set(`backup ${token}`, job.id);
  }
  return { BackupJobId: job.id, CreationDate: new Date(job.createdAt), IsParent: false };
}

function readRequest(input: Received<StartBackupJobInput>, call: Call): Parameters<typeof createJob>[2] {
  const vault = requireVault(input.BackupVaultName, call);
  const bucket = bucketOfArn(input.ResourceArn);
  if (bucket === undefined) {
    throw invalidParameter(`Invalid ARN: ${input.ResourceArn}. Only S3 buckets are part of the sample account.`);
  }
  if (call.state.buckets.get(bucket)?.region !== call.region) {
    throw resourceNotFound(`Resource ${input.ResourceArn} cannot be found.`);
  }
  checkRole(input.IamRoleArn, call);
  const startWindowMinutes = input.StartWindowMinutes ?? 480;
  const completionWindowMinutes = input.CompleteWindowMinutes ?? 7 * 24 * 60;
  const days = input.Lifecycle?.DeleteAfterDays;
  if (startWindowMinutes < 60 || completionWindowMinutes < 60) {
    throw invalidParameter('StartWindowMinutes and CompleteWindowMinutes must be at least 60.');
  }
  if (days !== undefined && days !== -1 && (days < 1 || days > 36_500)) {
    throw invalidParameter('Invalid lifecycle. DeleteAfterDays must be between 1 and 36500.');
  }
  return {
    resourceArn: input.ResourceArn,
    resourceName: bucket,
    vaultName: vault.name,
    vaultArn: vault.arn,
    iamRoleArn: input.IamRoleArn,
    createdBy: undefined,
    startWindowMinutes,
    completionWindowMinutes,
    retentionDays: days === -1 ? undefined : days,
    isContinuous: false,
    isIndexed: input.Index === 'ENABLED',
    recoveryPointTags: input.RecoveryPointTags ?? {},
    options: input.BackupOptions,
  };
}

function stopJob(input: Received<StopBackupJobInput>, call: Call): void {
  const region = regionOf(call);
  const job = requireJob(region, input.BackupJobId);
  if (!abortJob(region, job, call.now)) {
    throw invalidRequest(`Backup job ${job.id} is in state ${job.progress.state} and cannot be stopped.`);
  }
}

function requireJob(region: BackupRegion, id: string): BackupJob {
  const job = region.jobs.get(id);
  if (job === undefined) {
    throw new AwsError('ResourceNotFoundException', `Backup job ${id} cannot be found.`);
  }
  return job;
}
