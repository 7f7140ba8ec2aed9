import assert from 'node:assert/strict';
import {
  DescribeRecoveryPointCommand,
  DisassociateRecoveryPointCommand,
  ListBackupJobsCommand,
  ListRecoveryPointsByResourceCommand,
  PutBackupVaultLockConfigurationCommand,
  UpdateBackupPlanCommand,
  UpdateRecoveryPointLifecycleCommand,
  type BackupRuleInput,
  type RecoveryPointByResource,
} from '@aws-sdk/client-backup';
import {
  GetBucketNotificationConfigurationCommand,
  PutBucketTaggingCommand,
  PutBucketVersioningCommand,
} from '@aws-sdk/client-s3';
import {
  afterNextRun,
  arnOf,
  emptyAccount,
  makeBucket,
  makePlan,
  makeVault,
  put,
  select,
  type Clients,
} from './sample';

const continuous: Partial<BackupRuleInput> = { EnableContinuousBackup: true, Lifecycle: { DeleteAfterDays: 35 } };

async function accountUnder(rules: readonly Partial<BackupRuleInput>[]): Promise<Clients & { plan: string }> {
  const clients = emptyAccount();
  await makeVault(clients);
  await makeVault(clients, 'other');
  await makeBucket(clients, 'orders', 'Enabled');
  await put(clients, 'orders', 'a', 'one');
  const plan = await makePlan(clients, rules);
  await select(clients, plan, {
    ListOfTags: [{ ConditionType: 'STRINGEQUALS', ConditionKey: 'b', ConditionValue: '1' }],
  });
  await tag(clients, '1');
  return { ...clients, plan };
}

function tag({ s3 }: Clients, value: string): Promise<unknown> {
  return s3.send(new PutBucketTaggingCommand({ Bucket: 'orders', Tagging: { TagSet: [{ Key: 'b', Value: value }] } }));
}

async function pointsOf({ backup }: Clients): Promise<RecoveryPointByResource[]> {
  const { RecoveryPoints = [] } = await backup.send(
    new ListRecoveryPointsByResourceCommand({ ResourceArn: arnOf('orders') }),
  );
  return RecoveryPoints.sort((a, b) => Number(a.CreationDate) - Number(b.CreationDate));
}

function isContinuous(point: RecoveryPointByResource): boolean {
  return point.RecoveryPointArn?.includes(':continuous:orders-') ?? false;
}

/** The kinds and statuses of all recovery points, in the order of their creation. */
async function kinds(clients: Clients): Promise<string[]> {
  const points = await pointsOf(clients);
  return points.map((point) => `${isContinuous(point) ? 'continuous' : 'snapshot'} ${point.Status ?? ''}`);
}

