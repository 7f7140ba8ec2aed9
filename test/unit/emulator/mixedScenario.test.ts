import assert from 'node:assert/strict';
import {
  ListBackupJobsCommand,
  ListBackupPlansCommand,
  ListProtectedResourcesCommand,
  ListRecoveryPointsByBackupVaultCommand,
  ListRecoveryPointsByResourceCommand,
  ListRestoreJobsCommand,
  type BackupJob,
  type RecoveryPointByResource,
} from '@aws-sdk/client-backup';
import {
  GetBucketLifecycleConfigurationCommand,
  GetBucketNotificationConfigurationCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  ListBucketsCommand,
  ListObjectVersionsCommand,
} from '@aws-sdk/client-s3';
import { createSampleAccount } from '../../../src/emulator/account';
import { arnOf, connect, day, start, type Clients } from './sample';

async function pointsOf({ backup }: Clients, bucket: string): Promise<RecoveryPointByResource[]> {
  const { RecoveryPoints = [] } = await backup.send(
    new ListRecoveryPointsByResourceCommand({ ResourceArn: arnOf(bucket) }),
  );
  return RecoveryPoints;
}

/** The latest job of a bucket that has ended. */
async function lastJobOf({ backup }: Clients, bucket: string): Promise<BackupJob | undefined> {
  const { BackupJobs = [] } = await backup.send(new ListBackupJobsCommand({ ByResourceArn: arnOf(bucket) }));
  const ended = BackupJobs.filter((job) => job.CompletionDate !== undefined);
  return ended.sort((a, b) => Number(b.CreationDate) - Number(a.CreationDate))[0];
}

function newestOf(points: readonly RecoveryPointByResource[]): number {
  return Math.max(...points.map((point) => Number(point.CreationDate)));
}

// At any time of the day the same picture: also during and just after the nightly runs.
const timesOfDay = ['00:00', '01:01', '03:35', '04:59', '05:00', '05:02', '05:20', '12:00', '23:59'];

