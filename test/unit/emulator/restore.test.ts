import assert from 'node:assert/strict';
import {
  DescribeRecoveryPointCommand,
  DescribeRestoreJobCommand,
  ListRecoveryPointsByResourceCommand,
  StartBackupJobCommand,
  StartRestoreJobCommand,
} from '@aws-sdk/client-backup';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  ListObjectVersionsCommand,
  ListObjectsV2Command,
  PutBucketNotificationConfigurationCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
} from '@aws-sdk/client-s3';
import { createIdSource } from '../../../src/emulator/ids';
import {
  afterNextRun,
  arnOf,
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

type Metadata = Readonly<Record<string, string>>;

async function account(): Promise<Clients> {
  const clients = emptyAccount();
  await makeVault(clients);
  await makeBucket(clients, 'orders', 'Enabled');
  await makeBucket(clients, 'target', 'Enabled');
  return clients;
}

/** Takes a snapshot now. @returns its ARN. */
async function snapshot({ backup, account }: Clients): Promise<string> {
  const input = { BackupVaultName: 'main', ResourceArn: arnOf('orders'), IamRoleArn: role };
  await backup.send(new StartBackupJobCommand(input));
  account.clock.advance(5 * minute);
  return newest({ backup });
}

async function newest({ backup }: Pick<Clients, 'backup'>): Promise<string> {
  const { RecoveryPoints = [] } = await backup.send(
    new ListRecoveryPointsByResourceCommand({ ResourceArn: arnOf('orders') }),
  );
  RecoveryPoints.sort((a, b) => Number(b.CreationDate) - Number(a.CreationDate));
  return RecoveryPoints[0]?.RecoveryPointArn ?? '';
}

/** Starts continuous backup. @returns its ARN. */
async function continuous(clients: Clients): Promise<string> {
  const rule = { EnableContinuousBackup: true, Lifecycle: { DeleteAfterDays: 7 } };
  await select(clients, await makePlan(clients, [rule]), { Resources: [arnOf('orders')] });
  afterNextRun(clients);
  return newest(clients);
}

/** Restores and waits. @returns how it ended. */
async function restore(clients: Clients, point: string, metadata: Metadata, iamRole = role): Promise<string> {
  const { RestoreJobId } = await clients.backup.send(
    new StartRestoreJobCommand({ RecoveryPointArn: point, IamRoleArn: iamRole, Metadata: { ...metadata } }),
  );
  clients.account.clock.advance(minute);
  const { Status, StatusMessage } = await clients.backup.send(new DescribeRestoreJobCommand({ RestoreJobId }));
  return [Status, StatusMessage].filter((part) => part !== undefined).join(': ');
}

/** What the bucket shows: its keys and their contents. */
async function contents({ s3 }: Clients, bucket = 'target'): Promise<Record<string, string>> {
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: bucket }));
  const shown: Record<string, string> = {};
  for (const { Key = '' } of Contents) {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key }));
    shown[Key] = (await Body?.transformToString()) ?? '';
  }
  return shown;
}

function remove({ s3 }: Clients, key: string): Promise<unknown> {
  return s3.send(new DeleteObjectCommand({ Bucket: 'orders', Key: key }));
}

const into = { DestinationBucketName: 'target' };

