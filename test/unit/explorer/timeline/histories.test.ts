import assert from 'node:assert/strict';
import { StartBackupJobCommand, StartRestoreJobCommand } from '@aws-sdk/client-backup';
import { PutBucketNotificationConfigurationCommand, PutBucketVersioningCommand } from '@aws-sdk/client-s3';
import fc from 'fast-check';
import { isContinuous } from '../../../../src/emulator/backup/recoveryPoint';
import type { Bucket } from '../../../../src/emulator/s3/bucket';
import { sendsToEventBridge } from '../../../../src/emulator/s3/bucket';
import { readTimeline } from '../../../../src/explorer/timeline/readTimeline';
import { restorableAt } from '../../../../src/protection/timeline/restorable';
import type { Timeline } from '../../../../src/protection/timeline/timeline';
import type { Clients } from '../../emulator/sample';
import {
  arnOf,
  connect,
  hour,
  makeBucket,
  makePlan,
  makeVault,
  minute,
  put,
  region,
  role,
  select,
} from '../../emulator/sample';
import type { Look } from '../../support/accounts';
import { allRead, endLooks, lookAt } from '../../support/accounts';

/** What happens to a bucket under a continuous rule. */
type Step =
  | { readonly kind: 'wait'; readonly hours: number }
  | { readonly kind: 'versioning'; readonly isOn: boolean }
  | { readonly kind: 'eventbridge'; readonly isOn: boolean }
  | { readonly kind: 'back-up'; readonly vault: 'main' | 'other' };

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('wait'), hours: fc.integer({ min: 1, max: 400 }) }) },
  fc.record({ kind: fc.constant('versioning'), isOn: fc.boolean() }),
  fc.record({ kind: fc.constant('eventbridge'), isOn: fc.boolean() }),
  fc.record({ kind: fc.constant('back-up'), vault: fc.constantFrom('main', 'other') }),
);

async function live(step: Step, clients: Clients): Promise<void> {
  const { account, backup, s3 } = clients;
  switch (step.kind) {
    case 'wait':
      account.clock.advance(step.hours * hour);
      return;
    case 'versioning': {
      const VersioningConfiguration = { Status: step.isOn ? 'Enabled' : 'Suspended' } as const;
      await s3.send(new PutBucketVersioningCommand({ Bucket: 'orders', VersioningConfiguration }));
      return;
    }
    case 'eventbridge': {
      const NotificationConfiguration = step.isOn ? { EventBridgeConfiguration: {} } : {};
      await s3.send(new PutBucketNotificationConfigurationCommand({ Bucket: 'orders', NotificationConfiguration }));
      return;
    }
    case 'back-up': {
      const input = { BackupVaultName: step.vault, ResourceArn: arnOf('orders'), IamRoleArn: role };
      // Without versioning it is refused, or fails: both are part of a history.
      await backup.send(new StartBackupJobCommand(input)).catch(() => undefined);
    }
  }
}

interface Lived {
  readonly look: Look;
  readonly clients: Clients;
  readonly timeline: Timeline;
}

/** Lets a history happen to a bucket of its own account, and reads its timeline. */
async function lived(steps: readonly Step[]): Promise<Lived> {
  const look = lookAt({ scenario: 'empty', now: Date.parse('2026-03-10T12:00:00Z') }, [region]);
  const clients = connect(look.account);
  await makeBucket(clients, 'orders', 'Enabled');
  await put(clients, 'orders', 'a', 'one');
  for (const vault of ['main', 'other']) await makeVault(clients, vault);
  const rule = { EnableContinuousBackup: true, Lifecycle: { DeleteAfterDays: 14 } };
  await select(clients, await makePlan(clients, [rule]), { Resources: [arnOf('orders')] });
  // By then the rule has run once.
  look.account.clock.advance(20 * hour);
  for (const step of steps) await live(step, clients);
  await look.session.open();
  await allRead(look);
  const reading = await readTimeline({ bucket: 'orders' }, look.session);
  assert.equal(reading.kind, 'read');
  return { look, clients, timeline: reading.timeline };
}