describe('the mixed scenario', () => {
  for (const time of timesOfDay) {
    describe(`at ${time}`, () => {
      const now = Date.parse(`2026-03-10T${time}:00Z`);
      const clients = connect(createSampleAccount({ now }));
      const { s3, backup } = clients;

      it('orders-prod is protected, continuously and nightly, and being backed up', async () => {
        const points = await pointsOf(clients, 'orders-prod');
        assert.equal(points.filter((point) => point.Status === 'AVAILABLE').length, 1);
        assert.ok(newestOf(points) > now - 2 * day);
        assert.equal((await lastJobOf(clients, 'orders-prod'))?.MessageCategory, 'SUCCESS');
        const { BackupJobs } = await backup.send(
          new ListBackupJobsCommand({ ByResourceArn: arnOf('orders-prod'), ByState: 'RUNNING' }),
        );
        assert.equal(BackupJobs?.length, 1);
        const { Versions = [], DeleteMarkers = [] } = await s3.send(
          new ListObjectVersionsCommand({ Bucket: 'orders-prod' }),
        );
        assert.ok(Versions.length > 10 && DeleteMarkers.length === 2);
      });

      it('invoices is at risk: EventBridge is off, and there is no lifecycle', async () => {
        const Bucket = 'invoices';
        const notification = await s3.send(new GetBucketNotificationConfigurationCommand({ Bucket }));
        assert.equal(notification.EventBridgeConfiguration, undefined);
        await assert.rejects(s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket })), {
          name: 'NoSuchLifecycleConfiguration',
        });
        assert.ok((await pointsOf(clients, Bucket)).some((point) => point.Status === 'AVAILABLE'));
      });

      it('uploads fails: versioning is suspended, and the continuous recovery point stopped', async () => {
        const { Status } = await s3.send(new GetBucketVersioningCommand({ Bucket: 'uploads' }));
        assert.equal(Status, 'Suspended');
        const job = await lastJobOf(clients, 'uploads');
        assert.equal(job?.State, 'FAILED');
        assert.match(job.StatusMessage ?? '', /^Versioning is not enabled on uploads/);
        assert.ok((await pointsOf(clients, 'uploads')).some((point) => point.Status === 'STOPPED'));
      });

      it('scratch is unprotected: its tag differs by case', async () => {
        const { TagSet } = await s3.send(new GetBucketTaggingCommand({ Bucket: 'scratch' }));
        assert.deepEqual(TagSet, [{ Key: 'Backup', Value: 'daily' }]);
        assert.deepEqual(await pointsOf(clients, 'scratch'), []);
      });

      it('new-uploads waits for its first run', async () => {
        assert.deepEqual(await pointsOf(clients, 'new-uploads'), []);
        assert.equal(await lastJobOf(clients, 'new-uploads'), undefined);
        const { TagSet } = await s3.send(new GetBucketTaggingCommand({ Bucket: 'new-uploads' }));
        assert.deepEqual(TagSet, [{ Key: 'backup', Value: 'daily' }]);
      });

      it('legacy-2019 is orphaned with 12 recovery points', async () => {
        assert.equal((await pointsOf(clients, 'legacy-2019')).length, 12);
        const { BackupPlansList = [] } = await backup.send(new ListBackupPlansCommand({}));
        assert.ok(!BackupPlansList.some((plan) => plan.BackupPlanName === 'legacy'));
      });

      it('finance cannot be read', async () => {
        await assert.rejects(s3.send(new GetBucketVersioningCommand({ Bucket: 'finance' })), {
          message: /s3:GetBucketVersioning/,
        });
        await assert.rejects(s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket: 'finance' })), {
          message: /s3:GetLifecycleConfiguration/,
        });
      });

      it('customer-exports is stale, reports lacks rights, media-archive completes with issues', async () => {
        const points = await pointsOf(clients, 'customer-exports');
        assert.ok(points.length > 0 && newestOf(points) < now - 4 * day);
        assert.equal((await lastJobOf(clients, 'customer-exports'))?.State, 'COMPLETED');
        assert.equal((await lastJobOf(clients, 'reports'))?.MessageCategory, 'ACCESS_DENIED');
        assert.deepEqual(await pointsOf(clients, 'reports'), []);
        const archive = await lastJobOf(clients, 'media-archive');
        assert.equal(archive?.State, 'COMPLETED');
        assert.notEqual(archive.MessageCategory, 'SUCCESS');
      });

      it('contracts is protected in the locked vault; old-crm is gone, its recovery points are not', async () => {
        const points = await pointsOf(clients, 'contracts');
        assert.ok(points.every((point) => point.BackupVaultName === 'locked'));
        assert.ok(newestOf(points) > now - 2 * day);
        assert.ok((await pointsOf(clients, 'old-crm')).length > 20);
        const { Buckets = [] } = await s3.send(new ListBucketsCommand({ MaxBuckets: 100 }));
        assert.equal(Buckets.length, 12);
        assert.ok(!Buckets.some((bucket) => bucket.Name === 'old-crm'));
        assert.deepEqual(
          Buckets.filter((bucket) => bucket.BucketRegion === 'us-east-1').map((bucket) => bucket.Name),
          ['site-us'],
        );
      });

      it('has one recovery point whose time is up and that could not be deleted', async () => {
        const list = new ListRecoveryPointsByBackupVaultCommand({ BackupVaultName: 'main' });
        const { RecoveryPoints = [] } = await backup.send(list);
        const expired = RecoveryPoints.filter(({ Status }) => Status === 'EXPIRED');
        assert.deepEqual(
          expired.map(({ ResourceName, BackupSizeInBytes }) => [ResourceName, BackupSizeInBytes]),
          [['old-crm', 5_368_709_120]],
        );
      });

      it('has a restore in its past', async () => {
        const { RestoreJobs } = await backup.send(new ListRestoreJobsCommand({}));
        assert.deepEqual(
          RestoreJobs?.map((job) => job.Status),
          ['COMPLETED'],
        );
      });
    });
  }

  it('is the same on every run, but for the time', async () => {
    const names = async () => {
      const { Results = [] } = await connect(createSampleAccount({ now: start })).backup.send(
        new ListProtectedResourcesCommand({}),
      );
      return Results.map((result) => [result.ResourceName, result.LastRecoveryPointArn]);
    };
    assert.deepEqual(await names(), await names());
  });

  it('of another name is refused, with the names that there are', () => {
    assert.throws(() => createSampleAccount({ scenario: 'none' }), /mixed, empty, large/);
  });
});