describe('restore from a snapshot', () => {
  it('brings back the latest version of every key as of the snapshot, with tags and metadata', async () => {
    const clients = await account();
    await put(clients, 'orders', 'a', 'old');
    await clients.s3.send(
      new PutObjectCommand({
        Bucket: 'orders',
        Key: 'a',
        Body: 'one',
        Metadata: { colour: 'red' },
        Tagging: 'kind=letter',
        StorageClass: 'STANDARD_IA',
      }),
    );
    await put(clients, 'orders', 'deleted', 'gone before');
    await remove(clients, 'deleted');
    const point = await snapshot(clients);
    await put(clients, 'orders', 'a', 'changed after');
    await put(clients, 'orders', 'later', 'made after');
    await clients.s3.send(
      new PutObjectTaggingCommand({ Bucket: 'orders', Key: 'a', Tagging: { TagSet: [{ Key: 'x', Value: 'y' }] } }),
    );
    assert.equal(await restore(clients, point, into), 'COMPLETED');
    assert.deepEqual(await contents(clients), { a: 'one' });
    const head = await clients.s3.send(new HeadObjectCommand({ Bucket: 'target', Key: 'a' }));
    assert.deepEqual(head.Metadata, { colour: 'red' });
    assert.equal(head.StorageClass, undefined);
    const { TagSet } = await clients.s3.send(new GetObjectTaggingCommand({ Bucket: 'target', Key: 'a' }));
    assert.deepEqual(TagSet, [{ Key: 'kind', Value: 'letter' }]);
    const described = await clients.backup.send(
      new DescribeRecoveryPointCommand({ BackupVaultName: 'main', RecoveryPointArn: point }),
    );
    assert.ok(described.LastRestoreTime);
  });

  it('into the bucket itself leaves alone what is there, and brings back what was deleted', async () => {
    const clients = await account();
    await put(clients, 'orders', 'a', 'one');
    await put(clients, 'orders', 'b', 'two');
    const point = await snapshot(clients);
    await put(clients, 'orders', 'a', 'newer');
    await put(clients, 'orders', 'c', 'kept');
    await remove(clients, 'b');
    assert.equal(await restore(clients, point, { DestinationBucketName: 'orders' }), 'COMPLETED');
    assert.deepEqual(await contents(clients, 'orders'), { a: 'newer', b: 'two', c: 'kept' });
  });

  it('brings back up to n versions, or all', async () => {
    const clients = await account();
    for (const body of ['1', '2', '3']) {
      await put(clients, 'orders', 'a', body);
    }
    const point = await snapshot(clients);
    await restore(clients, point, { ...into, RestoreLatestVersionsUpTo: '2' });
    const versions = async (bucket: string) =>
      (await clients.s3.send(new ListObjectVersionsCommand({ Bucket: bucket }))).Versions?.length;
    assert.equal(await versions('target'), 2);
    assert.deepEqual(await contents(clients), { a: '3' });
    await restore(clients, point, {
      DestinationBucketName: 'second',
      NewBucket: 'true',
      RestoreLatestVersionsUpTo: 'all',
    });
    assert.equal(await versions('second'), 3);
  });

  it('brings back single items and prefixes, by key or by URI', async () => {
    const clients = await account();
    for (const key of ['a', 'ab', 'dir/x', 'dir/y', 'other']) {
      await put(clients, 'orders', key, key);
    }
    const point = await snapshot(clients);
    const ItemsToRestore = JSON.stringify(['a', 's3://orders/dir/']);
    assert.equal(await restore(clients, point, { ...into, ItemsToRestore }), 'COMPLETED');
    assert.deepEqual(Object.keys(await contents(clients)), ['a', 'dir/x', 'dir/y']);
    assert.equal(
      await restore(clients, point, { ...into, ItemsToRestore: '["nothing"]' }),
      'COMPLETED: There are no objects that match the restore request.',
    );
  });

  it('does not bring back what AWS Backup could not read', async () => {
    const clients = await account();
    await put(clients, 'orders', 'a', 'one');
    await clients.s3.send(new PutObjectCommand({ Bucket: 'orders', Key: 'b', Body: 'x', StorageClass: 'GLACIER' }));
    await restore(clients, await snapshot(clients), into);
    assert.deepEqual(await contents(clients), { a: 'one' });
  });

  it('is still possible after the bucket is gone', async () => {
    const clients = await account();
    await put(clients, 'orders', 'a', 'one');
    const point = await snapshot(clients);
    clients.account.state.buckets.delete('orders');
    assert.equal(await restore(clients, point, into), 'COMPLETED');
    assert.deepEqual(await contents(clients), { a: 'one' });
  });
});

