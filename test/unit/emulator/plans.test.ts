import assert from 'node:assert/strict';
import {
  CreateBackupPlanCommand,
  CreateBackupSelectionCommand,
  DeleteBackupPlanCommand,
  GetBackupPlanCommand,
  GetBackupSelectionCommand,
  ListBackupPlansCommand,
  ListBackupSelectionsCommand,
  ListBackupJobsCommand,
  UpdateBackupPlanCommand,
  type BackupRuleInput,
} from '@aws-sdk/client-backup';
import { afterNextRun, arnOf, connect, emptyAccount, makeBucket, makePlan, makeVault, role, select } from './sample';

async function account() {
  const clients = emptyAccount();
  await makeVault(clients);
  return clients;
}

describe('a backup plan', () => {
  it('is given back with what AWS fills in, and a preview of its runs', async () => {
    const clients = await account();
    const plan = await makePlan(clients, [
      { ScheduleExpression: undefined, RuleName: 'default' },
      {
        RuleName: 'pitr',
        EnableContinuousBackup: true,
        ScheduleExpression: 'cron(0 5 ? * * *)',
        ScheduleExpressionTimezone: 'Europe/Helsinki',
      },
    ]);
    const { BackupPlan, ScheduledRunsPreview = [] } = await clients.backup.send(
      new GetBackupPlanCommand({ BackupPlanId: plan, MaxScheduledRunsPreview: 3 }),
    );
    const [rule, pitr] = BackupPlan?.Rules ?? [];
    assert.equal(rule?.ScheduleExpression, 'cron(0 5 ? * * *)');
    assert.equal(rule.ScheduleExpressionTimezone, 'Etc/UTC');
    assert.equal(rule.StartWindowMinutes, 480);
    assert.equal(rule.CompletionWindowMinutes, 10_080);
    assert.ok(rule.RuleId);
    assert.deepEqual(
      ScheduledRunsPreview.map((run) => [run.ExecutionTime?.toISOString(), run.RuleId, run.RuleExecutionType]),
      [
        ['2026-03-11T03:00:00.000Z', pitr?.RuleId, 'CONTINUOUS'],
        ['2026-03-11T05:00:00.000Z', rule.RuleId, 'SNAPSHOTS'],
        ['2026-03-12T03:00:00.000Z', pitr?.RuleId, 'CONTINUOUS'],
      ],
    );
  });

  it('gets a new version with every update; old ones can be read; a rule keeps its id', async () => {
    const clients = await account();
    const plan = await makePlan(clients);
    const before = await clients.backup.send(new GetBackupPlanCommand({ BackupPlanId: plan }));
    const Rules = [{ RuleName: 'rule-0', TargetBackupVaultName: 'main', Lifecycle: { DeleteAfterDays: 99 } }];
    await clients.backup.send(
      new UpdateBackupPlanCommand({ BackupPlanId: plan, BackupPlan: { BackupPlanName: 'renamed', Rules } }),
    );
    const after = await clients.backup.send(new GetBackupPlanCommand({ BackupPlanId: plan }));
    assert.notEqual(after.VersionId, before.VersionId);
    assert.equal(after.BackupPlan?.BackupPlanName, 'renamed');
    assert.equal(after.BackupPlan.Rules?.[0]?.RuleId, before.BackupPlan?.Rules?.[0]?.RuleId);
    const old = await clients.backup.send(
      new GetBackupPlanCommand({ BackupPlanId: plan, VersionId: before.VersionId }),
    );
    assert.equal(old.BackupPlan?.BackupPlanName, 'plan');
  });

  it('that was deleted runs no more, and is listed only on request', async () => {
    const clients = await account();
    await makeBucket(clients, 'orders', 'Enabled');
    const plan = await makePlan(clients);
    await clients.backup.send(new DeleteBackupPlanCommand({ BackupPlanId: plan }));
    afterNextRun(clients);
    const list = async (IncludeDeleted: boolean) =>
      (await clients.backup.send(new ListBackupPlansCommand({ IncludeDeleted }))).BackupPlansList;
    assert.deepEqual(await list(false), []);
    assert.ok((await list(true))?.[0]?.DeletionDate);
    assert.deepEqual((await clients.backup.send(new ListBackupJobsCommand({}))).BackupJobs, []);
  });

  it('is the same one for the same creator request', async () => {
    const clients = await account();
    const BackupPlan = { BackupPlanName: 'p', Rules: [{ RuleName: 'r', TargetBackupVaultName: 'main' }] };
    const create = async () =>
      (await clients.backup.send(new CreateBackupPlanCommand({ BackupPlan, CreatorRequestId: 'once' }))).BackupPlanId;
    assert.equal(await create(), await create());
  });

  it('belongs to its Region', async () => {
    const clients = await account();
    const plan = await makePlan(clients);
    const elsewhere = connect(clients.account, 'us-east-1');
    await assert.rejects(elsewhere.backup.send(new GetBackupPlanCommand({ BackupPlanId: plan })), {
      name: 'ResourceNotFoundException',
    });
    assert.deepEqual((await elsewhere.backup.send(new ListBackupPlansCommand({}))).BackupPlansList, []);
  });

  const refused: readonly Partial<BackupRuleInput>[] = [
    { TargetBackupVaultName: 'nowhere' },
    { ScheduleExpression: 'rate(1 day)' },
    { ScheduleExpressionTimezone: 'Mars/Olympus' },
    { StartWindowMinutes: 59 },
    { StartWindowMinutes: 120, CompletionWindowMinutes: 120 },
    { Lifecycle: { DeleteAfterDays: 0 } },
    { Lifecycle: { DeleteAfterDays: 36_501 } },
    { Lifecycle: { DeleteAfterDays: 100, MoveToColdStorageAfterDays: 30 } },
  ];
  for (const rule of refused) {
    it(`is refused with ${JSON.stringify(rule)}`, async () => {
      await assert.rejects(makePlan(await account(), [rule]), { name: 'InvalidParameterValueException' });
    });
  }
});

