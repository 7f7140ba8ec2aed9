import assert from 'node:assert/strict';
import { DescribeBackupJobCommand, ListBackupJobsCommand } from '@aws-sdk/client-backup';
import { backupInput } from '../../../src/aws/backupNow/backupCalls';
import { readBackupFacts } from '../../../src/aws/backupNow/readBackupFacts';
import type { BackupOutcome } from '../../../src/aws/backupNow/startBackups';
import { startBackups } from '../../../src/aws/backupNow/startBackups';
import { callAgain } from '../../../src/aws/journal/callAgain';
import { findJob } from '../../../src/aws/journal/findJob';
import { Journal } from '../../../src/aws/journal/journal';
import { JournalInMemory } from '../../../src/aws/journal/journalFile';
import { OwnLock } from '../../../src/aws/journal/journalLock';
import type { RegionReading } from '../../../src/aws/region';
import type { VersioningStatus } from '../../../src/model/bucket';
import { complete } from '../../../src/model/estate';
import { absent, closedList, denied, known, unknown } from '../../../src/model/fact';
import type { BackupVault } from '../../../src/model/vault';
import type { BackupFacts, BucketFacts } from '../../../src/protection/backupNow/preflight';
import { bucketChecks, commonChecks } from '../../../src/protection/backupNow/preflight';
import type { BackupRequest } from '../../../src/protection/backupNow/request';
import { isStopped } from '../../../src/protection/check';
import { targetOf } from '../changes/changing';
import type { Clients } from '../emulator/sample';
import { arnOf, emptyAccount, makeBucket, makeVault, minute, region, role, roleWithoutS3 } from '../emulator/sample';

const main: BackupVault = {
  id: 'arn:aws:backup:eu-west-1:111122223333:backup-vault:main',
  name: known('main'),
  kind: known('standard'),
  locked: known(false),
  minRetentionDays: absent,
  maxRetentionDays: absent,
};

function requestOf(changes: Partial<BackupRequest> = {}): BackupRequest {
  return {
    region,
    buckets: ['orders'],
    vault: main,
    roleArn: role,
    days: 35,
    savesAcls: true,
    savesTags: true,
    isIndexed: false,
    ...changes,
  };
}

const reading: RegionReading = {
  region,
  supported: known(true),
  s3OptIn: known(false),
  plans: complete([]),
  selections: complete([]),
  vaults: complete([main]),
  roles: complete([{ arn: role, canBackUpS3: known(true), wrongPolicyArns: closedList([]) }]),
  protectedBuckets: known(new Map()),
  asOf: new Date(),
};

const goodBucket: BucketFacts = {
  bucket: 'orders',
  versioning: known<VersioningStatus>('enabled'),
  underWay: known([]),
  isInVault: known(true),
  continuousVault: absent,
};

const goodFacts: BackupFacts = {
  supported: known(true),
  role: { trusted: known(true), canBackUpS3: known(true) },
  buckets: [goodBucket],
};

async function accountWith(...buckets: readonly string[]): Promise<Clients> {
  const clients = emptyAccount();
  await makeVault(clients);
  for (const bucket of buckets) await makeBucket(clients, bucket, 'Enabled');
  return clients;
}

function journalInMemory(clients: Clients): Journal {
  const now = (): Date => new Date(clients.account.clock.now());
  return new Journal({ store: new JournalInMemory(), lock: new OwnLock(), now });
}

function start(
  clients: Clients,
  journal: Journal,
  request: BackupRequest,
  isCancelled: () => boolean = () => false,
): Promise<readonly BackupOutcome[]> {
  const backups = request.buckets.map((bucket) => ({
    bucket,
    title: `Back up ${bucket}`,
    input: backupInput(request, bucket, `token-${bucket}`),
  }));
  const planned = { region, connection: 'sample account', group: 'group', backups };
  return startBackups(planned, journal, targetOf(clients.account), { isCancelled, begins: () => undefined });
}

