import { StartBackupJobCommand, StartRestoreJobCommand } from '@aws-sdk/client-backup';
import type { ChangeTarget } from '../changes/changeTarget';
import { NotAwsError } from '../failure';
import type { WorkEntry } from './entry';
import type { Journal } from './journal';
import type { WorkOperation } from './record';
import type { StartOutcome } from './startJob';
import { callJob } from './startJob';

/** The IAM action of the call that starts a job. */
export function actionOf(kind: 'StartBackupJob' | 'StartRestoreJob'): string {
  return `backup:${kind}`;
}

/** An operation that AWS Backup makes a job of. */
export type JobOperation = Exclude<WorkOperation, { readonly kind: 'own' }>;

/**
 * Makes the call that starts a job. It is never given up half way: whether it was made would not be known then.
 * @returns the id of the job.
 * @throws what the SDK throws, and NotAwsError.
 */
export async function callForJob(operation: JobOperation, region: string, target: ChangeTarget): Promise<string> {
  const backup = target.backup(region);
  const id =
    operation.kind === 'StartBackupJob'
      ? (await backup.send(new StartBackupJobCommand(operation.input))).BackupJobId
      : (await backup.send(new StartRestoreJobCommand(operation.input))).RestoreJobId;
  if (id === undefined) throw new NotAwsError();
  return id;
}

/**
 * Starts a job of which nobody knows whether it was started: by the same token, so that AWS starts nothing twice.
 * @throws JournalBusyError, and what the file system says.
 */
export function callAgain(
  { id, operation, region }: WorkEntry,
  journal: Journal,
  target: ChangeTarget,
): Promise<StartOutcome> {
  if (operation.kind === 'own') throw new Error(`${operation.name} is no job of AWS Backup.`);
  return callJob(journal, id, actionOf(operation.kind), () => callForJob(operation, region, target));
}
