import assert from 'node:assert/strict';
import { parallelCalls } from '../../../src/aws/call';
import { createSampleAccount } from '../../../src/emulator/account';
import { AccountSession } from '../../../src/explorer/session/accountSession';
import { unaskedBuckets } from '../../../src/explorer/session/bucketFacts';
import { allRead, endLooks, inProcess, lookAt, until } from '../support/accounts';
import { lockstep } from '../support/lockstep';

afterEach(endLooks);

const settings = [
  'GetBucketVersioning',
  'GetBucketLifecycleConfiguration',
  'GetBucketNotificationConfiguration',
  'GetBucketTagging',
];

describe('what an account of 10,000 buckets costs', function () {
  this.timeout(120_000);

  it('one call gives all names, and facts are read unasked of 1,000 buckets and no more', async () => {
    const look = lookAt({ scenario: 'large', size: { buckets: 10_000, recoveryPoints: 1_000 } }, ['eu-west-1']);
    const { log } = look.account;
    await look.session.open();
    assert.equal(look.session.entries.length, 10_000);
    assert.equal(log.count('s3', 'ListBuckets'), 1);
    await look.session.whenFilled();
    for (const operation of settings) assert.equal(log.count('s3', operation), unaskedBuckets, operation);
    assert.equal(look.session.entries.filter(({ state }) => state.kind === 'read').length, unaskedBuckets);
    assert.equal(log.count('s3', 'ListBuckets'), 1);
  });
});

describe('what a look costs', function () {
  this.timeout(120_000);

  it('is six calls for a bucket that a plan selects, four for another, and a dozen for the Region', async () => {
    const look = lookAt({ scenario: 'large', size: { buckets: 200, recoveryPoints: 2_000 } }, ['eu-west-1']);
    const { log } = look.account;
    await look.session.open();
    await allRead(look);
    const [selected, other] = [180, 20];
    for (const operation of settings) assert.equal(log.count('s3', operation), selected + other, operation);
    assert.equal(log.count('backup', 'ListRecoveryPointsByBackupVault'), selected);
    assert.equal(log.count('backup', 'ListBackupJobs'), selected);
    const ofRegion = log.total - 6 * selected - 4 * other;
    assert.ok(ofRegion <= 15, `${ofRegion} calls for the account and its Region`);
  });

  it('is, in time, no more than a fifth above what its calls need, eight at a time', async () => {
    const account = createSampleAccount({ scenario: 'large', size: { buckets: 300, recoveryPoints: 3_000 } });
    const steady = lockstep(account);
    const sample = { ...inProcess(account, ['eu-west-1']), requestHandler: { ...account, handle: steady.handle } };
    const log: string[] = [];
    const listener = { changed: () => undefined, log: (message: string) => log.push(message) };
    const session = new AccountSession({ kind: 'sample' }, sample, listener);
    await session.open();
    await session.whenFilled();
    session.dispose();
    assert.deepEqual(log, []);
    const least = account.log.total / parallelCalls;
    assert.ok(account.log.mostInFlight <= parallelCalls + 1);
    assert.ok(steady.steps <= 1.2 * least, `${steady.steps} steps, where ${least} would do`);
  });
});

describe('Checking all', function () {
  this.timeout(120_000);

  it('reads those that nobody has looked at, and tells how far it is', async () => {
    const look = lookAt({ scenario: 'large', size: { buckets: 70, recoveryPoints: 100 } }, ['eu-west-1'], {
      unasked: 20,
    });
    await look.session.open();
    await look.session.whenFilled();
    const told: number[] = [];
    await look.session.checkAll(new AbortController().signal, ({ checked, all }) => {
      assert.equal(all, 50);
      told.push(checked);
    });
    assert.deepEqual(told.at(-1), 50);
    assert.ok(look.session.entries.every(({ state }) => state.kind === 'read'));
  });

  it('can be given up: what is read stays, the rest is as before and can be looked at', async () => {
    const look = lookAt({ scenario: 'large', size: { buckets: 100, recoveryPoints: 100 } }, ['eu-west-1'], {
      unasked: 20,
    });
    await look.session.open();
    await look.session.whenFilled();
    look.account.log.clear();
    const giveUp = new AbortController();
    await look.session.checkAll(giveUp.signal, () => {
      giveUp.abort();
    });
    await look.session.whenFilled();
    const read = look.account.log.count('s3', 'GetBucketVersioning');
    assert.ok(read < 40, `${read} were read`);
    const kinds = new Set(look.session.entries.map(({ state }) => state.kind));
    assert.deepEqual([...kinds].toSorted(), ['listed', 'read']);
    look.session.attend('bucket-000099');
    await until(() => look.session.entry('bucket-000099')?.state.kind === 'read', 'the bucket that is looked at');
  });
});

