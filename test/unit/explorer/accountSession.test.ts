import assert from 'node:assert/strict';
import { noticeRows } from '../../../src/explorer/buckets/rows';
import { allRead, endLooks, lookAt, sampleStatuses, statuses, until } from '../support/accounts';

afterEach(endLooks);

describe('AccountSession on the sample account', () => {
  it('gives each bucket the status that its history made', async () => {
    const look = lookAt();
    await look.session.open();
    await allRead(look);
    assert.deepEqual(statuses(look), sampleStatuses);
    await until(() => look.session.gone.length > 0, 'the recovery points without a bucket');
    assert.deepEqual(
      look.session.gone.map(({ name, region }) => ({ name, region })),
      [{ name: 'old-crm', region: 'eu-west-1' }],
    );
    assert.deepEqual(look.log, []);
  });

  it('says where deleted buckets could not be looked for, until that is allowed', async () => {
    const look = lookAt({}, ['eu-west-1', 'us-east-1']);
    const allow = look.account.deny('backup:ListProtectedResources', '*');
    await look.session.open();
    await allRead(look);
    const shows = { isFiltered: false, shown: look.session.entries.length };
    const words = (): readonly unknown[] =>
      noticeRows(look.session, shows).map((row) => (row.kind === 'message' ? [row.text, row.detail] : row.kind));
    const denied = 'backup:ListProtectedResources is denied';
    assert.deepEqual(words(), [
      ['Deleted buckets of eu-west-1 that have recovery points could not be looked for.', denied],
      ['Deleted buckets of us-east-1 that have recovery points could not be looked for.', denied],
    ]);
    allow();
    await look.session.renew();
    assert.deepEqual(words(), ['gone']);
  });

  it('has the names after exactly one list call', async function () {
    this.timeout(60_000);
    const look = lookAt({ scenario: 'large', size: { buckets: 300, recoveryPoints: 300 } }, ['eu-west-1']);
    await look.session.open();
    assert.equal(look.session.entries.length, 300);
    await look.session.whenFilled();
    assert.equal(look.account.log.count('s3', 'ListBuckets'), 1);
  });

  it('reads four settings a bucket, and of AWS Backup no more than two lists', async () => {
    const look = lookAt({ scenario: 'large', size: { buckets: 100, recoveryPoints: 500 } }, ['eu-west-1']);
    await look.session.open();
    await allRead(look);
    const { log } = look.account;
    for (const operation of [
      'GetBucketVersioning',
      'GetBucketLifecycleConfiguration',
      'GetBucketNotificationConfiguration',
      'GetBucketTagging',
    ]) {
      assert.equal(log.count('s3', operation), 100, operation);
    }
    // Every tenth bucket is not selected: nothing is asked of AWS Backup about it.
    assert.equal(log.count('backup', 'ListRecoveryPointsByBackupVault'), 90);
    assert.equal(log.count('backup', 'ListBackupJobs'), 90);
    assert.equal(log.count('backup', 'ListProtectedResources'), 1);
  });

  it('keeps at most eight calls under way', async () => {
    const look = lookAt({ scenario: 'large', size: { buckets: 60, recoveryPoints: 100 } }, ['eu-west-1']);
    look.account.interfere = () => ({ kind: 'delay', milliseconds: 2 });
    await look.session.open();
    await allRead(look);
    // The identity, the list of plans and the lists of selections are not part of the filling in.
    assert.ok(look.account.log.mostInFlight <= 8 + 3, `${look.account.log.mostInFlight} calls at once`);
    assert.ok(look.account.log.mostInFlight >= 8, `${look.account.log.mostInFlight} calls at once`);
  });

  it('reads a preferred row before those above it', async () => {
    const look = lookAt({ scenario: 'large', size: { buckets: 200, recoveryPoints: 100 } }, ['eu-west-1']);
    look.account.interfere = () => ({ kind: 'delay', milliseconds: 1 });
    await look.session.open();
    const last = look.session.entries.at(-1)?.listed.name ?? '';
    look.session.attend(last);
    await until(() => look.session.entry(last)?.state.kind === 'read', 'the preferred row');
    const read = look.session.entries.filter(({ state }) => state.kind === 'read').length;
    assert.ok(read < 100, `${read} rows were read before the preferred one`);
  });

  it('refreshes one bucket alone', async () => {
    const look = lookAt({ scenario: 'large', size: { buckets: 20, recoveryPoints: 100 } }, ['eu-west-1']);
    await look.session.open();
    await allRead(look);
    look.account.log.clear();
    await look.session.refresh(['bucket-000003']);
    assert.equal(look.account.log.total, 6);
    assert.equal(look.account.log.count('s3', 'GetBucketVersioning'), 1);
  });

  it('says of an empty account that it is empty', async () => {
    const look = lookAt({ scenario: 'empty' });
    await look.session.open();
    assert.equal(look.session.list.kind, 'read');
    assert.deepEqual(look.session.entries, []);
  });

  it('shows the buckets of its Regions, and counts the others', async () => {
    const look = lookAt({}, ['us-east-1']);
    await look.session.open();
    assert.deepEqual(
      look.session.entries.map(({ listed }) => listed.name),
      ['site-us'],
    );
    assert.equal(look.session.elsewhere.length, 11);
  });

  it('says nothing more after its end', async () => {
    const look = lookAt();
    await look.session.open();
    look.session.dispose();
    const said = look.changes.length;
    await new Promise((resolve) => setTimeout(resolve, 150));
    assert.equal(look.changes.length, said);
    assert.deepEqual(look.log, []);
  });
});

