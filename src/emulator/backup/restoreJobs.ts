import {
  DescribeRestoreJob$,
  GetRestoreJobMetadata$,
  ListRestoreJobs$,
  ListRestoreJobsByProtectedResource$,
  StartRestoreJob$,
  type DescribeRestoreJobInput,
  type DescribeRestoreJobOutput,
  type GetRestoreJobMetadataInput,
  type GetRestoreJobMetadataOutput,
  type ListRestoreJobsByProtectedResourceInput,
  type ListRestoreJobsInput,
  type ListRestoreJobsOutput,
  type RestoreJobsListMember,
  type StartRestoreJobInput,
  type StartRestoreJobOutput,
} from '@aws-sdk/client-backup';
import { invalidParameter, resourceNotFound } from '../awsError';
import { day } from '../clock';
import type { Call, Operation } from '../operation';
import type { Received } from '../received';
import { bucketArn } from '../s3/bucket';
import { isBetween } from './backupJobs';
import { backupOperation, dateOf, regionOf } from './declare';
import type { RestoreJob } from './job';
import { readRestoreMetadata } from './restoreMetadata';
import { runRestore } from './restoreRunner';
import { checkRole } from './selections';

export const restoreJobOperations: readonly Operation[] = [
  backupOperation(StartRestoreJob$, startJob),
  backupOperation(DescribeRestoreJob$, describeJob),
  backupOperation(GetRestoreJobMetadata$, getMetadata),
  backupOperation(ListRestoreJobs$, listJobs),
  backupOperation(ListRestoreJobsByProtectedResource$, listByResource),
];

const listedFor = 30 * day;

/** Starts a restore. The same token again gives the same job. */
function startJob(input: Received<StartRestoreJobInput>, call: Call): StartRestoreJobOutput {
  const region = regionOf(call);
  const { IdempotencyToken: token, IamRoleArn: role } = input;
  const known = token === undefined ? undefined : region.tokens.get(`restore ${token}`);
  if (known !== undefined) {
    return { RestoreJobId: known };
  }
  const point = region.points.get(input.RecoveryPointArn);
  const vault = point && region.vaults.get(point.vaultName);
  if (point === undefined || vault === undefined) {
    throw resourceNotFound(`Cannot find recovery point ${input.RecoveryPointArn}.`);
  }
  if (role === undefined) {
    throw invalidParameter('IamRoleArn must be specified for resource type S3.');
  }
  checkRole(role, call);
  const request = readRestoreMetadata(input.Metadata, point, call.now);
  const job: RestoreJob = {
    id: call.state.ids.uuid(),
    recoveryPointArn: point.arn,
    recoveryPointCreatedAt: point.createdAt,
    sourceResourceArn: point.resourceArn,
    vaultArn: vault.arn,
    iamRoleArn: role,
    createdAt: call.now,
    bytes: point.bytes,
    createdResourceArn: bucketArn(request.destination),
    metadata: input.Metadata,
    progress: { status: 'PENDING' },
  };
  region.restoreJobs.set(job.id, job);
  if (token !== undefined) {
    region.tokens.set(`restore ${token}`, job.id);
  }
  runRestore(call.state, job, point, request);
  return { RestoreJobId: job.id };
}

function describeJob(input: Received<DescribeRestoreJobInput>, call: Call): DescribeRestoreJobOutput {
  return describe(requireJob(input.RestoreJobId, call), call);
}

function getMetadata(input: Received<GetRestoreJobMetadataInput>, call: Call): GetRestoreJobMetadataOutput {
  const job = requireJob(input.RestoreJobId, call);
  return { RestoreJobId: job.id, Metadata: { ...job.metadata } };
}

function listJobs(input: Received<ListRestoreJobsInput>, call: Call): ListRestoreJobsOutput {
  const { items, nextToken } = regionOf(call).restoreJobs.page(
    input,
    (job) =>
      job.createdAt > call.now - listedFor &&
      (input.ByStatus ?? job.progress.status) === job.progress.status &&
      (input.ByResourceType ?? 'S3') === 'S3' &&
      isBetween(job.createdAt, input.ByCreatedAfter, input.ByCreatedBefore) &&
      isBetween(endOf(job), input.ByCompleteAfter, input.ByCompleteBefore),
  );
  return { RestoreJobs: items.map((job) => describe(job, call)), NextToken: nextToken };
}

function listByResource(input: Received<ListRestoreJobsByProtectedResourceInput>, call: Call): ListRestoreJobsOutput {
  const { ByRecoveryPointCreationDateAfter: after, ByRecoveryPointCreationDateBefore: before } = input;
  const { items, nextToken } = regionOf(call).restoreJobs.page(
    input,
    (job) =>
      job.sourceResourceArn === input.ResourceArn &&
      (input.ByStatus ?? job.progress.status) === job.progress.status &&
      isBetween(job.recoveryPointCreatedAt, after, before),
  );
  return { RestoreJobs: items.map((job) => describe(job, call)), NextToken: nextToken };
}

function describe(job: RestoreJob, call: Call): RestoreJobsListMember {
  const { progress } = job;
  return {
    AccountId: call.state.accountId,
    RestoreJobId: job.id,
    RecoveryPointArn: job.recoveryPointArn,
    RecoveryPointCreationDate: new Date(job.recoveryPointCreatedAt),
    SourceResourceArn: job.sourceResourceArn,
    BackupVaultArn: job.vaultArn,
    CreationDate: new Date(job.createdAt),
    CompletionDate: dateOf(endOf(job)),
    Status: progress.status,
    StatusMessage: 'message' in progress ? progress.message : undefined,
    PercentDone: percentDone(job, call.now).toFixed(2) + '%',
    BackupSizeInBytes: job.bytes,
    IamRoleArn: job.iamRoleArn,
    ExpectedCompletionTimeMinutes: 1,
    CreatedResourceArn: progress.status === 'COMPLETED' ? job.createdResourceArn : undefined,
    ResourceType: 'S3',
    IsParent: false,
  };
}

function percentDone(job: RestoreJob, now: number): number {
  const { progress } = job;
  if (progress.status !== 'RUNNING') {
    return progress.status === 'COMPLETED' ? 100 : 0;
  }
  return Math.min(99, (100 * (now - progress.startedAt)) / (progress.expectedAt - progress.startedAt));
}

function endOf(job: RestoreJob): number | undefined {
  return 'at' in job.progress ? job.progress.at : undefined;
}

function requireJob(id: string, call: Call): RestoreJob {
  const job = regionOf(call).restoreJobs.get(id);
  if (job === undefined) {
    throw resourceNotFound(`Restore job ${id} cannot be found.`);
  }
  return job;
}
