import assert from 'node:assert/strict';
import { Account } from '../../../src/aws/account';
import type { PointsWindow } from '../../../src/aws/pointsHistory';
import { kindOf } from '../../../src/aws/recoveryPoints';
import type { SampleAccount } from '../../../src/emulator/account';
import { createSampleAccount } from '../../../src/emulator/account';
import { backupIn } from '../../../src/emulator/state';
import { inProcess } from '../support/accounts';

const { signal } = new AbortController();

function times({ points }: PointsWindow): number[] {
  return points.map(({ createdAt }) => createdAt.getTime());
}

function isNewestFirst(window: PointsWindow): boolean {
  return times(window).every((time, index, all) => index === 0 || time <= (all[index - 1] ?? 0));
}

/** When the points of a bucket were made, newest first, as the account itself has them. */
function madeAt(sample: SampleAccount, bucket: string): number[] {
  const points = [...backupIn(sample.state, 'eu-west-1').points.values()];
  const mine = points.filter(({ resourceArn }) => resourceArn === `arn:aws:s3:::${bucket}`);
  return mine.map(({ createdAt }) => createdAt).sort((one, other) => other - one);
}

describe('PointsHistory', () => {
  it('gives all points of a bucket, newest first, in two calls where they fit a page', async () => {
    const sample = createSampleAccount();
    const account = new Account({ kind: 'sample' }, inProcess(sample));
    const window = await account.pointsHistory('orders-prod', 'eu-west-1').newest(account.now(), 1_000, signal);
    assert.ok(window.points.length > 30, `${window.points.length} points`);
    assert.ok(isNewestFirst(window));
    assert.equal(window.older, undefined);
    assert.equal(sample.log.total, 2);
    assert.ok(window.points.every(({ planId }) => planId !== undefined));
    assert.equal(window.points.filter(({ kind }) => kind === 'continuous').length, 1);
  });

  const sizes = [
    { buckets: 1, recoveryPoints: 5_000 },
    { buckets: 40, recoveryPoints: 100_000 },
  ];
  for (const size of sizes) {
    const title = `${size.recoveryPoints} points of ${size.buckets} buckets`;
    it(`reads one bucket's of ${title} by windows: three calls for the first, none lost after it`, async function () {
      this.timeout(120_000);
      const sample = createSampleAccount({ scenario: 'large', size });
      const account = new Account({ kind: 'sample' }, inProcess(sample, ['eu-west-1']));
      const region = await account.readRegion('eu-west-1', (call) => call(), signal);
      assert.ok(region.protectedBuckets.state === 'known');
      const [listed] = region.protectedBuckets.value.values();
      const history = account.pointsHistory('bucket-000000', 'eu-west-1');
      sample.log.clear();
      let window = await history.newest(listed?.lastBackupAt ?? account.now(), size.recoveryPoints, signal);
      assert.ok(sample.log.total <= 3, `${sample.log.total} calls`);
      assert.ok(window.points.length > 0);
      const made = madeAt(sample, 'bucket-000000');
      assert.equal(times(window)[0], made[0]);
      const seen = new Set(window.points.map(({ arn }) => arn));
      while (window.older !== undefined) {
        assert.ok(isNewestFirst(window));
        window = await history.older(window.older, signal);
        for (const { arn } of window.points) seen.add(arn);
      }
      assert.equal(seen.size, made.length);
    });
  }
});

describe('kindOf', () => {
  const prefix = 'arn:aws:backup:eu-west-1:111122223333:recovery-point:';

  it('tells continuous points from snapshots by their ARN', () => {
    assert.equal(kindOf(`${prefix}continuous:orders-prod-1a2b3c4d`), 'continuous');
    assert.equal(kindOf(`${prefix}orders-prod-1a2b3c4d`), 'continuous');
    assert.equal(kindOf(`${prefix}orders-prod-20261122050000-1a2b3c4d`), 'snapshot');
    assert.equal(kindOf(`${prefix}2019-20261122050000-1a2b3c4d`), 'snapshot');
  });

  it('takes what it does not know for a snapshot', () => {
    assert.equal(kindOf(`${prefix}0f3e9b2c-1234-4abc-9def-001122334455`), 'snapshot');
    assert.equal(kindOf('composite:x'), 'snapshot');
  });
});
