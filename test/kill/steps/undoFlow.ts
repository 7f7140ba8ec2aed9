// A window, as far as undoing deletes goes: it goes on with what an earlier one has left, as a person asks it to, or
// begins. It is run in a process of its own, and killed.
import { join } from 'node:path';
import { Journal } from '../../../src/aws/journal/journal';
import { JournalFile } from '../../../src/aws/journal/journalFile';
import { FileLock } from '../../../src/aws/journal/journalLock';
import { journaledUndo } from '../../../src/aws/objects/journaledUndo';
import type { UndoJob } from '../../../src/aws/objects/undoJob';
import { jobJson, readJob, undoJobName } from '../../../src/aws/objects/undoJob';
import { AccountSession } from '../../../src/explorer/session/accountSession';
import { AccountWork } from '../../../src/explorer/work/accountWork';
import { dyingDisk } from './dyingDisk';

const { KILL_ENDPOINT = '', KILL_FOLDER = '', KILL_JOB = '', KILL_AT = '0' } = process.env;
const asked = JSON.parse(KILL_JOB) as UndoJob;

function refuse(message: string): never {
  throw new Error(message);
}

/** The undo that was begun, or one that begins now. */
async function begun(journal: Journal): Promise<{ readonly id: string; readonly job: UndoJob }> {
  const [entry] = journal.open;
  const { bucket, region } = asked;
  const operation = { kind: 'own', name: undoJobName, input: jobJson(asked) } as const;
  const intent = { region, bucket, operation, connection: 'test', token: 'token', title: 'Undo deletes' };
  const id = entry?.id ?? (await journal.begin(intent));
  if (entry?.state.kind !== 'started') await journal.started(id);
  return { id, job: entry?.operation.kind === 'own' ? readJob(entry.operation.input) : asked };
}

async function main(): Promise<void> {
  const disk = dyingDisk(Number(KILL_AT));
  const connection = { kind: 'environment', regions: [asked.region], endpoint: KILL_ENDPOINT } as const;
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
  const target = await session.changeTarget();
  await work.use(async (open) => {
    const { id, job } = await begun(open);
    await journaledUndo(id, job, open, target, { signal: target.signal, verified: () => undefined });
  });
  console.log(JSON.stringify({ steps: disk.steps() }));
  await work.close();
  session.dispose();
}

void main();
