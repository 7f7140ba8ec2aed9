import assert from 'node:assert/strict';
import {
  DescribeBackupJobCommand,
  DescribeBackupVaultCommand,
  DescribeRecoveryPointCommand,
  ListBackupJobsCommand,
  ListCopyJobsCommand,
  ListProtectedResourcesCommand,
  ListRecoveryPointsByBackupVaultCommand,
  ListRecoveryPointsByResourceCommand,
  PutBackupVaultLockConfigurationCommand,
  StartBackupJobCommand,
  StopBackupJobCommand,
  UpdateRecoveryPointLifecycleCommand,
  type BackupJob,
  type DescribeBackupJobOutput,
  type ListBackupJobsInput,
  type StartBackupJobInput,
} from '@aws-sdk/client-backup';
import { DeleteObjectCommand, PutBucketVersioningCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import {
  afterNextRun,
  arnOf,
  connect,
  day,
  emptyAccount,
  hour,
  makeBucket,
  makePlan,
  makeVault,
  minute,
  put,
  role,
  roleWithoutS3,
  select,
  start,
  type Clients,
} from './sample';

async function accountWithBucket(): Promise<Clients> {
  const clients = emptyAccount();
  await makeVault(clients);
  await makeBucket(clients, 'orders', 'Enabled');
  await put(clients, 'orders', 'a', 'one');
  return clients;
}

async function startJob({ backup }: Clients, more: Partial<StartBackupJobInput> = {}): Promise<string> {
  const input = { BackupVaultName: 'main', ResourceArn: arnOf('orders'), IamRoleArn: role, ...more };
  return (await backup.send(new StartBackupJobCommand(input))).BackupJobId ?? '';
}

function look({ backup }: Clients, id: string): Promise<DescribeBackupJobOutput> {
  return backup.send(new DescribeBackupJobCommand({ BackupJobId: id }));
}

async function jobsOf({ backup }: Clients, bucket: string): Promise<BackupJob[]> {
  const { BackupJobs = [] } = await backup.send(new ListBackupJobsCommand({ ByResourceArn: arnOf(bucket) }));
  return BackupJobs.sort((a, b) => Number(a.CreationDate) - Number(b.CreationDate));
}

describe('a backup job', () => {
  it('is created, runs with its progress told, and completes with a recovery point', async () => {
    const clients = await accountWithBucket();
    const { account, backup } = clients;
    const id = await startJob(clients, { Lifecycle: { DeleteAfterDays: 7 }, RecoveryPointTags: { a: 'b' } });
    assert.equal((await look(clients, id)).State, 'CREATED');
    account.clock.advance(22_000);
    const running = await look(clients, id);
    assert.equal(running.State, 'RUNNING');
    assert.equal(running.PercentDone, '50.0');
    account.clock.advance(minute);
    const done = await look(clients, id);
    assert.equal(done.State, 'COMPLETED');
    assert.equal(done.MessageCategory, 'SUCCESS');
    assert.equal(done.PercentDone, '100.0');
    const point = await backup.send(
      new DescribeRecoveryPointCommand({ BackupVaultName: 'main', RecoveryPointArn: done.RecoveryPointArn }),
    );
    assert.equal(point.Status, 'COMPLETED');
    assert.match(point.RecoveryPointArn ?? '', /:recovery-point:orders-20260310120042-[0-9a-f]{8}$/);
    assert.equal(point.CalculatedLifecycle?.DeleteAt?.getTime(), Number(point.CreationDate) + 7 * day);
    assert.equal(point.BackupSizeInBytes, 3);
    assert.equal(point.CreatedBy, undefined);
  });

  it('is the same one for the same token', async () => {
    const clients = await accountWithBucket();
    const first = await startJob(clients, { IdempotencyToken: 'once' });
    assert.equal(await startJob(clients, { IdempotencyToken: 'once' }), first);
    assert.notEqual(await startJob(clients, { IdempotencyToken: 'twice' }), first);
  });

  it('can be stopped while it runs, and leaves nothing', async () => {
    const clients = await accountWithBucket();
    const id = await startJob(clients);
    clients.account.clock.advance(10_000);
    await clients.backup.send(new StopBackupJobCommand({ BackupJobId: id }));
    clients.account.clock.advance(hour);
    assert.equal((await look(clients, id)).State, 'ABORTED');
    const { Results } = await clients.backup.send(new ListProtectedResourcesCommand({}));
    assert.deepEqual(Results, []);
  });

  it('waits while another one backs up the same bucket, and expires when its start window is over', async () => {
    const clients = await accountWithBucket();
    const bucket = clients.account.state.buckets.get('orders');
    assert.ok(bucket);
    bucket.pretended = { bytes: 1, backupMinutes: 200 };
    await startJob(clients);
    clients.account.clock.advance(minute);
    const second = await startJob(clients, { StartWindowMinutes: 60 });
    clients.account.clock.advance(30 * minute);
    assert.equal((await look(clients, second)).State, 'PENDING');
    clients.account.clock.advance(hour);
    const expired = await look(clients, second);
    assert.equal(expired.State, 'EXPIRED');
    assert.equal(expired.MessageCategory, 'JOB_EXPIRED');
  });

  it('expires where the completion window is too short for it', async () => {
    const clients = await accountWithBucket();
    const bucket = clients.account.state.buckets.get('orders');
    assert.ok(bucket);
    bucket.pretended = { bytes: 1, backupMinutes: 200 };
    const id = await startJob(clients, { CompleteWindowMinutes: 120 });
    clients.account.clock.advance(day);
    assert.equal((await look(clients, id)).State, 'EXPIRED');
  });
});

describe('a backup job fails', () => {
  const cases: readonly {
    why: string;
    prepare: (clients: Clients) => Promise<unknown>;
    job?: Partial<StartBackupJobInput>;
    category: string;
    message: RegExp;
  }[] = [
    {
      why: 'where versioning is suspended',
      prepare: ({ s3 }) =>
        s3.send(new PutBucketVersioningCommand({ Bucket: 'orders', VersioningConfiguration: { Status: 'Suspended' } })),
      category: 'FEATURE_NOT_ENABLED',
      message: /^Versioning is not enabled on orders within account 111122223333$/,
    },
    {
      why: 'where the role has no S3 rights',
      prepare: () => Promise.resolve(),
      job: { IamRoleArn: roleWithoutS3 },
      category: 'ACCESS_DENIED',
      message:
        /^Your backup job failed as AWS Backup does not have permission to describe resource arn:aws:s3:::orders\. Please review your IAM policies/,
    },
    {
      why: 'where the vault lock allows no such retention',
      prepare: ({ backup }) =>
        backup.send(new PutBackupVaultLockConfigurationCommand({ BackupVaultName: 'main', MinRetentionDays: 30 })),
      job: { Lifecycle: { DeleteAfterDays: 7 } },
      category: 'INVALID_LIFECYCLE',
      message: /locked vault main/,
    },
    {
      why: 'where the vault lock has a maximum and the backup is kept for ever',
      prepare: ({ backup }) =>
        backup.send(new PutBackupVaultLockConfigurationCommand({ BackupVaultName: 'main', MaxRetentionDays: 30 })),
      category: 'INVALID_LIFECYCLE',
      message: /locked vault main/,
    },
    {
      why: 'where every object is archived',
      prepare: async ({ account, s3 }) => {
        const version = account.state.buckets.get('orders')?.history.current('a')?.versionId;
        await s3.send(new DeleteObjectCommand({ Bucket: 'orders', Key: 'a', VersionId: version }));
        await s3.send(new PutObjectCommand({ Bucket: 'orders', Key: 'b', Body: 'x', StorageClass: 'DEEP_ARCHIVE' }));
      },
      category: 'MISCELLANEOUS',
      message: /^No objects were backed up from the source bucket orders/,
    },
  ];
  for (const { why, prepare, job, category, message } of cases) {
    it(why, async () => {
      const clients = await accountWithBucket();
      await prepare(clients);
      const id = await startJob(clients, job);
      clients.account.clock.advance(hour);
      const failed = await look(clients, id);
      assert.equal(failed.State, 'FAILED');
      assert.equal(failed.MessageCategory, category);
      assert.match(failed.StatusMessage ?? '', message);
      assert.equal(failed.RecoveryPointArn, undefined);
    });
  }
});

describe('a backup job completes with issues', () => {
  it('where some objects are archived: completed, with another category than SUCCESS', async () => {
    const clients = await accountWithBucket();
    await clients.s3.send(new PutObjectCommand({ Bucket: 'orders', Key: 'b', Body: 'x', StorageClass: 'GLACIER' }));
    const id = await startJob(clients);
    clients.account.clock.advance(hour);
    const job = await look(clients, id);
    assert.equal(job.State, 'COMPLETED');
    assert.equal(job.MessageCategory, 'MISCELLANEOUS');
    assert.match(job.StatusMessage ?? '', /^One or more objects failed to be backed up/);
    assert.ok(job.RecoveryPointArn);
  });
});

describe('a plan', () => {
  it('runs by the clock and makes one recovery point a day', async () => {
    const clients = await accountWithBucket();
    await select(clients, await makePlan(clients), { Resources: [arnOf('orders')] });
    clients.account.clock.advance(3 * day);
    const jobs = await jobsOf(clients, 'orders');
    assert.deepEqual(
      jobs.map((job) => [job.State, job.CreationDate?.toISOString()]),
      [
        ['COMPLETED', '2026-03-11T05:00:00.000Z'],
        ['COMPLETED', '2026-03-12T05:00:00.000Z'],
        ['COMPLETED', '2026-03-13T05:00:00.000Z'],
      ],
    );
    assert.equal(jobs[0]?.CreatedBy?.BackupRuleName, 'rule-0');
    const { Results } = await clients.backup.send(new ListProtectedResourcesCommand({}));
    assert.equal(Results?.[0]?.LastRecoveryPointArn, jobs[2]?.RecoveryPointArn);
  });

  it('looks at the bucket at every run: a bucket that is versioned again is backed up again', async () => {
    const clients = await accountWithBucket();
    await select(clients, await makePlan(clients), { Resources: [arnOf('orders')] });
    const set = (Status: 'Enabled' | 'Suspended') =>
      clients.s3.send(new PutBucketVersioningCommand({ Bucket: 'orders', VersioningConfiguration: { Status } }));
    await set('Suspended');
    afterNextRun(clients);
    await jobsOf(clients, 'orders');
    await set('Enabled');
    afterNextRun(clients);
    const jobs = await jobsOf(clients, 'orders');
    assert.deepEqual(
      jobs.map((job) => job.State),
      ['FAILED', 'COMPLETED'],
    );
  });

  it('with two rules at one time runs the one that keeps longer', async () => {
    const clients = await accountWithBucket();
    const rules = [{ RuleName: 'short' }, { RuleName: 'long', Lifecycle: { DeleteAfterDays: 90 } }];
    await select(clients, await makePlan(clients, rules), { Resources: [arnOf('orders')] });
    afterNextRun(clients);
    const jobs = await jobsOf(clients, 'orders');
    assert.deepEqual(
      jobs.map((job) => job.CreatedBy?.BackupRuleName),
      ['long'],
    );
  });

  it('deletes recovery points within eight hours after their time, and jobs leave the list after 30 days', async () => {
    const clients = await accountWithBucket();
    const id = await startJob(clients, { Lifecycle: { DeleteAfterDays: 7 } });
    const count = async () =>
      (await clients.backup.send(new DescribeBackupVaultCommand({ BackupVaultName: 'main' }))).NumberOfRecoveryPoints;
    clients.account.clock.advance(7 * day);
    assert.equal(await count(), 1);
    clients.account.clock.advance(9 * hour);
    assert.equal(await count(), 0);
    const { RecoveryPoints } = await clients.backup.send(
      new ListRecoveryPointsByResourceCommand({ ResourceArn: arnOf('orders') }),
    );
    assert.deepEqual(RecoveryPoints, []);
    assert.equal((await jobsOf(clients, 'orders')).length, 1);
    clients.account.clock.advance(23 * day);
    assert.equal((await jobsOf(clients, 'orders')).length, 0);
    assert.equal((await look(clients, id)).State, 'COMPLETED');
  });

  it('leaves a recovery point EXPIRED where the role to delete it with is gone', async () => {
    const clients = await accountWithBucket();
    await startJob(clients, { Lifecycle: { DeleteAfterDays: 1 } });
    clients.account.clock.advance(hour);
    await jobsOf(clients, 'orders');
    clients.account.state.roles.delete('backup-s3');
    clients.account.clock.advance(2 * day);
    const { RecoveryPoints } = await clients.backup.send(
      new ListRecoveryPointsByResourceCommand({ ResourceArn: arnOf('orders') }),
    );
    assert.deepEqual(
      RecoveryPoints?.map((point) => point.Status),
      ['EXPIRED'],
    );
  });

  it('obeys a lifecycle that was changed later', async () => {
    const clients = await accountWithBucket();
    const id = await startJob(clients, { Lifecycle: { DeleteAfterDays: 1 } });
    clients.account.clock.advance(hour);
    const { RecoveryPointArn } = await look(clients, id);
    await clients.backup.send(
      new UpdateRecoveryPointLifecycleCommand({
        BackupVaultName: 'main',
        RecoveryPointArn,
        Lifecycle: { DeleteAfterDays: 30 },
      }),
    );
    clients.account.clock.advance(20 * day);
    const find = async () =>
      (await clients.backup.send(new ListRecoveryPointsByBackupVaultCommand({ BackupVaultName: 'main' })))
        .RecoveryPoints;
    assert.equal((await find())?.length, 1);
    clients.account.clock.advance(11 * day);
    assert.equal((await find())?.length, 0);
  });
});

describe('lists of backup jobs and recovery points', () => {
  it('filter by state, time, vault and category', async () => {
    const clients = await accountWithBucket();
    const { backup, account } = clients;
    await makeVault(clients, 'other');
    await startJob(clients);
    account.clock.advance(hour);
    await startJob(clients, { BackupVaultName: 'other' });
    await startJob(clients, { IamRoleArn: roleWithoutS3 });
    account.clock.advance(hour);
    const count = async (filter: ListBackupJobsInput) =>
      (await backup.send(new ListBackupJobsCommand(filter))).BackupJobs?.length;
    assert.equal(await count({}), 3);
    assert.equal(await count({ ByState: 'COMPLETED' }), 2);
    assert.equal(await count({ ByState: 'FAILED' }), 1);
    assert.equal(await count({ ByMessageCategory: 'ACCESS_DENIED' }), 1);
    assert.equal(await count({ ByBackupVaultName: 'other' }), 1);
    assert.equal(await count({ ByResourceType: 'EBS' }), 0);
    assert.equal(await count({ ByCreatedAfter: new Date(start + minute) }), 2);
    assert.equal(await count({ ByCreatedBefore: new Date(start + minute) }), 1);
    assert.equal(await count({ ByCompleteAfter: new Date(start + 30 * minute) }), 2);
    const points = async (filter: object) =>
      (await backup.send(new ListRecoveryPointsByBackupVaultCommand({ BackupVaultName: 'main', ...filter })))
        .RecoveryPoints?.length;
    assert.equal(await points({}), 1);
    assert.equal(await points({ ByResourceArn: arnOf('orders') }), 1);
    assert.equal(await points({ ByResourceArn: arnOf('others') }), 0);
    assert.equal(await points({ ByCreatedAfter: new Date(start + 30 * minute) }), 0);
    assert.equal(await points({ ByCreatedBefore: new Date(start + 30 * minute) }), 1);
    assert.equal(await points({ ByBackupPlanId: 'none' }), 0);
  });
});

describe('a rule with a copy action', () => {
  it('copies every snapshot to the other vault, also of another Region', async () => {
    const clients = await accountWithBucket();
    const elsewhere = connect(clients.account, 'us-east-1');
    await makeVault(elsewhere, 'away');
    const DestinationBackupVaultArn = 'arn:aws:backup:us-east-1:111122223333:backup-vault:away';
    const CopyActions = [{ DestinationBackupVaultArn, Lifecycle: { DeleteAfterDays: 90 } }];
    await select(clients, await makePlan(clients, [{ CopyActions }]), { Resources: [arnOf('orders')] });
    afterNextRun(clients);
    const { CopyJobs } = await clients.backup.send(new ListCopyJobsCommand({}));
    assert.equal(CopyJobs?.length, 1);
    assert.equal(CopyJobs[0]?.State, 'COMPLETED');
    const { RecoveryPoints } = await elsewhere.backup.send(
      new ListRecoveryPointsByResourceCommand({ ResourceArn: arnOf('orders') }),
    );
    assert.deepEqual(
      RecoveryPoints?.map((point) => point.RecoveryPointArn),
      [CopyJobs[0].DestinationRecoveryPointArn],
    );
  });

  it('fails where the other vault is not there', async () => {
    const clients = await accountWithBucket();
    const CopyActions = [{ DestinationBackupVaultArn: 'arn:aws:backup:eu-west-1:111122223333:backup-vault:nowhere' }];
    await select(clients, await makePlan(clients, [{ CopyActions }]), { Resources: [arnOf('orders')] });
    afterNextRun(clients);
    const { CopyJobs } = await clients.backup.send(new ListCopyJobsCommand({ ByState: 'FAILED' }));
    assert.equal(CopyJobs?.length, 1);
  });
});