async function begins({ backup }: Clients, point: string, at?: Date): Promise<boolean> {
  const Metadata = { DestinationBucketName: 'orders', ...(at && { RestoreTime: at.toISOString() }) };
  const input = { RecoveryPointArn: point, IamRoleArn: role, ResourceType: 'S3', Metadata };
  return backup.send(new StartRestoreJobCommand(input)).then(
    () => true,
    () => false,
  );
}

function bucketIn({ account }: Look): Bucket {
  const bucket = account.state.buckets.get('orders');
  assert.ok(bucket);
  return bucket;
}

describe('the timeline of any history', function () {
  this.timeout(120_000);

  afterEach(endLooks);

  function holds(check: (lived: Lived) => Promise<void>): Promise<void> {
    const histories = fc.array(anyStep, { minLength: 1, maxLength: 12 });
    const property = fc.asyncProperty(histories, async (steps) => {
      await check(await lived(steps));
      endLooks();
    });
    return fc.assert(property, { numRuns: 30 });
  }

  it('promises without a doubt only what the account then restores', async () => {
    let promised = 0;
    await holds(async ({ clients, timeline }) => {
      const { from, now } = timeline;
      for (let share = 0; share <= 8; share += 1) {
        const moment = new Date(from.getTime() + ((now.getTime() - from.getTime()) * share) / 8);
        const found = restorableAt(timeline, moment);
        if (found.kind === 'none' || (found.kind === 'continuous' && found.span.end !== 'live')) continue;
        promised += 1;
        const at = found.kind === 'continuous' ? found.at : undefined;
        assert.ok(await begins(clients, found.point, at), `${found.kind} at ${found.at.toISOString()}`);
      }
    });
    assert.ok(promised > 20, `${promised} promises`);
  });

  it('has a gap for each continuous backup that has stopped, and the stop lies in it', async () => {
    let stops = 0;
    await holds(({ look, timeline }) => {
      const points = [...(look.account.state.backup.get(region)?.points.values() ?? [])];
      const stopped = points.filter(isContinuous).filter(({ status }) => status === 'STOPPED');
      const gaps = timeline.gaps.filter(({ cause }) => cause.kind === 'stopped');
      assert.equal(gaps.length, stopped.length);
      for (const { backup } of stopped) {
        stops += 1;
        const at = backup.stoppedAt ?? Number.NaN;
        const around = gaps.filter(
          ({ notBefore, to }) => notBefore.getTime() <= at && at <= (to ?? timeline.now).getTime(),
        );
        assert.ok(around.length > 0, new Date(at).toISOString());
      }
      return Promise.resolve();
    });
    assert.ok(stops > 0, `${stops} stops`);
  });

  it('claims no gap while a continuous backup takes in changes, and claims one while EventBridge is off', async () => {
    let seen = 0;
    await holds(({ look, timeline }) => {
      const points = [...(look.account.state.backup.get(region)?.points.values() ?? [])];
      const youngest = timeline.now.getTime() - 15 * minute;
      const alive = points
        .filter(isContinuous)
        .filter(({ backup, createdAt }) => backup.stoppedAt === undefined && createdAt <= youngest);
      const isOff = !sendsToEventBridge(bucketIn(look));
      const claims = timeline.gaps.filter(({ cause }) => cause.kind === 'eventbridge-off');
      assert.equal(claims.length, isOff ? alive.length : 0);
      seen += claims.length;
      return Promise.resolve();
    });
    assert.ok(seen > 0, `${seen} seen`);
  });

  it('lists every recovery point there is, once', async () => {
    await holds(({ look, timeline }) => {
      const { now } = timeline;
      const points = [...(look.account.state.backup.get(region)?.points.values() ?? [])];
      const named = [...timeline.continuous, ...timeline.snapshots].map(({ point }) => point);
      const usable = points.filter(
        (point) => !isContinuous(point) || ['STOPPED', 'AVAILABLE', 'COMPLETED'].includes(point.status),
      );
      assert.deepEqual(named.toSorted(), usable.map(({ arn }) => arn).toSorted());
      assert.ok(timeline.snapshots.every(({ at }) => at.getTime() <= now.getTime()));
      return Promise.resolve();
    });
  });
});
