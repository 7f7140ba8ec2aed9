import assert from 'node:assert/strict';
import { StartBackupJobCommand, StartRestoreJobCommand } from '@aws-sdk/client-backup';
import type { Restorable } from '../../../../src/protection/timeline/restorable';
import { restorableAt } from '../../../../src/protection/timeline/restorable';
import type { Timeline } from '../../../../src/protection/timeline/timeline';
import type { TimelineReading } from '../../../../src/explorer/timeline/readTimeline';
import { readTimeline } from '../../../../src/explorer/timeline/readTimeline';
import {
  arnOf,
  connect,
  day,
  hour,
  makeBucket,
  makePlan,
  makeVault,
  minute,
  put,
  role,
  select,
} from '../../emulator/sample';
import type { Look } from '../../support/accounts';
import { allRead, endLooks, lookAt } from '../../support/accounts';

afterEach(endLooks);

/** Not while the nightly backups of the sample account run: what they do then depends on the minute. */
const noon = Date.parse('2026-11-22T12:00:00Z');

async function sample(): Promise<Look> {
  const look = lookAt({ now: noon });
  await look.session.open();
  await allRead(look);
  return look;
}

function timelineIn(reading: TimelineReading): Timeline {
  assert.equal(reading.kind, 'read');
  return reading.timeline;
}

async function timelineOf(bucket: string, { session }: Look): Promise<Timeline> {
  return timelineIn(await readTimeline({ bucket }, session));
}

/** Asks the account itself to restore. @returns its refusal, or that it begins. */
async function restore(found: Exclude<Restorable, { kind: 'none' }>, { account }: Look): Promise<string> {
  const Metadata = {
    DestinationBucketName: 'orders-prod',
    ...(found.kind === 'continuous' && { RestoreTime: found.at.toISOString() }),
  };
  const input = { RecoveryPointArn: found.point, IamRoleArn: role, ResourceType: 'S3', Metadata };
  try {
    await connect(account).backup.send(new StartRestoreJobCommand(input));
    return 'begins';
  } catch (error) {
    return String(error);
  }
}

