import type { BackupClient, CopyJob, RestoreJobsListMember } from '@aws-sdk/client-backup';
import { ListBackupJobsCommand, ListCopyJobsCommand, ListRestoreJobsCommand } from '@aws-sdk/client-backup';
import type { BackupJob } from '../model/job';
import { backupJobOf, progressOf } from './jobs';

export type JobKind = 'backup' | 'copy' | 'restore';

/** A job of AWS Backup on S3, of any kind. States are AWS's words. */
export interface S3Job extends BackupJob {
  readonly kind: JobKind;
  readonly region: string;
  /** Copies: the ARN of the vault that it copies to. */
  readonly targetVaultArn?: string;
  /** Restores: the ARN of what was restored. */
  readonly createdResourceArn?: string;
}

/** Part of a list of jobs; AWS documents no order. */
export interface JobsPage {
  readonly jobs: readonly S3Job[];
  readonly next?: string;
}

/** Enough for most accounts in one call, and not too many rows at once. */
const pageSize = 500;

/** The IAM action that each list needs. */
export const listActions: Readonly<Record<JobKind, string>> = {
  backup: 'backup:ListBackupJobs',
  copy: 'backup:ListCopyJobs',
  restore: 'backup:ListRestoreJobs',
};

function nameOfVault(arn: string | undefined): string | undefined {
  return arn?.slice(arn.lastIndexOf(':') + 1);
}

function copyOf(job: CopyJob, region: string): S3Job | undefined {
  const { CopyJobId: id, ResourceArn: resourceArn, State: state, CreationDate: createdAt } = job;
  if (id === undefined || resourceArn === undefined || state === undefined || createdAt === undefined) return undefined;
  const vaultName = nameOfVault(job.SourceBackupVaultArn);
  return {
    kind: 'copy',
    region,
    id,
    resourceArn,
    state,
    createdAt,
    ...progressOf(job),
    ...(job.MessageCategory !== undefined && { messageCategory: job.MessageCategory }),
    ...(vaultName !== undefined && { vaultName }),
    ...(job.DestinationBackupVaultArn !== undefined && { targetVaultArn: job.DestinationBackupVaultArn }),
  };
}

function restoreOf(job: RestoreJobsListMember, region: string): S3Job | undefined {
  const { RestoreJobId: id, SourceResourceArn: source, Status: state, CreationDate: createdAt } = job;
  const resourceArn = source ?? job.CreatedResourceArn ?? job.RecoveryPointArn;
  if (id === undefined || resourceArn === undefined || state === undefined || createdAt === undefined) return undefined;
  const vaultName = nameOfVault(job.BackupVaultArn);
  return {
    kind: 'restore',
    region,
    id,
    resourceArn,
    state,
    createdAt,
    ...progressOf(job),
    ...(vaultName !== undefined && { vaultName }),
    ...(job.CreatedResourceArn !== undefined && { createdResourceArn: job.CreatedResourceArn }),
  };
}

function pageOf(jobs: readonly (S3Job | undefined)[], next: string | undefined): JobsPage {
  return { jobs: jobs.flatMap((job) => job ?? []), ...(next !== undefined && { next }) };
}

/** One page of the jobs on S3 of the last 30 days, one call; AWS keeps no longer list. @throws what the SDK throws. */
export async function listS3Jobs(
  backup: BackupClient,
  { region, kind }: { readonly region: string; readonly kind: JobKind },
  from: string | undefined,
  signal: AbortSignal,
): Promise<JobsPage> {
  const input = { ByResourceType: 'S3', MaxResults: pageSize, NextToken: from };
  const options = { abortSignal: signal };
  switch (kind) {
    case 'backup': {
      const { BackupJobs: jobs = [], NextToken: next } = await backup.send(new ListBackupJobsCommand(input), options);
      const found = jobs.map(backupJobOf);
      return pageOf(
        found.map((job) => job && { ...job, kind, region }),
        next,
      );
    }
    case 'copy': {
      const { CopyJobs: jobs = [], NextToken: next } = await backup.send(new ListCopyJobsCommand(input), options);
      return pageOf(
        jobs.map((job) => copyOf(job, region)),
        next,
      );
    }
    case 'restore': {
      const { RestoreJobs: jobs = [], NextToken: next } = await backup.send(new ListRestoreJobsCommand(input), options);
      return pageOf(
        jobs.map((job) => restoreOf(job, region)),
        next,
      );
    }
  }
}