describe('A refresh', () => {
  it('of one bucket reads that bucket alone while its Region is fresh', async () => {
    const look = lookAt({}, ['eu-west-1']);
    await look.session.open();
    await allRead(look);
    look.account.log.clear();
    await look.session.refresh(['orders-prod']);
    const { recent } = look.account.log;
    assert.deepEqual(
      recent.map(({ operation }) => operation).toSorted(),
      [...settings, 'ListBackupJobs', 'ListRecoveryPointsByBackupVault'].toSorted(),
    );
  });

  it('of several buckets reads their Region once where it is not fresh', async () => {
    const look = lookAt({}, ['eu-west-1']);
    await look.session.open();
    await allRead(look);
    look.account.clock.advance(120_000);
    look.account.log.clear();
    await look.session.refresh(['orders-prod', 'uploads']);
    assert.equal(look.account.log.count('backup', 'ListBackupVaults'), 1);
    assert.equal(look.account.log.count('s3', 'GetBucketVersioning'), 2);
    assert.equal(look.account.log.count('s3', 'ListBuckets'), 0);
  });

  it('reads a Region again that lacks something, however fresh it is', async () => {
    const look = lookAt({}, ['eu-west-1']);
    const allow = look.account.deny('backup:ListProtectedResources', '*');
    await look.session.open();
    await allRead(look);
    allow();
    await look.session.refresh(['orders-prod']);
    const state = look.session.entry('orders-prod')?.state;
    assert.ok(state?.kind === 'read');
    assert.equal(state.assessment.status, 'protected');
  });

  it('of the view reads the list and the first thousand, and shows what was known until then', async () => {
    const look = lookAt({}, ['eu-west-1']);
    await look.session.open();
    await allRead(look);
    const buckets = look.session.entries.length;
    look.account.log.clear();
    const renewed = look.session.renew();
    assert.equal(look.session.renew(), renewed);
    const seen = new Set(look.session.entries.map(({ state }) => state.kind));
    await renewed;
    assert.deepEqual([...seen], ['read']);
    assert.equal(look.account.log.count('s3', 'ListBuckets'), 1);
    assert.equal(look.account.log.count('s3', 'GetBucketVersioning'), buckets);
    assert.equal(look.account.log.count('sts', 'GetCallerIdentity'), 0);
  });

  it('keeps the rows where the list cannot be read again, and says why', async () => {
    const look = lookAt({}, ['eu-west-1']);
    await look.session.open();
    await allRead(look);
    const before = look.session.entries.length;
    look.account.deny('s3:ListAllMyBuckets', '*');
    await look.session.renew();
    assert.equal(look.session.entries.length, before);
    assert.ok(look.session.list.kind === 'read');
    assert.deepEqual(look.session.list.failure, { kind: 'denied', action: 's3:ListAllMyBuckets' });
  });

  it('that is answered late does not take the place of a later one', async () => {
    const look = lookAt({}, ['us-east-1']);
    await look.session.open();
    await allRead(look);
    let calls = 0;
    look.account.interfere = ({ operation }) => {
      if (operation !== 'GetBucketVersioning') return undefined;
      calls += 1;
      return calls === 1
        ? { kind: 'delay', milliseconds: 200 }
        : { kind: 'error', code: 'AccessDenied', message: 'No.', statusCode: 403 };
    };
    const slow = look.session.refresh(['site-us']);
    await until(() => calls === 1, 'the first call');
    await look.session.refresh(['site-us']);
    await slow;
    await look.session.whenFilled();
    const state = look.session.entry('site-us')?.state;
    assert.ok(state?.kind === 'read');
    assert.equal(state.reading.bucket.versioning.state, 'denied');
  });
});

describe('A pinned bucket', () => {
  it('is shown and read where the list is denied', async () => {
    const look = lookAt({}, ['eu-west-1']);
    look.account.deny('s3:ListAllMyBuckets', '*');
    look.session.pin('orders-prod');
    await look.session.open();
    await look.session.whenFilled();
    assert.deepEqual(
      look.session.entries.map(({ listed, state }) => [listed.name, state.kind]),
      [['orders-prod', 'read']],
    );
  });

  it('that is gone says so, and is still among those that only recovery points tell of', async () => {
    const look = lookAt({}, ['eu-west-1']);
    look.session.pin('old-crm');
    await look.session.open();
    await look.session.whenFilled();
    assert.equal(look.session.entry('old-crm')?.state.kind, 'missing');
    assert.deepEqual(
      look.session.gone.map(({ name }) => name),
      ['old-crm'],
    );
    look.session.unpin('old-crm');
    assert.equal(look.session.entry('old-crm'), undefined);
  });
});
