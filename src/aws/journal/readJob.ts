import type { BackupClient } from '@aws-sdk/client-backup';
import { DescribeBackupJobCommand, DescribeRestoreJobCommand } from '@aws-sdk/client-backup';
import type { S3Job } from '../activity';
import { backupOf, restoreOf } from '../activity';
import type { WorkOperation } from './record';

/**
 * How a job stands: one call.
 * @returns `undefined` where the operation makes no job, or the answer does not say what AWS always says.
 * @throws what the SDK throws.
 */
export async function readJob(
  kind: WorkOperation['kind'],
  jobId: string,
  region: string,
  client: BackupClient,
  signal: AbortSignal,
): Promise<S3Job | undefined> {
  switch (kind) {
    case 'StartBackupJob': {
      const command = new DescribeBackupJobCommand({ BackupJobId: jobId });
      return backupOf(await client.send(command, { abortSignal: signal }), region);
    }
    case 'StartRestoreJob': {
      const command = new DescribeRestoreJobCommand({ RestoreJobId: jobId });
      return restoreOf(await client.send(command, { abortSignal: signal }), region);
    }
    case 'own':
      return undefined;
  }
}