describe('continuous backup', () => {
  it('makes one recovery point that lives on, and turns EventBridge on', async () => {
    const clients = await accountUnder([continuous]);
    afterNextRun(clients);
    assert.deepEqual(await kinds(clients), ['continuous AVAILABLE']);
    afterNextRun(clients);
    assert.deepEqual(await kinds(clients), ['continuous AVAILABLE']);
    const notification = await clients.s3.send(new GetBucketNotificationConfigurationCommand({ Bucket: 'orders' }));
    assert.deepEqual(notification.EventBridgeConfiguration, {});
    const [point] = await pointsOf(clients);
    const described = await clients.backup.send(
      new DescribeRecoveryPointCommand({ BackupVaultName: 'main', RecoveryPointArn: point?.RecoveryPointArn }),
    );
    assert.deepEqual(described.Lifecycle?.DeleteAfterDays, 35);
    const { BackupJobs = [] } = await clients.backup.send(new ListBackupJobsCommand({}));
    assert.deepEqual(
      BackupJobs.map((job) => job.RecoveryPointArn),
      [point?.RecoveryPointArn, point?.RecoveryPointArn],
    );
  });

  it('stands beside snapshots in the same vault', async () => {
    const clients = await accountUnder([continuous, { RuleName: 'nightly' }]);
    afterNextRun(clients);
    assert.deepEqual((await kinds(clients)).sort(), ['continuous AVAILABLE', 'snapshot COMPLETED']);
  });

  it('of two rules with one vault, the longer retention wins', async () => {
    const clients = await accountUnder([{ ...continuous, Lifecycle: { DeleteAfterDays: 7 } }, continuous]);
    afterNextRun(clients);
    afterNextRun(clients);
    const live = (await pointsOf(clients)).filter((point) => point.Status === 'AVAILABLE');
    assert.equal(live.length, 1);
    const described = await clients.backup.send(
      new DescribeRecoveryPointCommand({ BackupVaultName: 'main', RecoveryPointArn: live[0]?.RecoveryPointArn }),
    );
    assert.equal(described.Lifecycle?.DeleteAfterDays, 35);
  });

  it('of two rules with two vaults, the second one makes snapshots and completes with issues', async () => {
    const clients = await accountUnder([
      continuous,
      { ...continuous, TargetBackupVaultName: 'other', ScheduleExpression: 'cron(30 5 ? * * *)' },
    ]);
    afterNextRun(clients);
    assert.deepEqual(await kinds(clients), ['continuous AVAILABLE', 'snapshot COMPLETED']);
    const { BackupJobs = [] } = await clients.backup.send(new ListBackupJobsCommand({ ByBackupVaultName: 'other' }));
    assert.equal(BackupJobs[0]?.State, 'COMPLETED');
    assert.notEqual(BackupJobs[0].MessageCategory, 'SUCCESS');
    assert.match(BackupJobs[0].StatusMessage ?? '', /^PITR already configured in backup plan: arn:aws:backup:/);
  });

  it('falls back to a snapshot where the role cannot follow changes', async () => {
    const clients = await accountUnder([continuous]);
    const { roles } = clients.account.state;
    const known = roles.get('backup-s3');
    assert.ok(known);
    const deny = {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Deny' as const, Action: 'events:*', Resource: '*' }],
    };
    roles.set(known.name, { ...known, inline: { deny } });
    afterNextRun(clients);
    assert.deepEqual(await kinds(clients), ['snapshot COMPLETED']);
  });

  it('stops when versioning is suspended, and starts anew when it is on again', async () => {
    const clients = await accountUnder([continuous]);
    const set = (Status: 'Enabled' | 'Suspended') =>
      clients.s3.send(new PutBucketVersioningCommand({ Bucket: 'orders', VersioningConfiguration: { Status } }));
    afterNextRun(clients);
    await set('Suspended');
    assert.deepEqual(await kinds(clients), ['continuous STOPPED']);
    await set('Enabled');
    afterNextRun(clients);
    assert.deepEqual(await kinds(clients), ['continuous STOPPED', 'continuous AVAILABLE']);
  });

  it('stops when the retention of its rule changes, and a new one starts', async () => {
    const clients = await accountUnder([continuous]);
    afterNextRun(clients);
    await kinds(clients);
    await clients.backup.send(
      new UpdateBackupPlanCommand({
        BackupPlanId: clients.plan,
        BackupPlan: {
          BackupPlanName: 'plan',
          Rules: [
            {
              RuleName: 'rule-0',
              TargetBackupVaultName: 'main',
              EnableContinuousBackup: true,
              Lifecycle: { DeleteAfterDays: 7 },
            },
          ],
        },
      }),
    );
    assert.deepEqual(await kinds(clients), ['continuous STOPPED']);
    afterNextRun(clients);
    assert.deepEqual(await kinds(clients), ['continuous STOPPED', 'continuous AVAILABLE']);
  });

  it('stops at the next run after the bucket left the selection', async () => {
    const clients = await accountUnder([continuous]);
    afterNextRun(clients);
    await tag(clients, '2');
    assert.deepEqual(await kinds(clients), ['continuous AVAILABLE']);
    afterNextRun(clients);
    assert.deepEqual(await kinds(clients), ['continuous STOPPED']);
  });

  it('can be disassociated, which leaves the recovery point stopped, but not from a locked vault', async () => {
    const clients = await accountUnder([continuous]);
    afterNextRun(clients);
    const [point] = await pointsOf(clients);
    const names = { BackupVaultName: 'main', RecoveryPointArn: point?.RecoveryPointArn };
    const lock = { BackupVaultName: 'main', MinRetentionDays: 1 };
    await clients.backup.send(new PutBackupVaultLockConfigurationCommand(lock));
    const refused = { name: 'InvalidRequestException' };
    await assert.rejects(clients.backup.send(new DisassociateRecoveryPointCommand(names)), refused);
    clients.account.state.backup.get('eu-west-1')!.vaults.get('main')!.lock = undefined;
    await clients.backup.send(new DisassociateRecoveryPointCommand(names));
    assert.deepEqual(await kinds(clients), ['continuous STOPPED']);
  });

  it('has a lifecycle that cannot be changed', async () => {
    const clients = await accountUnder([continuous]);
    afterNextRun(clients);
    const [point] = await pointsOf(clients);
    await assert.rejects(
      clients.backup.send(
        new UpdateRecoveryPointLifecycleCommand({
          BackupVaultName: 'main',
          RecoveryPointArn: point?.RecoveryPointArn,
          Lifecycle: { DeleteAfterDays: 3 },
        }),
      ),
      { name: 'InvalidRequestException' },
    );
  });

  const refused: readonly (readonly [rule: Partial<BackupRuleInput>, message: RegExp])[] = [
    [{ Lifecycle: undefined }, /^Lifecycle must be specified for backup rule enabled continuous backup$/],
    [{ Lifecycle: { DeleteAfterDays: 36 } }, /between 1 and 35/],
    [
      { Lifecycle: { DeleteAfterDays: 35, MoveToColdStorageAfterDays: 1 } },
      /^Invalid lifecycle\. MoveToColdStorageAfterDays is unavailable$/,
    ],
  ];
  for (const [rule, message] of refused) {
    it(`is refused with ${JSON.stringify(rule)}`, async () => {
      const clients = emptyAccount();
      await makeVault(clients);
      await assert.rejects(makePlan(clients, [{ EnableContinuousBackup: true, ...rule }]), { message });
    });
  }
});
