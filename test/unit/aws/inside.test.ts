import assert from 'node:assert/strict';
import {
  DeleteRecoveryPointCommand,
  GetRecoveryPointIndexDetailsCommand,
  ListIndexedRecoveryPointsCommand,
  ListRecoveryPointsByResourceCommand,
  StartBackupJobCommand,
  UpdateRecoveryPointIndexSettingsCommand,
} from '@aws-sdk/client-backup';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { readAccessPoint, readAccessPoints } from '../../../src/aws/accessPoints/accessPoints';
import { createAccessPoint, deleteAccessPoint } from '../../../src/aws/accessPoints/operations';
import { AwsClients } from '../../../src/aws/clients';
import { offerOf } from '../../../src/aws/restClient/offered';
import { sendRest } from '../../../src/aws/restClient/send';
import type { FoundVersion, SearchWish } from '../../../src/aws/search/search';
import { readFound, readSearch, searchInput, startSearch, stopSearch } from '../../../src/aws/search/search';
import { searchClient, searchEndpoint } from '../../../src/aws/search/searchClient';
import type { Clients } from '../emulator/sample';
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
  region,
  role,
  select,
} from '../emulator/sample';
import { inProcess } from '../support/accounts';

const never = new AbortController().signal;

interface Stage extends Clients {
  readonly point: string;
  readonly search: ReturnType<AwsClients['backupSearch']>;
}

/** An account with a snapshot of a bucket, in which some keys were changed since. */
async function stage(): Promise<Stage> {
  const clients = emptyAccount();
  await makeVault(clients);
  await makeBucket(clients, 'orders', 'Enabled');
  for (const key of ['a/1.txt', 'a/2.txt', 'b/1.txt']) await put(clients, 'orders', key, `saved ${key}`);
  await put(clients, 'orders', 'a/1.txt', 'saved again, and longer');
  await clients.s3.send(new DeleteObjectCommand({ Bucket: 'orders', Key: 'b/1.txt' }));
  const input = { BackupVaultName: 'main', ResourceArn: arnOf('orders'), IamRoleArn: role };
  await clients.backup.send(new StartBackupJobCommand(input));
  clients.account.clock.advance(5 * minute);
  await put(clients, 'orders', 'a/1.txt', 'after');
  await put(clients, 'orders', 'later.txt', 'after');
  const own = new AwsClients({ kind: 'sample' }, inProcess(clients.account));
  return { ...clients, point: await newest(clients), search: own.backupSearch(region) };
}

async function newest({ backup }: Clients): Promise<string> {
  const { RecoveryPoints = [] } = await backup.send(
    new ListRecoveryPointsByResourceCommand({ ResourceArn: arnOf('orders') }),
  );
  return RecoveryPoints.toSorted((a, b) => Number(b.CreationDate) - Number(a.CreationDate))[0]?.RecoveryPointArn ?? '';
}

async function index({ backup, account, point }: Stage, Index: 'ENABLED' | 'DISABLED'): Promise<void> {
  await backup.send(
    new UpdateRecoveryPointIndexSettingsCommand({ BackupVaultName: 'main', RecoveryPointArn: point, Index }),
  );
  account.clock.advance(minute);
}

async function find(at: Stage, wish: Omit<SearchWish, 'recoveryPointArns'>): Promise<readonly FoundVersion[]> {
  const input = searchInput({ recoveryPointArns: [at.point], ...wish }, `token ${JSON.stringify(wish)}`);
  const id = await startSearch(at.search, input);
  assert.equal(await startSearch(at.search, input), id, 'the same token is the same search');
  at.account.clock.advance(minute);
  assert.equal((await readSearch(at.search, id, never)).status, 'COMPLETED');
  return (await readFound(at.search, id, undefined, never)).found;
}

describe('the index of a recovery point', () => {
  it('is made, told of, and deleted without the recovery point', async () => {
    const at = await stage();
    const details = () =>
      at.backup.send(new GetRecoveryPointIndexDetailsCommand({ BackupVaultName: 'main', RecoveryPointArn: at.point }));
    assert.equal((await details()).IndexStatus, undefined);
    await at.backup.send(
      new UpdateRecoveryPointIndexSettingsCommand({
        BackupVaultName: 'main',
        RecoveryPointArn: at.point,
        Index: 'ENABLED',
      }),
    );
    assert.equal((await details()).IndexStatus, 'PENDING');
    at.account.clock.advance(minute);
    const { IndexStatus, TotalItemsIndexed } = await details();
    assert.deepEqual([IndexStatus, TotalItemsIndexed], ['ACTIVE', 5]);
    const { IndexedRecoveryPoints } = await at.backup.send(new ListIndexedRecoveryPointsCommand({}));
    assert.deepEqual(
      IndexedRecoveryPoints?.map(({ RecoveryPointArn }) => RecoveryPointArn),
      [at.point],
    );
    await index(at, 'DISABLED');
    assert.equal((await details()).IndexStatus, undefined);
    assert.equal(await newest(at), at.point);
  });
});

