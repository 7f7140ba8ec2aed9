import assert from 'node:assert/strict';
import { callAgain } from '../../../src/aws/journal/callAgain';
import { jobIdOf } from '../../../src/aws/journal/entry';
import { standingOf } from '../../../src/explorer/work/workWords';
import { arnOf, emptyAccount, makeBucket, makeVault, minute, region } from '../../unit/emulator/sample';
import type { Stage } from './stage';
import { endStages, killAtEach, nextWindow, openStage } from './stage';

const buckets = ['orders', 'invoices'] as const;

afterEach(endStages);

/** An account with two buckets that are to be backed up. */
async function newStage(): Promise<Stage> {
  const clients = emptyAccount({ now: Date.now() });
  await makeVault(clients);
  for (const bucket of buckets) await makeBucket(clients, bucket, 'Enabled');
  return openStage(clients, {
    flow: 'backupFlow.ts',
    env: { KILL_BUCKETS: buckets.join(',') },
    operations: { 'PUT /backup-jobs': 'StartBackupJob' },
  });
}

/** Jobs of a bucket, by the state of the account itself. */
function jobsOf({ clients }: Stage, bucket: string): readonly string[] {
  const state = clients.account.state.backup.get(region);
  return [...(state?.jobsByResource.get(arnOf(bucket))?.values() ?? [])].map(({ id }) => id);
}

/** Nothing is started twice, nothing is lost, and the state is what it is. */
async function checkRecovery(stage: Stage): Promise<void> {
  const started = new Map(buckets.map((bucket) => [bucket, jobsOf(stage, bucket)]));
  for (const [bucket, jobs] of started) assert.ok(jobs.length <= 1, `${bucket} was started ${jobs.length} times`);
  const { work, session } = nextWindow(stage);
  await work.look();
  for (const bucket of buckets) {
    const [jobId] = started.get(bucket) ?? [];
    const entries = work.journal.entries.filter((entry) => entry.bucket === bucket);
    assert.ok(entries.length <= 1, `${bucket} has ${entries.length} entries`);
    assert.equal(entries[0] && jobIdOf(entries[0]), jobId, `the job of ${bucket} is known`);
    const standing = work.shown.find(({ entry }) => entry.bucket === bucket);
    if (standing !== undefined) assert.equal(standingOf(standing), jobId === undefined ? 'unclear' : 'running');
  }
  assert.deepEqual(
    new Map(buckets.map((bucket) => [bucket, jobsOf(stage, bucket)])),
    started,
    'it starts nothing itself',
  );
  // A person says yes to all that may not have been started.
  const target = await session.changeTarget();
  for (const entry of work.journal.open.filter(({ state }) => state.kind === 'intended')) {
    assert.equal((await work.use((journal) => callAgain(entry, journal, target))).kind, 'started');
  }
  for (const { bucket } of work.journal.entries) assert.equal(jobsOf(stage, bucket).length, 1, bucket);
  stage.clients.account.clock.advance(5 * minute);
  await work.look();
  for (const { state } of work.journal.entries)
    assert.deepEqual([state.kind, 'state' in state && state.state], ['ended', 'COMPLETED']);
  await work.close();
  session.dispose();
}

describe('a window that is killed while it starts backups', () => {
  it('at any step on the disk, starts nothing twice and loses nothing', async function () {
    this.timeout(240_000);
    const whole = await newStage();
    const ending = await whole.run({});
    assert.ok(ending.kind === 'done');
    await checkRecovery(whole);
    assert.ok(ending.steps > 10, 'the disk is used');
    const all = Array.from({ length: ending.steps }, (_none, index) => index + 1);
    const killAt = async (at: number): Promise<void> => {
      const stage = await newStage();
      assert.deepEqual(await stage.run({ at }), { kind: 'killed' }, `at ${at}`);
      await checkRecovery(stage);
    };
    await killAtEach(all, killAt);
  });

  it('as a call arrives, or before its answer does, starts nothing twice and loses nothing', async function () {
    this.timeout(120_000);
    for (const nth of [1, 2]) {
      for (const when of ['before', 'after'] as const) {
        const stage = await newStage();
        assert.deepEqual(await stage.run({ call: { operation: 'StartBackupJob', nth, when } }), { kind: 'killed' });
        await checkRecovery(stage);
      }
    }
  });

  it('and the next one as well, while it goes on, starts nothing twice and loses nothing', async function () {
    this.timeout(240_000);
    const lostAnswer = { operation: 'StartBackupJob', nth: 1, when: 'after' } as const;
    const first = await newStage();
    await first.run({ call: lostAnswer });
    const ending = await first.run({});
    assert.ok(ending.kind === 'done');
    for (let at = 1; at <= ending.steps; at += 3) {
      const stage = await newStage();
      await stage.run({ call: lostAnswer });
      assert.deepEqual(await stage.run({ at }), { kind: 'killed' }, `at ${at}`);
      await checkRecovery(stage);
    }
  });
});
