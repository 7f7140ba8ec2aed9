import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import type { SampleAccount } from '../../../src/emulator/account';
import * as activity from '../../../src/explorer/activity/rows';
import { AccountSession } from '../../../src/explorer/session/accountSession';
import * as vaults from '../../../src/explorer/vaults/rows';
import type { Fault } from './faults';
import { faults } from './faults';
import type { Picture, Shown } from './picture';
import { pictureOf, pictureOfStatus } from './picture';
import { Stage, keyOf, smallAccount } from './stage';

/** The SDK tries three times. */
const tries = 3;

/** What may be missing where an operation fails. One that is not here may cost anything, but nothing may be said wrong. */
const bears: Readonly<Record<string, RegExp>> = {
  's3:GetBucketVersioning': /\/(?:versioning|mfaDelete|status)$/u,
  's3:GetBucketLifecycleConfiguration': /\/(?:lifecycle|status)$/u,
  's3:GetBucketNotificationConfiguration': /\/(?:eventBridge|status)$/u,
  's3:GetBucketTagging': /\/(?:tags|points|jobs|status)$|^plan rows$/u,
  'sts:GetCallerIdentity': /^identity$/u,
  'iam:ListAttachedRolePolicies': /\/(?:roles|status)$|^plan rows$/u,
  'iam:ListRolePolicies': /\/(?:roles|status)$|^plan rows$/u,
  'backup:GetSupportedResourceTypes': /\/(?:supported|status)$|^plan rows$/u,
  'backup:DescribeRegionSettings': /\/(?:s3OptIn|points|jobs|status)$|^plan rows$/u,
  'backup:ListBackupVaults': /\/(?:vaults|points|status)$|^(?:vault|plan) rows$/u,
  'backup:ListProtectedResources': /\/(?:protectedBuckets|points|windows|status)$|^gone$/u,
  'backup:GetBackupPlan': /\/(?:plans|status)$|^plan rows$/u,
  'backup:ListBackupJobs': /\/(?:jobs|status)$|^activity rows$/u,
  'backup:ListCopyJobs': /^activity rows$/u,
  'backup:ListRestoreJobs': /^activity rows$/u,
  'backup:DescribeBackupVault': /^vault rows$/u,
  'backup:GetBackupVaultNotifications': /^vault rows$/u,
  'backup:GetBackupVaultAccessPolicy': /^vault rows$/u,
  'backup:ListRecoveryPointsByResource': /\/windows$/u,
  'backup:ListRecoveryPointsByBackupVault': /\/(?:points|windows|status)$|^vault rows$/u,
};

/** Rows may be fewer; what the remaining ones say must be so. */
function newLines(lines: unknown, so: Shown | undefined): readonly string[] {
  const known: ReadonlySet<string> = new Set(so !== undefined && 'is' in so ? (so.is as readonly string[]) : []);
  return (lines as readonly string[]).filter((line) => !known.has(line));
}

/** What a faulty look says that is not so. To say that something is not known is no lie, where it says why. */
function lies(seen: Picture, truth: Picture): readonly string[] {
  return [...seen].flatMap(([what, shown]) => {
    if ('unread' in shown) return shown.unread === '' ? [`${what} does not say why it is not known`] : [];
    const so = truth.get(what);
    if (what.endsWith(' rows')) return newLines(shown.is, so).map((line) => `${what} say "${line}"`);
    return isDeepStrictEqual(shown, so) ? [] : [`${what} is said to be ${JSON.stringify(shown.is)}`];
  });
}

/** What is not shown as it is. */
function missing(seen: Picture, truth: Picture): readonly string[] {
  return [...truth].flatMap(([what, so]) => (isDeepStrictEqual(seen.get(what), so) ? [] : [what]));
}

/** A stack says that the fault is ours. */
function isOurFault(line: string): boolean {
  return /\n\s+at /u.test(line);
}