describe('the timeline of a bucket', () => {
  it('is read of every bucket of the sample account', async () => {
    const look = await sample();
    const ends: Record<string, readonly string[]> = {};
    for (const bucket of ['orders-prod', 'invoices', 'uploads', 'contracts', 'scratch']) {
      const { continuous, gaps } = await timelineOf(bucket, look);
      ends[bucket] = [...continuous.map(({ end }) => end), ...gaps.map(({ cause }) => cause.kind)];
    }
    assert.deepEqual(ends, {
      'orders-prod': ['live'],
      invoices: ['not-captured', 'eventbridge-off'],
      uploads: ['stopped', 'stopped'],
      contracts: [],
      scratch: [],
    });
    const legacy = await timelineOf('legacy-2019', look);
    assert.equal(legacy.snapshots.length, 12);
  });

  it('promises what the account then restores', async () => {
    const look = await sample();
    const timeline = await timelineOf('orders-prod', look);
    const { now, from } = timeline;
    const last = now.getTime() - 15 * minute;
    const moments = [last, last - 1, last - hour, last - 9 * day, from.getTime() + minute, now.getTime()];
    for (const time of moments) {
      const found = restorableAt(timeline, new Date(time));
      assert.ok(found.kind === 'continuous', found.kind);
      assert.equal(await restore(found, look), 'begins');
      const later = { ...found, at: new Date(found.at.getTime() + 20 * minute) };
      if (time >= last) assert.match(await restore(later, look), /RestoreTime must be between/u);
    }
    const periodic = await timelineOf('contracts', look);
    const newest = restorableAt(periodic, periodic.now);
    assert.ok(newest.kind === 'snapshot');
    assert.equal(await restore(newest, look), 'begins');
  });

  it('is there for a bucket that is gone', async () => {
    const look = await sample();
    const [gone] = look.session.gone;
    assert.ok(gone);
    const reading = await readTimeline({ bucket: gone.name, region: gone.region }, look.session);
    assert.ok(reading.kind === 'read' && reading.timeline.snapshots.length > 0);
    assert.equal(reading.region, gone.region);
    const elsewhere = await readTimeline({ bucket: gone.name, region: 'us-east-1' }, look.session);
    assert.equal(elsewhere.kind, 'missing');
  });

  it('waits for a bucket that is not read yet, and says where there is none', async () => {
    const look = lookAt({ now: noon });
    await look.session.open();
    assert.equal((await readTimeline({ bucket: 'orders-prod' }, look.session)).kind, 'waiting');
    await allRead(look);
    assert.equal((await readTimeline({ bucket: 'orders-prod' }, look.session)).kind, 'read');
    assert.equal((await readTimeline({ bucket: 'no-such-bucket' }, look.session)).kind, 'missing');
  });

  it('says which action is denied', async () => {
    const look = await sample();
    look.account.interfere = ({ operation }) =>
      operation === 'ListRecoveryPointsByResource'
        ? { kind: 'error', code: 'AccessDeniedException', message: 'Access Denied', statusCode: 403 }
        : undefined;
    assert.deepEqual(await readTimeline({ bucket: 'orders-prod' }, look.session), {
      kind: 'failed',
      why: 'backup:ListRecoveryPointsByResource is denied. Allow backup:ListRecoveryPointsByResource, then try again.',
      denied: 'backup:ListRecoveryPointsByResource',
    });
    look.account.interfere = undefined;
    assert.equal((await readTimeline({ bucket: 'orders-prod' }, look.session)).kind, 'read');
  });

  it('says what could not be read beside it', async () => {
    const look = lookAt({ now: noon });
    look.account.deny('backup:ListBackupJobs', '*');
    look.account.deny('s3:GetBucketNotification', arnOf('orders-prod'));
    await look.session.open();
    await allRead(look);
    const reading = await readTimeline({ bucket: 'orders-prod' }, look.session);
    assert.ok(reading.kind === 'read');
    assert.deepEqual(reading.unread, [
      'Backups that failed are not shown: backup:ListBackupJobs is denied.',
      'Whether changes reach the continuous backup could not be read: s3:GetBucketNotification is denied.',
    ]);
    assert.deepEqual(
      reading.timeline.continuous.map(({ end }) => end),
      ['not-verified'],
    );
    assert.deepEqual(reading.timeline.gaps, []);
  });

  it('says from when on recovery points are read, and reads older ones when asked', async function () {
    // A thousand backups are made first.
    this.timeout(60_000);
    const look = lookAt({ scenario: 'empty' }, ['eu-west-1']);
    const clients = connect(look.account);
    await makeBucket(clients, 'orders', 'Enabled');
    await put(clients, 'orders', 'a', 'one');
    await makeVault(clients);
    for (let made = 0; made < 1_100; made += 1) {
      const input = { BackupVaultName: 'main', ResourceArn: arnOf('orders'), IamRoleArn: role };
      await clients.backup.send(new StartBackupJobCommand(input));
      look.account.clock.advance(12 * hour);
    }
    await select(clients, await makePlan(clients), { Resources: [arnOf('orders')] });
    await look.session.open();
    await allRead(look);
    const first = await timelineOf('orders', look);
    assert.ok(first.unreadBefore && first.unreadBefore > first.from);
    const inTheGap = new Date(first.unreadBefore.getTime() - minute);
    assert.deepEqual(restorableAt(first, inTheGap), { kind: 'none', why: 'not-read' });
    let timeline = first;
    for (let reads = 0; timeline.unreadBefore !== undefined; reads += 1) {
      assert.ok(reads < 3);
      await look.session.readOlderPoints('orders', 500);
      timeline = await timelineOf('orders', look);
    }
    assert.equal(timeline.snapshots.length, 1_100);
    assert.equal(restorableAt(timeline, inTheGap).kind, 'snapshot');
  });
});