describe('a search in recovery points', () => {
  it('finds what the backup holds by key, size and time, and nothing that came later', async () => {
    const at = await stage();
    await index(at, 'ENABLED');
    const found = await find(at, { key: { operator: 'CONTAINS', value: '.txt' } });
    assert.deepEqual(found.map(({ key }) => key).toSorted(), ['a/1.txt', 'a/1.txt', 'a/2.txt', 'b/1.txt']);
    assert.ok(found.every(({ recoveryPointArn, versionId }) => recoveryPointArn === at.point && versionId));
    const begins = await find(at, { key: { operator: 'BEGINS_WITH', value: 'a/' }, leastBytes: 20 });
    assert.deepEqual(
      begins.map(({ key, bytes }) => [key, bytes]),
      [['a/1.txt', 23]],
    );
    const early = await find(at, { key: { operator: 'CONTAINS', value: '' }, notAfter: new Date(0) });
    assert.deepEqual(early, []);
  });

  it('looks only in what is indexed', async () => {
    assert.deepEqual(await find(await stage(), { key: { operator: 'CONTAINS', value: '' } }), []);
  });

  it('is followed, page by page, and stopped', async () => {
    const at = await stage();
    for (let number = 0; number < 250; number++) await put(at, 'orders', `many/${number}`, 'x');
    const input = { BackupVaultName: 'main', ResourceArn: arnOf('orders'), IamRoleArn: role };
    await at.backup.send(new StartBackupJobCommand(input));
    at.account.clock.advance(5 * minute);
    const later = { ...at, point: await newest(at) };
    await index(later, 'ENABLED');
    const wish: SearchWish = { recoveryPointArns: [later.point], key: { operator: 'BEGINS_WITH', value: 'many/' } };
    const id = await startSearch(at.search, searchInput(wish, 'one'));
    const begun = await readSearch(at.search, id, never);
    assert.deepEqual([begun.status, begun.matched], ['RUNNING', 0]);
    at.account.clock.advance(2_000);
    assert.equal((await readSearch(at.search, id, never)).matched, 125);
    await stopSearch(at.search, id);
    assert.equal((await readSearch(at.search, id, never)).status, 'STOPPED');
    at.account.clock.advance(minute);
    const keys: string[] = [];
    let from: string | undefined;
    do {
      const page = await readFound(at.search, id, from, never);
      keys.push(...page.found.map(({ key }) => key));
      from = page.next;
    } while (from !== undefined);
    assert.equal(new Set(keys).size, 125);
    await assert.rejects(stopSearch(at.search, id), { name: 'ConflictException' });
  });

  it('is signed by its own name, and goes to its own address or where AWS Backup is', async () => {
    const calls: string[] = [];
    const handler = {
      handle: (request: { hostname: string; headers: Record<string, string> }) => {
        const scope = /Credential=[^,]*\/([^/]+)\/aws4_request/u.exec(request.headers['authorization'] ?? '')?.[1];
        calls.push(`${request.hostname} ${scope}`);
        return Promise.reject(Object.assign(new Error('nobody there'), { name: 'Stop' }));
      },
    };
    const settings = {
      credentials: { accessKeyId: 'sample', secretAccessKey: 'sample' },
      requestHandler: handler as never,
      maxAttempts: 1,
    };
    const call = (client: ReturnType<typeof searchClient>) => assert.rejects(readSearch(client, 'x', never));
    await call(searchClient({ ...settings, region: 'eu-west-1' }));
    await call(searchClient({ ...settings, region: 'eu-west-1', endpoint: 'http://own.example' }));
    assert.deepEqual(calls, ['backup-search.eu-west-1.api.aws backup-search', 'own.example backup-search']);
    const { backup } = emptyAccount();
    assert.equal(
      searchEndpoint(backup, 'cn-north-1'),
      'https://backup-search.cn-north-1.api.amazonwebservices.com.cn/',
    );
  });
});

async function open(at: Stage, name: string, metadata?: Record<string, string>) {
  const input = { Name: name, RecoveryPointArn: at.point, ...(metadata && { AccessPointMetadata: metadata }) };
  const { AccessPointArn: arn = '' } = await sendRest(at.backup, createAccessPoint, input);
  assert.equal((await readAccessPoint(at.backup, arn, never))?.alias, undefined);
  at.account.clock.advance(minute);
  const made = await readAccessPoint(at.backup, arn, never);
  assert.equal(made?.status, 'AVAILABLE');
  return { arn, alias: made.alias ?? '' };
}

