// A window, as far as backups on demand go: it goes on with what an earlier one has left, and then asks for what is not
// asked for yet. It is run in a process of its own, and killed.
import { join } from 'node:path';
import { backupInput } from '../../../src/aws/backupNow/backupCalls';
import { startBackups } from '../../../src/aws/backupNow/startBackups';
import { Journal } from '../../../src/aws/journal/journal';
import { JournalFile } from '../../../src/aws/journal/journalFile';
import { FileLock } from '../../../src/aws/journal/journalLock';
import { AccountSession } from '../../../src/explorer/session/accountSession';
import { AccountWork } from '../../../src/explorer/work/accountWork';
import { absent, known } from '../../../src/model/fact';
import type { BackupVault } from '../../../src/model/vault';
import { dyingDisk } from './dyingDisk';

const { KILL_ENDPOINT = '', KILL_FOLDER = '', KILL_BUCKETS = '', KILL_ROLE = '', KILL_AT = '0' } = process.env;
const region = 'eu-west-1';

const disk = dyingDisk(Number(KILL_AT));
const session = new AccountSession({ kind: 'environment', regions: [region], endpoint: KILL_ENDPOINT }, undefined, {
  changed: () => undefined,
  log: (message) => {
    throw new Error(message);
  },
});
const path = join(KILL_FOLDER, 'account');
const journal = new Journal({
  store: new JournalFile(`${path}.jsonl`, disk.open),
  lock: new FileLock(`${path}.lock`),
});
const work = new AccountWork(journal, session, new Map(), {
  changed: () => undefined,
  ended: () => undefined,
  log: (message) => {
    throw new Error(message);
  },
});
async function main(): Promise<void> {
  await work.look();
  const asked = new Set(journal.entries.map(({ bucket }) => bucket));
  const vault: BackupVault = {
    id: 'main',
    name: known('main'),
    kind: known('standard'),
    locked: known(false),
    minRetentionDays: absent,
    maxRetentionDays: absent,
  };
  const buckets = KILL_BUCKETS.split(',').filter((bucket) => !asked.has(bucket));
  const request = {
    region,
    buckets,
    vault,
    roleArn: KILL_ROLE,
    days: 35,
    savesAcls: true,
    savesTags: true,
    isIndexed: false,
  };
  const target = await session.changeTarget();
  const backups = buckets.map((bucket) => ({
    bucket,
    title: `Back up ${bucket}`,
    input: backupInput(request, bucket, `token-${bucket}`),
  }));
  const outcomes = await work.use((open) =>
    startBackups({ region, connection: 'test', group: 'group', backups }, open, target, {
      isCancelled: () => false,
      begins: () => undefined,
    }),
  );
  console.log(JSON.stringify({ steps: disk.steps(), outcomes: outcomes.map(({ kind }) => kind) }));
  await work.close();
  session.dispose();
}

void main();
