import assert from 'node:assert/strict';
import { setMaxListeners } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Account } from '../../../src/aws/account';
import { readAccountStatus } from '../../../src/cli/statusReading';
import type { SampleAccount } from '../../../src/emulator/account';
import * as activity from '../../../src/explorer/activity/rows';
import * as plans from '../../../src/explorer/plans/rows';
import { AccountSession } from '../../../src/explorer/session/accountSession';
import * as vaults from '../../../src/explorer/vaults/rows';
import { until } from '../support/accounts';
import type { Mishap } from './faults';
import { pictureOf } from './picture';
import { Stage, keyOf, smallAccount } from './stage';

/** Turns of the event loop that a look may take to end. */
const turns = 25;

const ways: readonly (readonly [string, Mishap])[] = [
  ['while a call is under way', { kind: 'hang' }],
  [
    'while a call waits to be tried again',
    { kind: 'error', code: 'SlowDown', message: 'Please reduce your request rate.', statusCode: 503 },
  ],
];

/** Whether all settle, one way or the other, within so many turns of the event loop. */
async function settle(promises: readonly Promise<unknown>[]): Promise<boolean> {
  const over = Promise.allSettled(promises).then(() => true);
  for (let turn = 0; turn < turns; turn += 1) {
    if (await Promise.race([over, nextTurn(false)])) return true;
  }
  return false;
}

describe('a look that is given up', function () {
  this.timeout(60_000);

  let account: SampleAccount;
  let operations: readonly string[];
  let statusOperations: readonly string[];

  before(async () => {
    account = await smallAccount();
    const stage = new Stage(account);
    const session = new AccountSession({ kind: 'sample' }, stage.inProcess, {
      changed: () => undefined,
      log: () => undefined,
    });
    await session.open();
    await pictureOf(session);
    session.dispose();
    operations = [...stage.counts.keys()];
    const statusStage = new Stage(account);
    await readAccountStatus(new Account({ kind: 'sample' }, statusStage.inProcess), new AbortController().signal);
    statusOperations = [...statusStage.counts.keys()];
  });

  function stuck(operation: string, mishap: Mishap): Stage {
    const stage = new Stage(account);
    stage.mishap = (call) => (keyOf(call) === operation ? mishap : undefined);
    return stage;
  }

  /** Everything that a person may be waiting for. */
  function all(session: AccountSession): readonly Promise<unknown>[] {
    const views = [plans, vaults, activity].map(async ({ rows }) => {
      for (const row of await rows(session)) if ('children' in row) await row.children();
    });
    const points = ['safe', 'left'].map((name) => session.openPoints(name, 'eu-west-1', session.now()));
    return [session.open(), session.whenFilled(), ...views, ...points];
  }

  for (const [title, mishap] of ways) {
    it(`in the explorer, ${title}, ends at once, whatever the call`, async () => {
      for (const operation of operations) {
        const stage = stuck(operation, mishap);
        const log: string[] = [];
        let isOver = false;
        const listener = {
          changed: () => {
            assert.ok(!isOver, `${operation}: something changed afterwards`);
          },
          log: (line: string) => log.push(line),
        };
        const session = new AccountSession({ kind: 'sample' }, stage.inProcess, listener);
        const waiting = all(session);
        await until(() => stage.count(operation) > 0, `${operation} to be called`);
        session.dispose();
        isOver = true;
        assert.ok(await settle(waiting), `${operation}: somebody waits still`);
        const calls = [...stage.counts.values()].reduce((sum, count) => sum + count, 0);
        for (let turn = 0; turn < turns; turn += 1) await nextTurn();
        const later = [...stage.counts.values()].reduce((sum, count) => sum + count, 0);
        assert.equal(later, calls, `${operation}: calls are still made`);
        assert.deepEqual(log, [], operation);
      }
    });

    it(`by status, ${title}, ends at once, whatever the call`, async () => {
      for (const operation of statusOperations) {
        const stage = stuck(operation, mishap);
        const abort = new AbortController();
        setMaxListeners(0, abort.signal);
        const reading = readAccountStatus(new Account({ kind: 'sample' }, stage.inProcess), abort.signal);
        await until(() => stage.count(operation) > 0, `${operation} to be called`);
        abort.abort();
        assert.ok(await settle([reading]), `${operation}: it goes on`);
        await assert.rejects(reading, { name: 'AbortError' }, operation);
      }
    });
  }
});