describe('restore to a moment', () => {
  it('brings back the bucket as it was then', async () => {
    const clients = await account();
    await put(clients, 'orders', 'a', 'first');
    await put(clients, 'orders', 'b', 'there from the start');
    const point = await continuous(clients);
    const moments: { at: number; shown: Record<string, string> }[] = [];
    const change = async (what: () => Promise<unknown>) => {
      await what();
      moments.push({ at: clients.account.clock.now(), shown: await contents(clients, 'orders') });
      clients.account.clock.advance(hour);
    };
    await change(() => put(clients, 'orders', 'a', 'second'));
    await change(() => remove(clients, 'b'));
    await change(() => put(clients, 'orders', 'c', 'third'));
    await change(() => put(clients, 'orders', 'b', 'back'));
    for (const [index, { at, shown }] of moments.entries()) {
      const target = `moment-${index}`;
      const RestoreTime = new Date(at + minute).toISOString();
      const metadata = { DestinationBucketName: target, NewBucket: 'true', RestoreTime };
      assert.equal(await restore(clients, point, metadata), 'COMPLETED');
      assert.deepEqual(await contents(clients, target), shown, `after change ${index}`);
    }
  });

  it('brings back any moment of any history', async () => {
    const clients = await account();
    const ids = createIdSource(7);
    const pick = <T>(items: readonly T[]): T => items[Math.floor(ids.random() * items.length)]!;
    const point = await continuous(clients);
    const moments: { at: number; shown: Record<string, string> }[] = [];
    const history = clients.account.state.buckets.get('orders')!.history;
    for (let step = 0; step < 60; step++) {
      const key = pick(['a', 'b', 'c/d', 'c/e']);
      const versions = history.versions(key);
      const action = pick(['put', 'put', 'delete', 'deleteVersion']);
      if (action === 'put') {
        await put(clients, 'orders', key, `step ${step}`);
      } else if (action === 'delete') {
        await remove(clients, key);
      } else if (versions.length > 0) {
        const { versionId } = pick(versions);
        await clients.s3.send(new DeleteObjectCommand({ Bucket: 'orders', Key: key, VersionId: versionId }));
      }
      moments.push({ at: clients.account.clock.now(), shown: await contents(clients, 'orders') });
      clients.account.clock.advance(minute);
    }
    clients.account.clock.advance(hour);
    for (const [index, { at, shown }] of moments.entries()) {
      if (index % 5 === 4) {
        const target = `history-${index}`;
        const RestoreTime = new Date(at).toISOString();
        await restore(clients, point, { DestinationBucketName: target, NewBucket: 'true', RestoreTime });
        assert.deepEqual(await contents(clients, target), shown, `after step ${index}`);
      }
    }
  });

  it('misses what happened while EventBridge was off, for ever', async () => {
    const clients = await account();
    await put(clients, 'orders', 'a', 'seen');
    const point = await continuous(clients);
    const notify = (NotificationConfiguration: object) =>
      clients.s3.send(new PutBucketNotificationConfigurationCommand({ Bucket: 'orders', NotificationConfiguration }));
    await notify({});
    await put(clients, 'orders', 'unseen', 'written while EventBridge was off');
    await remove(clients, 'a');
    clients.account.clock.advance(hour);
    await notify({ EventBridgeConfiguration: {} });
    await put(clients, 'orders', 'b', 'seen again');
    clients.account.clock.advance(hour);
    const RestoreTime = new Date(clients.account.clock.now() - 20 * minute).toISOString();
    await restore(clients, point, { ...into, RestoreTime });
    assert.deepEqual(await contents(clients), { a: 'seen', b: 'seen again' });
  });

  it('goes no further back than the retention, nor nearer than 15 minutes', async () => {
    const clients = await account();
    await put(clients, 'orders', 'a', 'one');
    const point = await continuous(clients);
    clients.account.clock.advance(20 * day);
    const now = clients.account.clock.now();
    const at = (time: number) => restore(clients, point, { ...into, RestoreTime: new Date(time).toISOString() });
    const outside = { name: 'InvalidParameterValueException', message: /RestoreTime must be between/ };
    await assert.rejects(at(now - 8 * day), outside);
    await assert.rejects(at(now - 14 * minute), outside);
    assert.equal(await at(now - 6 * day), 'COMPLETED');
  });

  it('needs a moment', async () => {
    const clients = await account();
    const point = await continuous(clients);
    await assert.rejects(restore(clients, point, into), { message: /RestoreTime must be specified/ });
  });
});