describe('a backup access point', () => {
  it('shows what was saved, read-only, by its alias', async () => {
    const at = await stage();
    const { arn, alias } = await open(at, 'look-inside');
    const { Contents = [] } = await at.s3.send(new ListObjectsV2Command({ Bucket: alias }));
    assert.deepEqual(
      Contents.map(({ Key, StorageClass }) => [Key, StorageClass]),
      [
        ['a/1.txt', 'AWS_BACKUP_WARM'],
        ['a/2.txt', 'AWS_BACKUP_WARM'],
      ],
    );
    const { Body, ServerSideEncryption } = await at.s3.send(new GetObjectCommand({ Bucket: alias, Key: 'a/1.txt' }));
    assert.equal(await Body?.transformToString(), 'saved again, and longer');
    assert.equal(ServerSideEncryption, 'aws:backup');
    const { Versions, DeleteMarkers } = await at.s3.send(new ListObjectVersionsCommand({ Bucket: alias }));
    assert.deepEqual([Versions?.length, DeleteMarkers?.length], [4, 1]);
    await at.s3.send(new HeadObjectCommand({ Bucket: alias, Key: 'b/1.txt', VersionId: Versions?.at(-1)?.VersionId }));
    await assert.rejects(at.s3.send(new PutObjectCommand({ Bucket: alias, Key: 'x', Body: 'x' })), {
      name: 'MethodNotAllowed',
    });
    assert.deepEqual(
      (await readAccessPoints(at.backup, never)).map(({ name, bucketArn }) => [name, bucketArn]),
      [['look-inside', arnOf('orders')]],
    );
    await sendRest(at.backup, deleteAccessPoint, { AccessPointArn: arn });
    at.account.clock.advance(minute);
    assert.deepEqual(await readAccessPoints(at.backup, never), []);
    await assert.rejects(at.s3.send(new ListObjectsV2Command({ Bucket: alias })), { name: 'NoSuchBucket' });
  });

  it('shows a moment of a continuous backup', async () => {
    const at = await stage();
    const rule = { EnableContinuousBackup: true, Lifecycle: { DeleteAfterDays: 7 } };
    await select(at, await makePlan(at, [rule]), { Resources: [arnOf('orders')] });
    afterNextRun(at);
    const point = await newest(at);
    const moment = new Date(at.account.clock.now() + minute).toISOString();
    at.account.clock.advance(hour);
    await put(at, 'orders', 'a/2.txt', 'too late');
    at.account.clock.advance(hour);
    const later = { ...at, point };
    await assert.rejects(open(later, 'no-moment'), { name: 'InvalidParameterValueException' });
    const { alias } = await open(later, 'moment', { AccessPointInTime: moment });
    const { Body } = await at.s3.send(new GetObjectCommand({ Bucket: alias, Key: 'a/2.txt' }));
    assert.equal(await Body?.transformToString(), 'saved a/2.txt');
  });

  it('keeps its recovery point from being deleted, and from expiring until it is gone', async () => {
    const at = await stage();
    await select(at, await makePlan(at, [{ Lifecycle: { DeleteAfterDays: 2 } }]), { Resources: [arnOf('orders')] });
    afterNextRun(at);
    const kept = { ...at, point: await newest(at) };
    const { arn } = await open(kept, 'keeps');
    const doomed = { BackupVaultName: 'main', RecoveryPointArn: kept.point };
    await assert.rejects(at.backup.send(new DeleteRecoveryPointCommand(doomed)), { name: 'InvalidRequestException' });
    const isThere = async () => {
      const { RecoveryPoints = [] } = await at.backup.send(
        new ListRecoveryPointsByResourceCommand({ ResourceArn: arnOf('orders') }),
      );
      return RecoveryPoints.some(({ RecoveryPointArn }) => RecoveryPointArn === kept.point);
    };
    at.account.clock.advance(4 * day);
    assert.equal(await isThere(), true);
    await sendRest(at.backup, deleteAccessPoint, { AccessPointArn: arn });
    at.account.clock.advance(minute);
    assert.equal(await isThere(), false);
  });
});

describe('what is not offered', () => {
  const failures: readonly (readonly [string, object, string | undefined])[] = [
    [
      'an operation that is not known',
      { name: 'UnknownOperationException', $metadata: { httpStatusCode: 404 } },
      'not-offered',
    ],
    [
      'a path that a gateway does not know',
      { name: 'MissingAuthenticationTokenException', $metadata: { httpStatusCode: 403 } },
      'not-offered',
    ],
    ['an address that is not there', { name: 'Error', code: 'ENOTFOUND' }, 'not-offered'],
    ['a service that is not built', { name: 'NotImplemented', $metadata: { httpStatusCode: 501 } }, 'not-offered'],
    ['a refusal', { name: 'AccessDeniedException', message: 'x', $metadata: { httpStatusCode: 403 } }, 'denied'],
    ['a thing that is not there', { name: 'ResourceNotFoundException', $metadata: { httpStatusCode: 404 } }, undefined],
    ['a busy service', { name: 'ThrottlingException', $metadata: { httpStatusCode: 429 } }, undefined],
    ['a network that is down', { name: 'Error', code: 'ECONNRESET' }, undefined],
  ];
  for (const [what, error, kind] of failures) {
    it(`is told from ${what}`, () => {
      assert.equal(offerOf(error, 'backup:ListBackupAccessPoints')?.kind, kind);
    });
  }
});
