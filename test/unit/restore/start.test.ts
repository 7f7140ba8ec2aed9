import assert from 'node:assert/strict';
import { Journal } from '../../../src/aws/journal/journal';
import { JournalInMemory } from '../../../src/aws/journal/journalFile';
import { OwnLock } from '../../../src/aws/journal/journalLock';
import { startRestore } from '../../../src/aws/restore/startRestore';
import { askedRestore } from '../../../src/explorer/restores/askedRestore';
import { targetOf } from '../changes/changing';
import { minute, put, region } from '../emulator/sample';
import { plan, requestOf, snapshot, stage, verify } from './restoring';

const options = {
  title: 'Restore orders',
  connection: 'sample account',
  group: 'token',
  progress: { tell: () => undefined, isCancelled: () => false },
};

/** A restore of seven keys: two jobs. */
async function twoJobs() {
  const clients = await stage();
  const keys = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
  for (const key of keys) await put(clients, 'orders', key, key);
  clients.account.clock.advance(minute);
  const request = requestOf(await snapshot(clients), { scope: { kind: 'items', items: keys } });
  const { calls } = await plan(clients, request);
  const journal = new Journal({
    store: new JournalInMemory(),
    lock: new OwnLock(),
    now: () => new Date(clients.account.clock.now()),
  });
  const target = targetOf(clients.account);
  const jobs = (): number => [...(clients.account.state.backup.get(region)?.restoreJobs.values() ?? [])].length;
  return { clients, request, calls, journal, target, jobs };
}

describe('the start of a restore', () => {
  it('writes each job down before it is called, and what is to be compared of it', async () => {
    const { clients, request, calls, journal, target, jobs } = await twoJobs();
    const started = await startRestore(request, calls, journal, target, options);
    assert.deepEqual(
      started.map(({ outcome }) => outcome.kind),
      ['started', 'started'],
    );
    assert.equal(jobs(), 2);
    assert.deepEqual(
      journal.entries.map(({ group, state }) => [group, state.kind]),
      [
        ['token', 'started'],
        ['token', 'started'],
      ],
    );
    clients.account.clock.advance(minute);
    const counts: number[] = [];
    for (const entry of journal.entries) {
      const asked = askedRestore(entry);
      assert.ok(asked);
      // What a file gives back is what was written.
      const kept = JSON.parse(JSON.stringify(asked)) as typeof asked;
      counts.push((await verify(clients, kept, entry.at)).restored);
    }
    assert.deepEqual(counts, [5, 2]);
  });

  it('ends at the first that is refused, names the action, and goes on there without starting any twice', async () => {
    const { clients, request, calls, journal, target, jobs } = await twoJobs();
    let count = 0;
    clients.account.interfere = ({ operation }) => {
      if (operation !== 'StartRestoreJob') return undefined;
      count += 1;
      return count === 2 ? { kind: 'error', code: 'AccessDeniedException', message: 'no', statusCode: 403 } : undefined;
    };
    const first = await startRestore(request, calls, journal, target, options);
    assert.deepEqual(
      first.map(({ outcome }) => (outcome.kind === 'refused' ? outcome.failure : outcome.kind)),
      ['started', { kind: 'denied', action: 'backup:StartRestoreJob' }],
    );
    const second = await startRestore(request, calls, journal, target, options);
    assert.deepEqual(
      second.map(({ outcome }) => outcome.kind),
      ['started', 'started'],
    );
    assert.equal(jobs(), 2);
    assert.equal(count, 3);
  });

  it('starts nothing twice where the answer was lost', async () => {
    const { clients, request, calls, journal, target, jobs } = await twoJobs();
    let isLost = true;
    clients.account.interfere = ({ operation }) =>
      operation === 'StartRestoreJob' && isLost ? { kind: 'malformedBody' } : undefined;
    const first = await startRestore(request, calls, journal, target, options);
    assert.deepEqual(
      first.map(({ outcome }) => outcome.kind),
      ['unclear'],
    );
    isLost = false;
    await startRestore(request, calls, journal, target, options);
    assert.equal(jobs(), 2);
    assert.equal(journal.entries.length, 2);
  });

  it('adds the instruction files of what was encrypted on the client’s side', async () => {
    const clients = await stage();
    for (const key of ['a', 'a.instruction', 'b', 'c', 'c.instruction.old']) await put(clients, 'orders', key, key);
    clients.account.clock.advance(minute);
    const origin = await snapshot(clients);
    const { request, companions } = await plan(
      clients,
      requestOf(origin, { scope: { kind: 'items', items: ['a', 'b', 'c'] } }),
    );
    assert.deepEqual(companions, { state: 'known', value: ['a.instruction'], basis: 'written' });
    assert.deepEqual(request.scope, { kind: 'items', items: ['a', 'b', 'c', 'a.instruction'] });
    clients.account.deny('s3:ListBucketVersions', '*');
    const blind = await plan(clients, requestOf(origin, { scope: { kind: 'items', items: ['a'] } }));
    assert.deepEqual(blind.companions, { state: 'denied', action: 's3:ListBucketVersions' });
  });
});
