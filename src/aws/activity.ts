import type { BackupClient, BackupJob as ApiBackupJob, CopyJob, RestoreJobsListMember } from '@aws-sdk/client-backup';
import { ListBackupJobsCommand, ListCopyJobsCommand, ListRestoreJobsCommand } from '@aws-sdk/client-backup';
import type { BackupJob } from '../model/job';
import { backupJobOf, progressOf } from './jobs';
import { filledPage } from './pages';

export type JobKind = 'backup' | 'copy' | 'restore';

/** A job of AWS Backup on S3, of any kind. States are AWS's words. */
export interface S3Job extends BackupJob {
  readonly kind: JobKind;
  readonly region: string;
  /** Copies: the ARN of the vault that it copies to. */
  readonly targetVaultArn?: string;
  /** Restores: the ARN of what was restored. */
  readonly createdResourceArn?: string;
  /** What a backup makes, or what is copied or restored. */
  readonly recoveryPointArn?: string;
  /** Copies: what the copy makes. */
  readonly targetPointArn?: string;
  readonly sizeBytes?: number;
  /** Backups: how much is done. */
  readonly bytesTransferred?: number;
  /** Backups: when AWS expects it to end. */
  readonly expectedAt?: Date;
}

/** A list of jobs on S3. */
export interface JobQuery {
  readonly region: string;
  readonly kind: JobKind;
  /** Only jobs that were made later. */
  readonly since?: Date;
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

function sizeOf({
  BackupSizeInBytes: bytes,
}: {
  readonly BackupSizeInBytes?: number | undefined;
}): Pick<S3Job, 'sizeBytes'> {
  return bytes === undefined ? {} : { sizeBytes: bytes };
}

export function backupOf(job: ApiBackupJob, region: string): S3Job | undefined {
  const told = backupJobOf(job);
  return (
    told && {
      kind: 'backup',
      region,
      ...told,
      ...(job.RecoveryPointArn !== undefined && { recoveryPointArn: job.RecoveryPointArn }),
      ...(job.BytesTransferred !== undefined && { bytesTransferred: job.BytesTransferred }),
      ...(job.ExpectedCompletionDate && { expectedAt: job.ExpectedCompletionDate }),
      ...sizeOf(job),
    }
  );
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
    ...(job.SourceRecoveryPointArn !== undefined && { recoveryPointArn: job.SourceRecoveryPointArn }),
    ...(job.DestinationRecoveryPointArn !== undefined && { targetPointArn: job.DestinationRecoveryPointArn }),
    ...sizeOf(job),
  };
}

export function restoreOf(job: RestoreJobsListMember, region: string): S3Job | undefined {
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
    ...(job.RecoveryPointArn !== undefined && { recoveryPointArn: job.RecoveryPointArn }),
    ...sizeOf(job),
  };
}

function pageOf(jobs: readonly (S3Job | undefined)[], next: string | undefined): JobsPage {
  return { jobs: jobs.flatMap((job) => job ?? []), ...(next !== undefined && { next }) };
}

async function readPage(
  backup: BackupClient,
  { region, kind, since }: JobQuery,
  from: string | undefined,
  signal: AbortSignal,
): Promise<JobsPage> {
  const input = { ByResourceType: 'S3', ByCreatedAfter: since, MaxResults: pageSize, NextToken: from };
  const options = { abortSignal: signal };
  switch (kind) {
    case 'backup': {
      const { BackupJobs: jobs = [], NextToken: next } = await backup.send(new ListBackupJobsCommand(input), options);
      return pageOf(
        jobs.map((job) => backupOf(job, region)),
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

/**
 * One page of the jobs on S3 of the last 30 days, one call; AWS keeps no longer list. An empty page that is not the last
 * is passed over. @throws what the SDK throws, and NotAwsError.
 */
export function listS3Jobs(
  backup: BackupClient,
  list: { readonly region: string; readonly kind: JobKind },
  from: string | undefined,
  signal: AbortSignal,
): Promise<JobsPage> {
  return filledPage(
    (token) => readPage(backup, list, token, signal),
    ({ jobs }) => jobs.length === 0,
    from,
  );
}
