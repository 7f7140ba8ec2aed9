import {
  DescribeCopyJob$,
  ListCopyJobs$,
  type CopyJob as CopyJobMember,
  type DescribeCopyJobInput,
  type DescribeCopyJobOutput,
  type ListCopyJobsInput,
  type ListCopyJobsOutput,
} from '@aws-sdk/client-backup';
import { resourceNotFound } from '../awsError';
import { day } from '../clock';
import type { Call, Operation } from '../operation';
import type { Received } from '../received';
import { isBetween } from './backupJobs';
import { backupOperation, regionOf } from './declare';
import type { CopyJob } from './job';
import { creatorOf } from './pointView';

export const copyJobOperations: readonly Operation[] = [
  backupOperation(ListCopyJobs$, listJobs),
  backupOperation(DescribeCopyJob$, describeJob),
];

const listedFor = 30 * day;

function listJobs(input: Received<ListCopyJobsInput>, call: Call): ListCopyJobsOutput {
  const { items, nextToken } = regionOf(call).copyJobs.page(
    input,
    (job) => job.createdAt > call.now - listedFor && passes(job, input),
  );
  return { CopyJobs: items.map((job) => describe(job, call)), NextToken: nextToken };
}

function passes(job: CopyJob, input: Received<ListCopyJobsInput>): boolean {
  return (
    (input.ByResourceArn ?? job.resourceArn) === job.resourceArn &&
    (input.ByState ?? job.state) === job.state &&
    (input.ByResourceType ?? 'S3') === 'S3' &&
    (input.ByDestinationVaultArn ?? job.destinationVaultArn) === job.destinationVaultArn &&
    (input.BySourceRecoveryPointArn ?? job.sourcePointArn) === job.sourcePointArn &&
    isBetween(job.createdAt, input.ByCreatedAfter, input.ByCreatedBefore) &&
    isBetween(job.completedAt, input.ByCompleteAfter, input.ByCompleteBefore)
  );
}

function describeJob(input: Received<DescribeCopyJobInput>, call: Call): DescribeCopyJobOutput {
  const job = regionOf(call).copyJobs.get(input.CopyJobId);
  if (job === undefined) {
    throw resourceNotFound(`Copy job ${input.CopyJobId} cannot be found.`);
  }
  return { CopyJob: describe(job, call) };
}

function describe(job: CopyJob, call: Call): CopyJobMember {
  return {
    AccountId: call.state.accountId,
    CopyJobId: job.id,
    SourceBackupVaultArn: job.sourceVaultArn,
    SourceRecoveryPointArn: job.sourcePointArn,
    DestinationBackupVaultArn: job.destinationVaultArn,
    DestinationRecoveryPointArn: job.destinationPointArn,
    ResourceArn: job.resourceArn,
    ResourceName: job.resourceName,
    ResourceType: 'S3',
    CreationDate: new Date(job.createdAt),
    CompletionDate: new Date(job.completedAt),
    State: job.state,
    StatusMessage: job.message,
    MessageCategory: job.state === 'COMPLETED' ? 'SUCCESS' : 'MISCELLANEOUS',
    BackupSizeInBytes: job.bytes,
    IamRoleArn: job.iamRoleArn,
    CreatedBy: creatorOf(job.createdBy),
    IsParent: false,
  };
}
