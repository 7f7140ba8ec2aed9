import type { BackupClient, BackupJob as ApiJob } from '@aws-sdk/client-backup';
import { paginateListBackupJobs } from '@aws-sdk/client-backup';
import type { Fact } from '../model/fact';
import { known } from '../model/fact';
import type { BackupJob } from '../model/job';
import type { Schedule } from './call';
import { readFact } from './call';
import { distinct, endingPages } from './pages';

/** What the lists of all kinds of jobs tell of how one goes, under the same names. */
interface ToldJob {
  readonly StatusMessage?: string | undefined;
  readonly PercentDone?: string | undefined;
  readonly CompletionDate?: Date | undefined;
}

export function progressOf(job: ToldJob): Pick<BackupJob, 'statusMessage' | 'percentDone' | 'completedAt'> {
  const percent = Number.parseFloat(job.PercentDone ?? '');
  return {
    ...(job.StatusMessage !== undefined && { statusMessage: job.StatusMessage }),
    ...(Number.isFinite(percent) && { percentDone: percent }),
    ...(job.CompletionDate && { completedAt: job.CompletionDate }),
  };
}

/** @returns `undefined` where the list leaves out what identifies a job. */
export function backupJobOf(job: ApiJob): BackupJob | undefined {
  const { BackupJobId: id, ResourceArn: resourceArn, State: state, CreationDate: createdAt } = job;
  if (id === undefined || resourceArn === undefined || state === undefined || createdAt === undefined) return undefined;
  return {
    id,
    resourceArn,
    state,
    createdAt,
    ...progressOf(job),
    ...(job.MessageCategory !== undefined && { messageCategory: job.MessageCategory }),
    ...(job.CreatedBy?.BackupPlanId !== undefined && { planId: job.CreatedBy.BackupPlanId }),
    ...(job.BackupVaultName !== undefined && { vaultName: job.BackupVaultName }),
    ...(job.IamRoleArn !== undefined && { roleArn: job.IamRoleArn }),
  };
}

/** Not every emulator keeps to what was asked for. */
function jobOf(job: ApiJob, bucketArn: string): BackupJob | undefined {
  return job.ResourceArn === bucketArn ? backupJobOf(job) : undefined;
}

/** The backup jobs of one bucket in the last 30 days; AWS keeps no longer list. */
export function readJobs(
  backup: BackupClient,
  bucketArn: string,
  schedule: Schedule,
  signal: AbortSignal,
): Promise<Fact<readonly BackupJob[]>> {
  return readFact({
    action: 'backup:ListBackupJobs',
    read: () =>
      schedule(async () => {
        const jobs: BackupJob[] = [];
        const pages = paginateListBackupJobs({ client: backup }, { ByResourceArn: bucketArn }, { abortSignal: signal });
        for await (const page of endingPages(pages))
          jobs.push(...(page.BackupJobs ?? []).flatMap((job) => jobOf(job, bucketArn) ?? []));
        return known(distinct(jobs, ({ id }) => id));
      }),
  });
}
