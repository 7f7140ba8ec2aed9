import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Journal } from '../../../src/aws/journal/journal';
import type { Open } from '../../../src/aws/journal/journalFile';
import { JournalFile } from '../../../src/aws/journal/journalFile';
import { FileLock } from '../../../src/aws/journal/journalLock';
import type { Intent } from '../../../src/aws/journal/record';

const folders: string[] = [];
const journals: Journal[] = [];

/** A folder of its own for a test. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 's3backup-journal-'));
  folders.push(folder);
  return folder;
}

/** For `afterEach`. */
export async function endJournals(): Promise<void> {
  await Promise.all(journals.splice(0).map((journal) => journal.close()));
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** A window's journal in a folder. */
export function journalIn(folder: string, open?: Open): Journal {
  const path = join(folder, 'account');
  const store = new JournalFile(`${path}.jsonl`, open);
  const journal = new Journal({ store, lock: new FileLock(`${path}.lock`) });
  journals.push(journal);
  return journal;
}

export function intentOf(changes: Partial<Intent> = {}): Intent {
  return {
    account: '111122223333',
    region: 'eu-west-1',
    connection: 'sample account',
    operation: {
      kind: 'StartBackupJob',
      input: {
        BackupVaultName: 'main',
        ResourceArn: 'arn:aws:s3:::orders',
        IamRoleArn: 'arn:aws:iam::111122223333:role/backup-s3',
        IdempotencyToken: 'one',
      },
    },
    token: 'one',
    title: 'Back up orders',
    bucket: 'orders',
    ...changes,
  };
}
