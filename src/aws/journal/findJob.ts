import type { BackupClient, BackupJob, RestoreJobsListMember } from '@aws-sdk/client-backup';
import { GetRestoreJobMetadataCommand, paginateListBackupJobs, paginateListRestoreJobs } from '@aws-sdk/client-backup';
import { isDeepStrictEqual } from 'node:util';
import { endingPages } from '../pages';
import type { WorkEntry } from './entry';
import type { WorkOperation } from './record';

/** How far this machine's clock may differ from AWS's before AWS refuses its calls. In milliseconds. */
const clockSkew = 5 * 60_000;

/** A job that an entry may have become, as the account lists it. */
interface Candidate {
  readonly jobId: string;
  readonly createdAt: Date;
}

/** Members that are not said count as AWS's default, and so fit any. */
function fits(asked: unknown, listed: unknown): boolean {
  return asked === undefined || listed === undefined || isDeepStrictEqual(plain(asked), plain(listed));
}

function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

type OfKind<Kind extends WorkOperation['kind']> = Extract<WorkOperation, { readonly kind: Kind }>['input'];

/** An on-demand job of the same input; jobs of plans name the plan. */
function isBackup(input: OfKind<'StartBackupJob'>, job: BackupJob): boolean {
  return (
    job.ResourceArn === input.ResourceArn &&
    job.BackupVaultName === input.BackupVaultName &&
    job.IamRoleArn === input.IamRoleArn &&
    job.CreatedBy?.BackupPlanId === undefined &&
    fits(input.Lifecycle?.DeleteAfterDays, job.RecoveryPointLifecycle?.DeleteAfterDays) &&
    fits(input.BackupOptions, job.BackupOptions)
  );
}

function isRestore(input: OfKind<'StartRestoreJob'>, job: RestoreJobsListMember): boolean {
  return job.RecoveryPointArn === input.RecoveryPointArn && fits(input.IamRoleArn, job.IamRoleArn);
}

async function backups(
  client: BackupClient,
  input: OfKind<'StartBackupJob'>,
  since: Date,
  signal: AbortSignal,
): Promise<readonly Candidate[]> {
  const found: Candidate[] = [];
  const query = { ByResourceArn: input.ResourceArn, ByCreatedAfter: since };
  for await (const page of endingPages(paginateListBackupJobs({ client }, query, { abortSignal: signal }))) {
    for (const job of page.BackupJobs ?? []) {
      const { BackupJobId: jobId, CreationDate: createdAt } = job;
      if (jobId !== undefined && createdAt !== undefined && isBackup(input, job)) found.push({ jobId, createdAt });
    }
  }
  return found;
}

/** The lists do not say what a restore was to do. What the asked metadata and the job's both name must be the same. */
async function hasMetadata(
  client: BackupClient,
  jobId: string,
  { Metadata: asked = {} }: OfKind<'StartRestoreJob'>,
  signal: AbortSignal,
): Promise<boolean> {
  const command = new GetRestoreJobMetadataCommand({ RestoreJobId: jobId });
  const { Metadata: listed = {} } = await client.send(command, { abortSignal: signal });
  return Object.entries(asked).every(([name, value]) => (listed[name] ?? value) === value);
}

async function restores(
  client: BackupClient,
  input: OfKind<'StartRestoreJob'>,
  since: Date,
  taken: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<readonly Candidate[]> {
  const found: Candidate[] = [];
  const query = { ByCreatedAfter: since };
  for await (const page of endingPages(paginateListRestoreJobs({ client }, query, { abortSignal: signal }))) {
    for (const job of page.RestoreJobs ?? []) {
      const { RestoreJobId: jobId, CreationDate: createdAt } = job;
      if (jobId === undefined || createdAt === undefined || taken.has(jobId) || !isRestore(input, job)) continue;
      if (await hasMetadata(client, jobId, input, signal)) found.push({ jobId, createdAt });
    }
  }
  return found;
}

/**
 * The job that an entry has become, although nobody wrote it down: the oldest of the same input since it was asked for.
 * @param taken Jobs that other entries have become.
 * @returns `undefined` where there is none, or none yet: AWS may show a new job late.
 * @throws what the SDK throws.
 */
export async function findJob(
  { operation, at }: WorkEntry,
  client: BackupClient,
  taken: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<string | undefined> {
  const since = new Date(at.getTime() - clockSkew);
  const found =
    operation.kind === 'StartBackupJob'
      ? await backups(client, operation.input, since, signal)
      : operation.kind === 'StartRestoreJob'
        ? await restores(client, operation.input, since, taken, signal)
        : [];
  return found
    .filter(({ jobId, createdAt }) => createdAt >= since && !taken.has(jobId))
    .toSorted((one, other) => one.createdAt.getTime() - other.createdAt.getTime())[0]?.jobId;
}
