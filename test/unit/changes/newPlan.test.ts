import assert from 'node:assert/strict';
import { GetBackupPlanCommand, ListBackupPlansCommand } from '@aws-sdk/client-backup';
import { callsOf, obstaclesOf } from '../../../src/aws/changes/change';
import type { Goal } from '../../../src/aws/changes/goal';
import type { Interference } from '../../../src/emulator/interference';
import type { Clients } from '../emulator/sample';
import { makeVault, region, roleWithoutS3 } from '../emulator/sample';
import { plan, run, targetOf } from './changing';
import { goals, policy, roleArn, rules, settings, stage } from './unprotected';

async function cleanRun(): Promise<{ readonly end: unknown; readonly calls: number }> {
  const clients = await stage();
  const target = targetOf(clients.account);
  const change = await plan(target, ...goals);
  clients.account.log.clear();
  assert.equal((await run(change, target)).stop, undefined);
  return { end: settings(clients.account), calls: clients.account.log.total };
}

describe('a change that makes a plan, and all that it needs', () => {
  it('plans every step before anything is there', async () => {
    const { account } = await stage();
    const change = await plan(targetOf(account), ...goals);
    assert.equal(callsOf(change).length, goals.length);
    const selection = callsOf(change).at(-1)!;
    assert.equal(selection.call.operation === 'CreateBackupSelection' && selection.call.input.BackupPlanId, undefined);
    const writes = account.log.recent.filter(({ operation }) => /^(?:Put|Create|Attach|Update)/u.test(operation));
    assert.deepEqual(writes, []);
  });

  it('is made in one go, and is nothing to do afterwards', async () => {
    const clients = await stage();
    const target = targetOf(clients.account);
    const { results, stop } = await run(await plan(target, ...goals), target);
    assert.equal(stop, undefined);
    assert.ok(results.every(({ kind }) => kind === 'made'));
    const { BackupPlansList = [] } = await clients.backup.send(new ListBackupPlansCommand({}));
    assert.equal(BackupPlansList.length, 1);
    const BackupPlanId = BackupPlansList[0]?.BackupPlanId;
    const { BackupPlan } = await clients.backup.send(new GetBackupPlanCommand({ BackupPlanId }));
    assert.equal(BackupPlan?.Rules?.[0]?.Lifecycle?.DeleteAfterDays, 35);
    assert.deepEqual(callsOf(await plan(targetOf(clients.account), ...goals)), []);
  });

  it('waits for a role that AWS Backup does not know yet', async () => {
    const clients = await stage();
    const target = targetOf(clients.account);
    const change = await plan(target, ...goals);
    let refusals = 3;
    clients.account.interfere = ({ operation }) =>
      operation === 'CreateBackupSelection' && refusals-- > 0
        ? {
            kind: 'error',
            code: 'InvalidParameterValueException',
            message: `IAM Role ${roleArn} cannot be assumed by AWS Backup`,
            statusCode: 400,
          }
        : undefined;
    let waits = 0;
    const wait = (): Promise<void> => {
      waits += 1;
      return Promise.resolve();
    };
    const { stop } = await run(change, target, { wait });
    assert.equal(stop, undefined);
    assert.equal(waits, 3);
  });

  it('names iam:PassRole where the role may not be handed on', async () => {
    const { account } = await stage();
    account.deny('iam:PassRole', '*');
    const target = targetOf(account);
    const { stop, results } = await run(await plan(target, ...goals), target);
    assert.deepEqual(stop?.kind === 'failed' && stop.failure, { kind: 'denied', action: 'iam:PassRole' });
    assert.equal(results.length, goals.length - 2);
  });

  const refusals: readonly (readonly [
    what: string,
    goal: Goal,
    prepare: (clients: Clients) => Promise<unknown>,
    why: RegExp,
  ])[] = [
    [
      'a plan of the name with other rules',
      goals[8]!,
      async (clients) => {
        await makeVault(clients, 's3');
        const target = targetOf(clients.account);
        const other = [{ ...rules[0]!, Lifecycle: { DeleteAfterDays: 7 } }];
        await run(await plan(target, { kind: 'createPlan', region, name: 's3-daily', rules: other }), target);
      },
      /a backup plan s3-daily with other rules/,
    ],
    [
      'a role of the name that AWS Backup cannot take on',
      { kind: 'createRole', region, name: 'somebody' },
      ({ account }) => {
        const { state } = account;
        const role = state.roles.get('backup-s3')!;
        const trustPolicy = { Version: '2012-10-17', Statement: [] };
        state.roles.set('somebody', { ...role, name: 'somebody', trustPolicy });
        return Promise.resolve();
      },
      /cannot take on/,
    ],
  ];
  for (const [what, goal, prepare, why] of refusals) {
    it(`leaves ${what} alone`, async () => {
      const clients = await stage();
      await prepare(clients);
      const change = await plan(targetOf(clients.account), goal);
      assert.deepEqual(callsOf(change), []);
      assert.match(obstaclesOf(change).join(), why);
    });
  }

  it('attaches the S3 policy to a role that is there', async () => {
    const { account } = await stage();
    const target = targetOf(account);
    const name = roleWithoutS3.slice(roleWithoutS3.lastIndexOf('/') + 1);
    const policyArn = policy('AWSBackupServiceRolePolicyForS3Backup');
    await run(await plan(target, { kind: 'attachPolicy', region, role: name, policyArn }), target);
    assert.equal(account.state.roles.get(name)?.attached.at(-1), policyArn);
  });
});

const faults: readonly (readonly [what: string, fault: Interference])[] = [
  ['refused', { kind: 'error', code: 'AccessDeniedException', message: 'no', statusCode: 403 }],
  ['broken', { kind: 'error', code: 'InvalidRequestException', message: 'broken', statusCode: 400 }],
  // The call is made, and nobody hears of it.
  ['made without an answer', { kind: 'malformedBody' }],
];

describe('a change that fails half way', () => {
  for (const [what, fault] of faults) {
    it(`comes to the same end when run again, whichever call was ${what}`, async function () {
      this.timeout(120_000);
      const { end, calls } = await cleanRun();
      assert.ok(calls > 24, `${calls} calls`);
      for (let failing = 0; failing < calls; failing += 1) {
        const { account } = await stage();
        const target = targetOf(account);
        const change = await plan(target, ...goals);
        account.log.clear();
        account.interfere = () => (account.log.total === failing + 1 ? fault : undefined);
        const first = await run(change, target);
        account.interfere = undefined;
        const place = `call ${failing}: ${account.log.recent[failing]?.operation ?? ''}`;
        // An answer without a body cannot break off.
        if (fault.kind === 'error') assert.equal(first.stop?.kind, 'failed', place);
        // Once from the same preview, as the button in it does, and once from a new one, in a new window.
        const second = await run(change, targetOf(account));
        assert.equal(second.stop, undefined, `${place}: ${JSON.stringify(second.stop)}`);
        assert.deepEqual(settings(account), end, place);
        assert.deepEqual(callsOf(await plan(targetOf(account), ...goals)), [], place);
      }
    });
  }

  it('goes on where it was cancelled', async () => {
    const { end } = await cleanRun();
    const { account } = await stage();
    const target = targetOf(account);
    const change = await plan(target, ...goals);
    let begun = 0;
    const options = {
      isCancelled: () => begun === 5,
      begins: () => {
        begun += 1;
      },
    };
    const first = await run(change, target, options);
    assert.equal(first.stop?.kind, 'cancelled');
    assert.equal(first.results.length, 5);
    assert.equal((await run(change, target)).stop, undefined);
    assert.deepEqual(settings(account), end);
  });
});