async function jobsOf({ backup }: Clients, bucket: string): Promise<number> {
  const { BackupJobs: jobs = [] } = await backup.send(new ListBackupJobsCommand({ ByResourceArn: arnOf(bucket) }));
  return jobs.length;
}

describe('a backup on demand', () => {
  it('is asked for with all that was chosen, and becomes a recovery point', async () => {
    const clients = await accountWith('orders');
    const journal = journalInMemory(clients);
    const [outcome] = await start(clients, journal, requestOf({ savesAcls: false }));
    assert.ok(outcome?.kind === 'started');
    clients.account.clock.advance(5 * minute);
    const job = await clients.backup.send(new DescribeBackupJobCommand({ BackupJobId: outcome.jobId }));
    assert.equal(job.State, 'COMPLETED');
    assert.deepEqual(job.RecoveryPointLifecycle, { DeleteAfterDays: 35 });
    assert.deepEqual(job.BackupOptions, { BackupACLs: 'disabled', BackupObjectTags: 'enabled' });
    assert.equal(journal.entry(outcome.id)?.state.kind, 'started');
  });

  it('of one bucket that fails does not keep the others from starting', async () => {
    const clients = await accountWith('orders', 'invoices');
    const journal = journalInMemory(clients);
    const outcomes = await start(clients, journal, requestOf({ buckets: ['orders', 'gone', 'invoices'] }));
    assert.deepEqual(
      outcomes.map(({ kind }) => kind),
      ['started', 'refused', 'started'],
    );
    assert.deepEqual(
      journal.entries.map(({ state }) => state.kind),
      ['started', 'refused', 'started'],
    );
  });

  it('can be given up between two buckets', async () => {
    const clients = await accountWith('orders', 'invoices');
    const journal = journalInMemory(clients);
    let asked = 0;
    const outcomes = await start(
      clients,
      journal,
      requestOf({ buckets: ['orders', 'invoices'] }),
      () => (asked += 1) > 1,
    );
    assert.deepEqual(
      outcomes.map(({ kind }) => kind),
      ['started', 'cancelled'],
    );
    assert.equal(await jobsOf(clients, 'invoices'), 0);
  });

  it('is not asked for where it cannot be written down', async () => {
    const clients = await accountWith('orders');
    const store = new JournalInMemory();
    store.append = () => Promise.reject(new Error('ENOSPC: no space left on device'));
    const [outcome] = await start(clients, new Journal({ store, lock: new OwnLock() }), requestOf());
    assert.deepEqual(outcome, { kind: 'not-begun', why: 'ENOSPC: no space left on device' });
    assert.equal(await jobsOf(clients, 'orders'), 0);
  });

  it('of several can be run again after a failure: what has begun is left alone', async () => {
    const clients = await accountWith('orders');
    const journal = journalInMemory(clients);
    const request = requestOf({ buckets: ['orders', 'invoices'] });
    await start(clients, journal, request);
    await makeBucket(clients, 'invoices', 'Enabled');
    const outcomes = await start(clients, journal, request);
    assert.deepEqual(
      outcomes.map(({ kind }) => kind),
      ['started', 'started'],
    );
    assert.equal(await jobsOf(clients, 'orders'), 1);
    assert.deepEqual(
      journal.entries.map(({ bucket, state }) => `${bucket} ${state.kind}`),
      ['orders started', 'invoices refused', 'invoices started'],
    );
  });

  it('that has begun is not said to have failed where that cannot be written down', async () => {
    const clients = await accountWith('orders');
    const store = new JournalInMemory();
    const journal = new Journal({ store, lock: new OwnLock() });
    const append = store.append.bind(store);
    store.append = (record) => (record.kind === 'intended' ? append(record) : Promise.reject(new Error('ENOSPC')));
    const [outcome] = await start(clients, journal, requestOf());
    assert.equal(outcome?.kind, 'started');
    assert.deepEqual(
      journal.open.map(({ state }) => state.kind),
      ['intended'],
    );
  });

  it('whose answer is lost is found in the account, and started again once at most', async () => {
    const clients = await accountWith('orders');
    const journal = journalInMemory(clients);
    const target = targetOf(clients.account);
    clients.account.interfere = ({ operation }) =>
      operation === 'StartBackupJob' ? { kind: 'malformedBody' } : undefined;
    const [outcome] = await start(clients, journal, requestOf());
    clients.account.interfere = undefined;
    assert.ok(outcome?.kind === 'unclear');
    const entry = journal.entry(outcome.id);
    assert.ok(entry?.state.kind === 'intended');
    const found = await findJob(entry, target.backup(region), new Set(), target.signal);
    assert.ok(found !== undefined);
    assert.equal(await findJob(entry, target.backup(region), new Set([found]), target.signal), undefined);
    const again = await callAgain(entry, journal, target);
    assert.deepEqual(again, { kind: 'started', id: outcome.id, jobId: found });
    assert.equal(await jobsOf(clients, 'orders'), 1);
  });

  it('is not taken for another that was asked for otherwise', async () => {
    const clients = await accountWith('orders');
    await makeVault(clients, 'other');
    const journal = journalInMemory(clients);
    const target = targetOf(clients.account);
    const [mine] = await start(clients, journal, requestOf());
    assert.ok(mine?.kind === 'started');
    const entry = journal.entry(mine.id);
    assert.ok(entry?.operation.kind === 'StartBackupJob');
    const { operation } = entry;
    const find = (input: typeof operation.input): Promise<string | undefined> => {
      const asked = { ...entry, operation: { ...operation, input } };
      return findJob(asked, target.backup(region), new Set(), target.signal);
    };
    assert.equal(await find(operation.input), mine.jobId);
    assert.equal(await find({ ...operation.input, BackupVaultName: 'other' }), undefined);
    assert.equal(await find({ ...operation.input, IamRoleArn: roleWithoutS3 }), undefined);
    assert.equal(await find({ ...operation.input, Lifecycle: { DeleteAfterDays: 7 } }), undefined);
    assert.equal(await find({ ...operation.input, ResourceArn: arnOf('invoices') }), undefined);
    const late = { ...entry, at: new Date(entry.at.getTime() + 10 * minute) };
    assert.equal(await findJob(late, target.backup(region), new Set(), target.signal), undefined);
  });

  it('into an air-gapped vault names the vault that AWS Backup falls back to, and has no index', () => {
    const vault = { ...main, id: 'arn:aws:backup:eu-west-1:111122223333:backup-vault:gap', name: known('gap') };
    const input = backupInput(requestOf({ vault, fallbackVault: 'main', days: undefined }), 'orders', 'token');
    assert.deepEqual(input, {
      BackupVaultName: 'main',
      LogicallyAirGappedBackupVaultArn: vault.id,
      ResourceArn: arnOf('orders'),
      IamRoleArn: role,
      IdempotencyToken: 'token',
      BackupOptions: { BackupACLs: 'enabled', BackupObjectTags: 'enabled' },
    });
  });
});