describe('every call that reads an account, with everything that can go wrong with it', function () {
  this.timeout(120_000);

  let account: SampleAccount;
  const sessions: AccountSession[] = [];
  let truth: Picture;
  let counts: ReadonlyMap<string, number>;
  let statusTruth: Picture;
  let statusCounts: ReadonlyMap<string, number>;

  function begin(stage: Stage, log: string[] = []): AccountSession {
    const listener = { changed: () => undefined, log: (line: string) => log.push(line) };
    const session = new AccountSession({ kind: 'sample' }, stage.inProcess, listener);
    sessions.push(session);
    return session;
  }

  function spoiled(operation: string, fault: Fault): Stage {
    const stage = new Stage(account);
    stage.mishap = (call, nth) => (keyOf(call) === operation ? fault.happen(call, nth) : undefined);
    return stage;
  }

  before(async () => {
    account = await smallAccount();
    const stage = new Stage(account);
    const session = begin(stage);
    await session.open();
    truth = await pictureOf(session);
    counts = new Map(stage.counts);
    const statusStage = new Stage(account);
    statusTruth = await pictureOfStatus(statusStage);
    statusCounts = statusStage.counts;
    const unread = [...truth, ...statusTruth].filter(([, shown]) => 'unread' in shown);
    assert.deepEqual(unread, [], 'the account without faults');
  });

  afterEach(() => {
    for (const session of sessions.splice(0)) session.dispose();
  });

  /** Problems of all operations of a look, each with the fault. */
  async function problems(
    asked: ReadonlyMap<string, number>,
    fault: Fault,
    problemsOf: (operation: string, stage: Stage) => Promise<readonly string[]>,
  ): Promise<readonly string[]> {
    const operations = [...asked.keys()].filter((key) => fault.isOfLists !== true || key.includes(':List'));
    const found = operations.map(async (operation) => {
      const stage = spoiled(operation, fault);
      const said = await problemsOf(operation, stage);
      const most = tries * (asked.get(operation) ?? 0);
      const tooMany = stage.count(operation) > most ? [`${stage.count(operation)} calls, at most ${most}`] : [];
      return [...said, ...tooMany].map((problem) => `${operation}: ${problem}`);
    });
    return (await Promise.all(found)).flat();
  }

  /** What the picture of a look with a fault has wrong. */
  function wrong(operation: string, fault: Fault, seen: Picture, so: Picture): readonly string[] {
    const lacks = missing(seen, so);
    const most = fault.isOvercome === true ? /^never$/u : bears[operation];
    const tooMuch = most === undefined ? [] : lacks.filter((what) => !most.test(what));
    return [...lies(seen, so), ...tooMuch.map((what) => `${what} is missing too`)];
  }

  /** What is still wrong once the fault is over and somebody looks again: at the buckets, and at everything. */
  async function wrongAfterwards(session: AccountSession, stage: Stage): Promise<readonly string[]> {
    stage.mishap = undefined;
    const names = session.entries.map(({ listed }) => listed.name);
    await session.refresh(names);
    const rows = missing(await pictureOf(session), truth).filter(
      (what) => names.some((name) => what.startsWith(`${name}/`)) && !what.endsWith('/windows'),
    );
    activity.forget(session);
    vaults.forget(session);
    await session.renew();
    const all = missing(await pictureOf(session), truth);
    return [...rows.map((what) => `${what} after a refresh`), ...all.map((what) => `${what} after a look at all`)];
  }

  for (const fault of faults.filter(({ isForeign }) => isForeign !== true)) {
    it(`the explorer: ${fault.name}`, async () => {
      const found = await problems(counts, fault, async (operation, stage) => {
        const log: string[] = [];
        const session = begin(stage, log);
        await session.open();
        const said = wrong(operation, fault, await pictureOf(session), truth);
        return [...said, ...log.filter(isOurFault)];
      });
      assert.deepEqual(found, []);
    });
  }

  for (const fault of faults.filter(({ isForeign, isOfLists }) => isForeign === true || isOfLists === true)) {
    it(`status: ${fault.name}`, async () => {
      const found = await problems(statusCounts, fault, async (operation, stage) => {
        const seen = await pictureOfStatus(stage);
        return wrong(operation, fault, seen, statusTruth);
      });
      assert.deepEqual(found, []);
    });
  }

  for (const fault of faults.filter(({ name }) => name === 'denied' || name === 'pages in a circle')) {
    it(`nothing of it stays once it is over: ${fault.name}`, async () => {
      const all = new Map([...counts].map(([operation, count]) => [operation, 4 * count]));
      const found = await problems(all, fault, async (_operation, stage) => {
        const session = begin(stage);
        await session.open();
        await pictureOf(session);
        return wrongAfterwards(session, stage);
      });
      assert.deepEqual(found, []);
    });
  }
});