describe('a restore job', () => {
  it('is the same one for the same token, and tells its progress', async () => {
    const clients = await account();
    await put(clients, 'orders', 'a', 'one');
    const input = {
      RecoveryPointArn: await snapshot(clients),
      IamRoleArn: role,
      Metadata: into,
      IdempotencyToken: 'once',
    };
    const { RestoreJobId } = await clients.backup.send(new StartRestoreJobCommand(input));
    assert.equal((await clients.backup.send(new StartRestoreJobCommand(input))).RestoreJobId, RestoreJobId);
    const look = () => clients.backup.send(new DescribeRestoreJobCommand({ RestoreJobId }));
    assert.equal((await look()).Status, 'PENDING');
    clients.account.clock.advance(12_000);
    const running = await look();
    assert.equal(running.Status, 'RUNNING');
    assert.equal(running.PercentDone, '50.00%');
    clients.account.clock.advance(minute);
    const done = await look();
    assert.equal(done.Status, 'COMPLETED');
    assert.equal(done.CreatedResourceArn, arnOf('target'));
    assert.ok(Number(done.CompletionDate) > start);
  });

  const failures: readonly (readonly [why: string, metadata: Metadata, iamRole: string, outcome: RegExp])[] = [
    [
      'without the bucket',
      { DestinationBucketName: 'nowhere' },
      role,
      /^FAILED: Destination bucket nowhere does not exist/,
    ],
    [
      'into an unversioned bucket',
      { DestinationBucketName: 'plain' },
      role,
      /^FAILED: Versioning is not enabled on plain/,
    ],
    ['with a role without S3 rights', into, roleWithoutS3, /^FAILED: .*permission/],
    ['with ACLs into a bucket that has them off', { ...into, RestoreACLs: 'true' }, role, /^FAILED: .*'BackupACLs'/],
  ];
  for (const [why, metadata, iamRole, outcome] of failures) {
    it(`fails ${why}`, async () => {
      const clients = await account();
      await makeBucket(clients, 'plain');
      await put(clients, 'orders', 'a', 'one');
      assert.match(await restore(clients, await snapshot(clients), metadata, iamRole), outcome);
      assert.deepEqual(await contents(clients), {});
    });
  }

  const refusals: readonly (readonly [why: string, metadata: Metadata])[] = [
    ['without a destination', {}],
    ['with a key that there is not', { ...into, Colour: 'red' }],
    ['with six items', { ...into, ItemsToRestore: JSON.stringify(['1', '2', '3', '4', '5', '6']) }],
    ['with items that are no list', { ...into, ItemsToRestore: 'a' }],
    ['with no versions', { ...into, RestoreLatestVersionsUpTo: '0' }],
    ['with a moment, from a snapshot', { ...into, RestoreTime: '2026-03-10T12:00:00Z' }],
    ['with an encryption that there is not', { ...into, EncryptionType: 'none' }],
  ];
  for (const [why, metadata] of refusals) {
    it(`is refused ${why}`, async () => {
      const clients = await account();
      await put(clients, 'orders', 'a', 'one');
      const point = await snapshot(clients);
      await assert.rejects(restore(clients, point, metadata), { name: 'InvalidParameterValueException' });
    });
  }
});
