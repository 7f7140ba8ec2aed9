import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Journal } from '../../../src/aws/journal/journal';
import { JournalFile } from '../../../src/aws/journal/journalFile';
import { FileLock } from '../../../src/aws/journal/journalLock';
import { jobIdOf } from '../../../src/aws/journal/entry';
import { callAgain } from '../../../src/aws/journal/callAgain';
import type { SampleAccount } from '../../../src/emulator/account';
import type { SampleEndpoint } from '../../../src/emulator/http';
import { serveSampleAccount } from '../../../src/emulator/http';
import { AccountSession } from '../../../src/explorer/session/accountSession';
import { AccountWork } from '../../../src/explorer/work/accountWork';
import { standingOf } from '../../../src/explorer/work/workWords';
import type { Clients } from '../../unit/emulator/sample';
import { arnOf, emptyAccount, makeBucket, makeVault, minute, region, role } from '../../unit/emulator/sample';
import { inProcess } from '../../unit/support/accounts';

const buckets = ['orders', 'invoices'] as const;
const flow = join(import.meta.dirname, 'flow.ts');

/** Where a process is killed by the account: as a call arrives, or when it is done and not answered. */
interface CallDeath {
  readonly operation: string;
  /** From 1. */
  readonly nth: number;
  readonly when: 'before' | 'after';
}

interface Stage {
  readonly clients: Clients;
  readonly endpoint: SampleEndpoint;
  readonly folder: string;
  /** Runs a window to its end or to its death. */
  run(death: { readonly at?: number; readonly call?: CallDeath }): Promise<Ending>;
}

type Ending = { readonly kind: 'killed' } | { readonly kind: 'done'; readonly steps: number };

const stages: Stage[] = [];

afterEach(async () => {
  for (const { endpoint, folder } of stages.splice(0)) {
    await endpoint.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

function run(env: Readonly<Record<string, string>>, started: (pid: number) => void): Promise<Ending> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', 'tsx', flow], {
      env: { ...process.env, ...env, AWS_ACCESS_KEY_ID: 'sample', AWS_SECRET_ACCESS_KEY: 'sample' },
    });
    if (child.pid !== undefined) started(child.pid);
    let [output, errors] = ['', ''];
    child.stdout.on('data', (text) => (output += String(text)));
    child.stderr.on('data', (text) => (errors += String(text)));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (signal === 'SIGKILL') resolve({ kind: 'killed' });
      else if (code === 0) resolve({ kind: 'done', steps: (JSON.parse(output) as { steps: number }).steps });
      else reject(new Error(errors));
    });
  });
}

/** An account with two buckets at an endpoint, and a folder for the journal. */
async function newStage(): Promise<Stage> {
  const clients = emptyAccount({ now: Date.now() });
  await makeVault(clients);
  for (const bucket of buckets) await makeBucket(clients, bucket, 'Enabled');
  const { account } = clients;
  let death: CallDeath | undefined;
  let pid = 0;
  const seen = new Map<string, number>();
  const killIf = (operation: string, when: CallDeath['when']): void => {
    if (death?.operation !== operation || death.when !== when || seen.get(operation) !== death.nth) return;
    process.kill(pid, 'SIGKILL');
  };
  const served: SampleAccount = {
    ...account,
    respond: async (request) => {
      const operation = request.method === 'PUT' && request.path === '/backup-jobs' ? 'StartBackupJob' : request.path;
      seen.set(operation, (seen.get(operation) ?? 0) + 1);
      killIf(operation, 'before');
      // What has arrived is done, whether or not somebody waits for the answer.
      const answer = await account.respond(request);
      killIf(operation, 'after');
      return answer;
    },
  };
  const endpoint = await serveSampleAccount(served);
  const folder = mkdtempSync(join(tmpdir(), 's3backup-kill-'));
  const stage: Stage = {
    clients,
    endpoint,
    folder,
    run: ({ at = 0, call }) => {
      death = call;
      seen.clear();
      const env = {
        KILL_ENDPOINT: endpoint.url,
        KILL_FOLDER: folder,
        KILL_BUCKETS: buckets.join(','),
        KILL_ROLE: role,
        KILL_AT: String(at),
      };
      return run(env, (id) => (pid = id));
    },
  };
  stages.push(stage);
  return stage;
}

/** Jobs of a bucket, by the state of the account itself. */
function jobsOf({ clients }: Stage, bucket: string): readonly string[] {
  const state = clients.account.state.backup.get(region);
  return [...(state?.jobsByResource.get(arnOf(bucket))?.values() ?? [])].map(({ id }) => id);
}

/** The window that is opened next, in this process. */
function nextWindow({ clients, folder }: Stage): { readonly work: AccountWork; readonly session: AccountSession } {
  const listener = { changed: () => undefined, ended: () => undefined, log: (message: string) => assert.fail(message) };
  const session = new AccountSession({ kind: 'sample' }, inProcess(clients.account), listener);
  const path = join(folder, 'account');
  const journal = new Journal({ store: new JournalFile(`${path}.jsonl`), lock: new FileLock(`${path}.lock`) });
  return { work: new AccountWork(journal, session, new Map(), listener), session };
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
    // Two at a time: most of it is the start of processes.
    for (let at = 0; at < all.length; at += 2) await Promise.all(all.slice(at, at + 2).map(killAt));
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