describe('what is checked before a backup', () => {
  function kinds(request: BackupRequest, facts: BackupFacts): readonly string[] {
    const [bucket = goodBucket] = facts.buckets;
    return [...commonChecks(request, facts), ...bucketChecks(request, bucket)].map((check) =>
      check.kind === 'problem' ? (check.stops ? 'stops' : 'flaw') : check.kind,
    );
  }

  it('is fine where all is well', () => {
    assert.deepEqual(new Set(kinds(requestOf(), goodFacts)), new Set(['ok']));
  });

  const locked = { ...main, locked: known(true), minRetentionDays: known(30), maxRetentionDays: known(90) };
  const lagVault = { ...main, kind: known('air-gapped' as const), locked: known(true), maxRetentionDays: known(30) };
  const cases: readonly (readonly [
    string,
    Partial<BackupRequest>,
    Partial<BackupFacts>,
    Partial<BucketFacts>,
    string,
  ])[] = [
    ['S3 is not supported', {}, { supported: known(false) }, {}, 'stops'],
    ['nobody knows whether S3 is', {}, { supported: denied('backup:GetSupportedResourceTypes') }, {}, 'cannot-tell'],
    ['the retention is under the minimum of the lock', { vault: locked, days: 29 }, {}, {}, 'stops'],
    ['the retention is over the maximum of the lock', { vault: locked, days: 91 }, {}, {}, 'stops'],
    ['it is kept for ever in a vault with a maximum', { vault: locked, days: undefined }, {}, {}, 'stops'],
    ['it is kept for less than a week in an air-gapped vault', { vault: lagVault, days: 6 }, {}, {}, 'stops'],
    ['there is no such role', {}, { role: { trusted: absent, canBackUpS3: absent } }, {}, 'stops'],
    [
      'the role does not trust AWS Backup',
      {},
      { role: { trusted: known(false), canBackUpS3: known(true) } },
      {},
      'stops',
    ],
    ['the role lacks the policy', {}, { role: { trusted: known(true), canBackUpS3: known(false) } }, {}, 'stops'],
    [
      'IAM cannot be read',
      {},
      { role: { trusted: denied('iam:GetRole'), canBackUpS3: unknown('own') } },
      {},
      'cannot-tell',
    ],
    ['versioning is suspended', {}, {}, { versioning: known('suspended') }, 'stops'],
    ['versioning was never enabled', {}, {}, { versioning: absent }, 'stops'],
    ['versioning cannot be read', {}, {}, { versioning: denied('s3:GetBucketVersioning') }, 'cannot-tell'],
    ['a backup runs', {}, {}, { underWay: known(['job']) }, 'flaw'],
    ['it is the first in the vault', {}, {}, { isInVault: known(false) }, 'flaw'],
    ['options differ from a continuous backup', { savesTags: false }, {}, { continuousVault: known('main') }, 'flaw'],
  ];
  for (const [name, request, facts, bucket, expected] of cases) {
    it(`tells where ${name}`, () => {
      const all = { ...goodFacts, ...facts, buckets: [{ ...goodBucket, ...bucket }] };
      assert.ok(kinds(requestOf(request), all).includes(expected), JSON.stringify(kinds(requestOf(request), all)));
    });
  }

  it('takes what the lock takes', () => {
    for (const days of [30, 90]) assert.ok(!isStopped(commonChecks(requestOf({ vault: locked, days }), goodFacts)));
  });

  it('is read from the account', async () => {
    const clients = await accountWith('orders', 'invoices');
    await makeBucket(clients, 'unversioned');
    const journal = journalInMemory(clients);
    await start(clients, journal, requestOf());
    clients.account.clock.advance(5 * minute);
    await start(clients, journal, requestOf({ buckets: ['invoices'] }));
    const request = requestOf({ buckets: ['orders', 'invoices', 'unversioned'] });
    const facts = await readBackupFacts(request, reading, new Map([['orders', 'main']]), targetOf(clients.account));
    assert.deepEqual(facts.role, { trusted: known(true), canBackUpS3: known(true, 'derived') });
    const [orders, invoices, unversioned] = facts.buckets;
    assert.deepEqual(orders, { ...goodBucket, continuousVault: known('main') });
    assert.equal(invoices?.underWay.state === 'known' && invoices.underWay.value.length, 1);
    assert.deepEqual(invoices?.isInVault, known(false));
    assert.deepEqual(unversioned?.versioning, absent);
  });

  it('that is denied is told apart from what is not there', async () => {
    const clients = await accountWith('orders');
    for (const action of ['s3:GetBucketVersioning', 'iam:GetRole', 'backup:ListBackupJobs'])
      clients.account.deny(action, '*');
    const facts = await readBackupFacts(requestOf(), reading, new Map(), targetOf(clients.account));
    assert.deepEqual(facts.role.trusted, denied('iam:GetRole'));
    assert.deepEqual(facts.buckets[0]?.versioning, denied('s3:GetBucketVersioning'));
    assert.deepEqual(facts.buckets[0].underWay, denied('backup:ListBackupJobs'));
  });
});
