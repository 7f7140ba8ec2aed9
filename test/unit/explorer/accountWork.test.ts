import assert from 'node:assert/strict';
import { CreateBackupVaultCommand, StartBackupJobCommand, StopBackupJobCommand } from '@aws-sdk/client-backup';
import { backupInput } from '../../../src/aws/backupNow/backupCalls';
import { startBackups } from '../../../src/aws/backupNow/startBackups';
import { backupKind } from '../../../src/explorer/work/backupKind';
import { bucketWorkRows, workGroup } from '../../../src/explorer/work/workRows';
import { AccountWork } from '../../../src/explorer/work/accountWork';
import { AccountSession } from '../../../src/explorer/session/accountSession';
import { WorkBoard } from '../../../src/explorer/session/workBoard';
import { absent, known } from '../../../src/model/fact';
import type { Clients } from '../emulator/sample';
import { emptyAccount, makeBucket, minute, region, role } from '../emulator/sample';
import { endJournals, intentOf, journalIn, newFolder } from '../journal/journals';
import { inProcess } from '../support/accounts';

const workKinds = new Map([['StartBackupJob', backupKind]]);

const sessions: AccountSession[] = [];

afterEach(async () => {
  for (const session of sessions.splice(0)) session.dispose();
  await endJournals();
});

/** A window on an account, with its journal in a folder. */
function windowOn(clients: Clients, folder: string): AccountWork {
  const listener = { changed: () => undefined, ended: () => undefined, log: (message: string) => assert.fail(message) };
  const session = new AccountSession({ kind: 'sample' }, inProcess(clients.account), listener);
  sessions.push(session);
  return new AccountWork(journalIn(folder), session, workKinds, listener);
}

async function accountWithBucket(): Promise<Clients> {
  const clients = emptyAccount({ now: Date.now() });
  await clients.backup.send(new CreateBackupVaultCommand({ BackupVaultName: 'main' }));
  await makeBucket(clients, 'orders', 'Enabled');
  return clients;
}

const vault = {
  id: 'main',
  name: known('main'),
  kind: known<'standard' | 'air-gapped'>('standard'),
  locked: known(false),
  minRetentionDays: absent,
  maxRetentionDays: absent,
};

const request = {
  region,
  buckets: ['orders'],
  vault,
  roleArn: role,
  days: 35,
  savesAcls: true,
  savesTags: true,
  isIndexed: false,
};

const input = backupInput(request, 'orders', 'token');

async function begin(work: AccountWork): Promise<void> {
  const session = sessions.at(-1);
  assert.ok(session !== undefined);
  const target = await session.changeTarget();
  const backups = [{ bucket: 'orders', title: 'Back up orders', input }];
  const planned = { region, connection: 'sample account', group: 'group', backups };
  const options = { isCancelled: () => false, begins: () => undefined };
  const [outcome] = await work.use((journal) => startBackups(planned, journal, target, options));
  assert.equal(outcome?.kind, 'started');
}

/** What the row of the only piece of work says in the list of jobs: its kind, and how it stands. */
function rowOf(work: AccountWork, now = new Date()): readonly [kind: string, words: string] {
  const board = new WorkBoard();
  board.replace(work.shown, work.notices);
  const group = workGroup(board, now, () => []).at(-1);
  assert.ok(group !== undefined && 'children' in group);
  const [row] = group.children() as readonly { kind: string; description: string }[];
  assert.ok(row !== undefined);
  return [row.kind, row.description.replace(/ · [^·]*$/u, '')];
}

describe('work that was asked for from here', () => {
  it('is followed to its end, and is forgotten by the next window where it ended well', async () => {
    const clients = await accountWithBucket();
    const folder = newFolder();
    const work = windowOn(clients, folder);
    await begin(work);
    await work.look();
    assert.deepEqual(rowOf(work), ['work.running.stoppable', 'created']);
    clients.account.clock.advance(20_000);
    await work.look();
    assert.match(rowOf(work)[1], /^running \d+ %$/u);
    clients.account.clock.advance(5 * minute);
    await work.look();
    assert.deepEqual(rowOf(work), ['work.done', 'completed']);
    const next = windowOn(clients, folder);
    await next.journal.look();
    assert.deepEqual(next.shown, []);
  });

  it('that was stopped stays, with what AWS said, until a person has seen it', async () => {
    const clients = await accountWithBucket();
    const folder = newFolder();
    const work = windowOn(clients, folder);
    await begin(work);
    const [entry] = work.journal.open;
    assert.ok(entry?.state.kind === 'started');
    await clients.backup.send(new StopBackupJobCommand({ BackupJobId: entry.state.jobId }));
    await work.look();
    assert.deepEqual(rowOf(work), ['work.failed', 'stopped']);
    const next = windowOn(clients, folder);
    await next.journal.look();
    assert.deepEqual(rowOf(next), ['work.failed', 'stopped']);
    const state = next.journal.entry(entry.id)?.state;
    assert.equal(state?.kind === 'ended' && state.message, 'Backup job was stopped by user.');
    await next.dismiss(entry.id);
    assert.deepEqual(next.shown, []);
  });

  it('of which nobody knows whether it began is adopted where the account has it', async () => {
    const clients = await accountWithBucket();
    const work = windowOn(clients, newFolder());
    await work.journal.begin(intentOf({ operation: { kind: 'StartBackupJob', input }, token: 'token' }));
    await work.look();
    assert.equal(rowOf(work)[0], 'work.unclear');
    const { BackupJobId: jobId } = await clients.backup.send(new StartBackupJobCommand(input));
    await work.look();
    assert.equal(rowOf(work)[0], 'work.running.stoppable');
    const [entry] = work.journal.open;
    assert.equal(entry?.state.kind === 'started' && entry.state.jobId, jobId);
  });

  it('is only shown in a second window, which goes on when the first has closed', async () => {
    const clients = await accountWithBucket();
    const folder = newFolder();
    const first = windowOn(clients, folder);
    await begin(first);
    const second = windowOn(clients, folder);
    await second.look();
    assert.match(rowOf(second)[1], /followed by another window/u);
    assert.match(second.notices[0] ?? '', /Another window/u);
    clients.account.clock.advance(5 * minute);
    await second.look();
    assert.equal(second.journal.open.length, 1, 'it is not the second that writes how it ended');
    await first.close();
    await second.look();
    assert.deepEqual(second.notices, []);
    assert.deepEqual(rowOf(second), ['work.done', 'completed']);
  });

  it('of which the account does not say how it goes says so, and says which right is missing', async () => {
    const clients = await accountWithBucket();
    const folder = newFolder();
    const log: string[] = [];
    const listener = { changed: () => undefined, ended: () => undefined, log: (message: string) => log.push(message) };
    const session = new AccountSession({ kind: 'sample' }, inProcess(clients.account), listener);
    sessions.push(session);
    const work = new AccountWork(journalIn(folder), session, workKinds, listener);
    await begin(work);
    clients.account.deny('backup:DescribeBackupJob', '*');
    await work.look();
    const [, words] = rowOf(work);
    assert.match(words, /started; how it goes is not known: backup:DescribeBackupJob is denied/u);
    assert.equal(bucketWorkRows('orders', work.shown, new Date())[0]?.icon, 'running');
  });
});