describe('a backup selection', () => {
  it('is listed without what it selects, and given back as it was made', async () => {
    const clients = await account();
    const plan = await makePlan(clients);
    const what = {
      Resources: ['*'],
      NotResources: [arnOf('b')],
      Conditions: { StringLike: [{ ConditionKey: 'aws:ResourceTag/a', ConditionValue: '*' }] },
    };
    const id = await select(clients, plan, what);
    const { BackupSelectionsList } = await clients.backup.send(new ListBackupSelectionsCommand({ BackupPlanId: plan }));
    assert.deepEqual(
      BackupSelectionsList?.map((item) => [item.SelectionId, item.SelectionName, item.IamRoleArn]),
      [[id, 'selection', role]],
    );
    const { BackupSelection } = await clients.backup.send(
      new GetBackupSelectionCommand({ BackupPlanId: plan, SelectionId: id }),
    );
    assert.deepEqual(BackupSelection, { SelectionName: 'selection', IamRoleArn: role, ...what });
  });

  it('is refused with a role that AWS Backup cannot take on', async () => {
    const clients = await account();
    const plan = await makePlan(clients);
    const IamRoleArn = 'arn:aws:iam::111122223333:role/nobody';
    await assert.rejects(select(clients, plan, { Resources: ['*'], IamRoleArn }), {
      name: 'InvalidParameterValueException',
      message: `IAM Role ${IamRoleArn} cannot be assumed by AWS Backup`,
    });
  });

  it('is refused with more than 500 ARNs or 30 wildcards', async () => {
    const clients = await account();
    const plan = await makePlan(clients);
    const arns = (count: number, end: string) => Array.from({ length: count }, (_none, i) => arnOf(`b-${i}${end}`));
    const tooMany = { name: 'LimitExceededException' };
    await assert.rejects(select(clients, plan, { Resources: arns(501, '') }), tooMany);
    await assert.rejects(select(clients, plan, { Resources: arns(31, '*') }), tooMany);
    await select(clients, plan, { Resources: arns(500, '') });
  });

  it('is refused where a required member is missing', async () => {
    const clients = await account();
    const plan = await makePlan(clients);
    const BackupSelection = { SelectionName: 's', IamRoleArn: undefined, Resources: ['*'] };
    await assert.rejects(
      clients.backup.send(new CreateBackupSelectionCommand({ BackupPlanId: plan, BackupSelection })),
      { name: 'MissingParameterValueException', message: /BackupSelection\.IamRoleArn/ },
    );
  });
});
