import assert from 'node:assert/strict';
import { callAgain } from '../../../src/aws/journal/callAgain';
import { jobIdOf } from '../../../src/aws/journal/entry';
import { standingOf } from '../../../src/explorer/work/workWords';
import { emptyAccount, makeBucket, makeVault, minute, put, region } from '../../unit/emulator/sample';
import { requestOf, snapshot } from '../../unit/restore/restoring';
import type { Stage } from './stage';
import { endStages, killAtEach, nextWindow, openStage } from './stage';

/** More than one job takes. */
const keys = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];

afterEach(endStages);

/** An account with a recovery point of a bucket, of which some keys are to come back. */
async function newStage(): Promise<Stage> {
  const clients = emptyAccount({ now: Date.now() - 5 * minute });
  await makeVault(clients);
  for (const bucket of ['orders', 'target']) await makeBucket(clients, bucket, 'Enabled');
  for (const key of keys) await put(clients, 'orders', key, key);
  const request = requestOf(await snapshot(clients), { scope: { kind: 'items', items: keys } });
  return openStage(clients, {
    flow: 'restoreFlow.ts',
    env: { KILL_REQUEST: JSON.stringify(request) },
    operations: { 'PUT /restore-jobs': 'StartRestoreJob' },
  });
}

/** The jobs by the state of the account itself: what each is to bring back, by its id. */
function jobsOf({ clients }: Stage): ReadonlyMap<string, string> {
  const jobs = clients.account.state.backup.get(region)?.restoreJobs.values() ?? [];
  return new Map([...jobs].map(({ id, metadata }) => [id, metadata['ItemsToRestore'] ?? '']));
}

/** Nothing is started twice, nothing is lost, and the state is what it is. */
async function checkRecovery(stage: Stage): Promise<void> {
  const started = jobsOf(stage);
  assert.equal(new Set(started.values()).size, started.size, 'no job was started twice');
  const { work, session } = nextWindow(stage);
  await work.look();
  const known = work.journal.entries.flatMap((entry) => jobIdOf(entry) ?? []);
  assert.deepEqual(new Set(known), new Set(started.keys()), 'every job is known, and only one entry has it');
  assert.equal(known.length, started.size);
  for (const shown of work.shown) {
    assert.equal(standingOf(shown), jobIdOf(shown.entry) === undefined ? 'unclear' : 'running');
  }
  assert.deepEqual(jobsOf(stage), started, 'it starts nothing itself');
  const target = await session.changeTarget();
  // A person says yes to what may not have been started.
  for (const entry of work.journal.open.filter(({ state }) => state.kind === 'intended')) {
    assert.equal((await work.use((journal) => callAgain(entry, journal, target))).kind, 'started');
  }
  assert.equal(jobsOf(stage).size, work.journal.entries.length);
  stage.clients.account.clock.advance(5 * minute);
  await work.look();
  for (const { state } of work.journal.entries)
    assert.deepEqual([state.kind, 'state' in state && state.state], ['ended', 'COMPLETED']);
  await work.close();
  session.dispose();
}

describe('a window that is killed while it starts a restore of several jobs', () => {
  it('at any step on the disk, starts nothing twice and loses nothing', async function () {
    this.timeout(240_000);
    const whole = await newStage();
    const ending = await whole.run({});
    assert.ok(ending.kind === 'done');
    assert.equal(jobsOf(whole).size, 2);
    await checkRecovery(whole);
    const all = Array.from({ length: ending.steps }, (_none, index) => index + 1);
    await killAtEach(all, async (at) => {
      const stage = await newStage();
      assert.deepEqual(await stage.run({ at }), { kind: 'killed' }, `at ${at}`);
      await checkRecovery(stage);
    });
  });

  it('as a call arrives, or before its answer does, starts nothing twice and loses nothing', async function () {
    this.timeout(120_000);
    for (const nth of [1, 2]) {
      for (const when of ['before', 'after'] as const) {
        const stage = await newStage();
        assert.deepEqual(await stage.run({ call: { operation: 'StartRestoreJob', nth, when } }), { kind: 'killed' });
        await checkRecovery(stage);
      }
    }
  });
});