describe('AccountSession when calls fail', () => {
  it('a list that is denied is one failure, with the action', async () => {
    const look = lookAt();
    look.account.deny('s3:ListAllMyBuckets', '*');
    await look.session.open();
    assert.deepEqual(look.session.list, {
      kind: 'failed',
      failure: { kind: 'denied', action: 's3:ListAllMyBuckets' },
    });
  });

  it('a denied setting costs one fact, and comes back with the right', async () => {
    const look = lookAt();
    const allow = look.account.deny('s3:GetLifecycleConfiguration', 'arn:aws:s3:::orders-prod');
    await look.session.open();
    await allRead(look);
    const before = look.session.entry('orders-prod')?.state;
    assert.ok(before?.kind === 'read');
    assert.equal(before.assessment.status, 'unknown');
    assert.equal(before.assessment.reasons[0]?.brief, 's3:GetLifecycleConfiguration is denied');
    assert.equal(before.reading.bucket.versioning.state, 'known');
    allow();
    await look.session.refresh(['orders-prod']);
    assert.equal(statuses(look)['orders-prod'], 'protected');
  });

  const faults = [
    ['an internal error', { kind: 'error', code: 'InternalError', message: 'Try again.', statusCode: 500 }],
    ['an expired token', { kind: 'error', code: 'ExpiredToken', message: 'The token has expired.', statusCode: 400 }],
    ['an answer that breaks off', { kind: 'malformedBody' }],
  ] as const;
  for (const [title, fault] of faults) {
    it(`${title} from one operation leaves the rest readable`, async function () {
      this.timeout(60_000);
      const look = lookAt({}, ['us-east-1']);
      look.account.interfere = ({ operation }) => (operation === 'GetBucketTagging' ? fault : undefined);
      await look.session.open();
      await allRead(look);
      const state = look.session.entry('site-us')?.state;
      assert.ok(state?.kind === 'read');
      assert.equal(state.reading.bucket.tags.state, 'unknown');
      assert.equal(state.reading.bucket.lifecycle.state, 'known');
    });
  }

  it('an account without AWS Backup gives unknown rows, not a failed list', async function () {
    this.timeout(60_000);
    const look = lookAt({}, ['us-east-1']);
    look.account.interfere = ({ service }) =>
      service === 'backup' ? { kind: 'error', code: 'NotImplemented', message: 'No.', statusCode: 501 } : undefined;
    await look.session.open();
    await allRead(look);
    assert.deepEqual(statuses(look), { 'site-us': 'unknown' });
  });
});
