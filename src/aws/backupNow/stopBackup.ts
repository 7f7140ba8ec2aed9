import { StopBackupJobCommand } from '@aws-sdk/client-backup';
import type { PlainCall } from '../changes/awsCommands';
import type { ChangeTarget } from '../changes/changeTarget';
import { classify, failureSentences } from '../failure';

/** The call that stops a backup, as it is shown and copied. */
export function stopCall(jobId: string, region: string): PlainCall {
  return { service: 'backup', operation: 'StopBackupJob', region, input: { BackupJobId: jobId } };
}

/** Stops a backup that has not ended. @throws Error that says why it runs on. */
export async function stopBackup(jobId: string, region: string, target: ChangeTarget): Promise<void> {
  try {
    await target.backup(region).send(new StopBackupJobCommand({ BackupJobId: jobId }));
  } catch (error) {
    throw new Error(failureSentences(classify(error, 'backup:StopBackupJob')), { cause: error });
  }
}
