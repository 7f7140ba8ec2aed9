// A window, as far as restores go: it goes on with what an earlier one has left, or asks for a restore that takes two
// jobs. It is run in a process of its own, and killed.
import { join } from 'node:path';
import { Journal } from '../../../src/aws/journal/journal';
import { JournalFile } from '../../../src/aws/journal/journalFile';
import { FileLock } from '../../../src/aws/journal/journalLock';
import { restoreCalls } from '../../../src/aws/restore/restoreCalls';
import { startRestore } from '../../../src/aws/restore/startRestore';
import { AccountSession } from '../../../src/explorer/session/accountSession';
import { AccountWork } from '../../../src/explorer/work/accountWork';
import type { RestoreRequest } from '../../../src/protection/restore/request';
import { dyingDisk } from './dyingDisk';

const { KILL_ENDPOINT = '', KILL_FOLDER = '', KILL_REQUEST = '', KILL_AT = '0' } = process.env;
const request = JSON.parse(KILL_REQUEST) as RestoreRequest;

function refuse(message: string): never {
  throw new Error(message);
}

async function main(): Promise<void> {
  const disk = dyingDisk(Number(KILL_AT));
  const connection = { kind: 'environment', regions: [request.origin.region], endpoint: KILL_ENDPOINT } as const;
  const session = new AccountSession(connection, undefined, { changed: () => undefined, log: refuse });
  const path = join(KILL_FOLDER, 'account');
  const journal = new Journal({
    store: new JournalFile(`${path}.jsonl`, disk.open),
    lock: new FileLock(`${path}.lock`),
  });
  const work = new AccountWork(journal, session, new Map(), {
    changed: () => undefined,
    ended: () => undefined,
    log: refuse,
  });
  await work.look();
  if (journal.entries.length === 0) {
    const target = await session.changeTarget();
    const progress = { isCancelled: () => false, tell: () => undefined };
    const options = { title: 'Restore orders', connection: 'test', group: 'group', progress };
    await work.use((open) => startRestore(request, restoreCalls(request, 'token'), open, target, options));
  }
  console.log(JSON.stringify({ steps: disk.steps() }));
  await work.close();
  session.dispose();
}

void main();
