import type { BackupClient } from '@aws-sdk/client-backup';
import { paginateListBackupJobs, paginateListRecoveryPointsByBackupVault } from '@aws-sdk/client-backup';
import type { IAMClient } from '@aws-sdk/client-iam';
import { GetRoleCommand } from '@aws-sdk/client-iam';
import { GetBucketVersioningCommand } from '@aws-sdk/client-s3';
import { bucketArn, partitionOf } from '../../model/arn';
import type { Fact } from '../../model/fact';
import { absent, known, unknown, valueOf } from '../../model/fact';
import { isFinished } from '../../model/job';
import type { BackupFacts, BackupRoleFacts, BucketFacts } from '../../protection/backupNow/preflight';
import type { BackupRequest } from '../../protection/backupNow/request';
import { versioningOf } from '../buckets';
import type { Schedule } from '../call';
import { readFact } from '../call';
import { CallQueue } from '../callQueue';
import type { ChangeTarget } from '../changes/changeTarget';
import { addressOf } from '../changes/changeTarget';
import { trustsBackup } from '../changes/role';
import { backupJobOf } from '../jobs';
import { endingPages } from '../pages';
import type { RegionReading } from '../region';
import { readRole } from '../roles';

function readTrust(iam: IAMClient, arn: string, signal: AbortSignal): Promise<Fact<boolean>> {
  const RoleName = arn.slice(arn.lastIndexOf('/') + 1);
  return readFact({
    action: 'iam:GetRole',
    absentErrors: ['NoSuchEntity', 'NoSuchEntityException'],
    read: async () => {
      const { Role: role } = await iam.send(new GetRoleCommand({ RoleName }), { abortSignal: signal });
      return known(trustsBackup(role?.AssumeRolePolicyDocument ?? ''));
    },
  });
}

async function readRoleFacts(iam: IAMClient, arn: string, signal: AbortSignal): Promise<BackupRoleFacts> {
  const trusted = await readTrust(iam, arn, signal);
  if (trusted.state === 'absent') return { trusted, canBackUpS3: absent };
  const { canBackUpS3 } = await readRole(iam, arn, signal);
  return { trusted, canBackUpS3 };
}

/** Jobs of every state are listed: those under way have several, and new ones come. */
function readUnderWay(client: BackupClient, arn: string, signal: AbortSignal): Promise<Fact<readonly string[]>> {
  return readFact({
    action: 'backup:ListBackupJobs',
    read: async () => {
      const ids: string[] = [];
      const pages = paginateListBackupJobs({ client }, { ByResourceArn: arn }, { abortSignal: signal });
      for await (const { BackupJobs: jobs = [] } of endingPages(pages)) {
        const told = jobs.flatMap((job) => backupJobOf(job) ?? []);
        ids.push(...told.filter((job) => job.resourceArn === arn && !isFinished(job)).map(({ id }) => id));
      }
      return known(ids);
    },
  });
}

/** States in which a later backup builds on a recovery point. Source: AWS Backup API reference, RecoveryPointStatus. */
const usable: ReadonlySet<string> = new Set(['COMPLETED', 'AVAILABLE', 'STOPPED']);

/** Pages that are looked through for one recovery point: a list that goes on without any may go on for ever. */
const mostPages = 20;

/** Whether a vault holds a recovery point of a bucket: mostly one call. */
function readIsInVault(client: BackupClient, vault: string, arn: string, signal: AbortSignal): Promise<Fact<boolean>> {
  return readFact({
    action: 'backup:ListRecoveryPointsByBackupVault',
    read: async () => {
      const query = { BackupVaultName: vault, ByResourceArn: arn, MaxResults: 100 };
      const pages = paginateListRecoveryPointsByBackupVault({ client }, query, { abortSignal: signal });
      let count = 0;
      for await (const { RecoveryPoints: points = [] } of endingPages(pages)) {
        if (points.some(({ Status, ResourceArn }) => ResourceArn === arn && usable.has(Status ?? '')))
          return known(true);
        count += 1;
        if (count === mostPages) return unknown('The list has very many pages.');
      }
      return known(false);
    },
  });
}

async function readBucketFacts(
  bucket: string,
  request: BackupRequest,
  target: ChangeTarget,
  schedule: Schedule,
): Promise<BucketFacts> {
  const { region, vault } = request;
  const { signal } = target;
  const client = target.backup(region);
  const arn = bucketArn(bucket, partitionOf(region));
  const [versioning, underWay, isInVault] = await Promise.all([
    readFact({
      action: 's3:GetBucketVersioning',
      read: () =>
        schedule(async () => {
          const command = new GetBucketVersioningCommand(addressOf(bucket, target));
          return versioningOf(await target.s3(region).send(command, { abortSignal: signal }));
        }),
    }),
    schedule(() => readUnderWay(client, arn, signal)),
    schedule(() => readIsInVault(client, valueOf(vault.name) ?? vault.id, arn, signal)),
  ]);
  return { bucket, versioning, underWay, isInVault, continuousVault: absent };
}

/**
 * Reads what a backup on demand hangs on: up to three calls for the role, three for each bucket. What fails is a fact;
 * nothing is changed.
 *
 * @param continuousVaults The vaults of continuous backups, by bucket, as far as they are known.
 */
export async function readBackupFacts(
  request: BackupRequest,
  reading: RegionReading,
  continuousVaults: ReadonlyMap<string, string>,
  target: ChangeTarget,
): Promise<BackupFacts> {
  const schedule = new CallQueue(target.signal).schedule(0);
  const [role, buckets] = await Promise.all([
    readRoleFacts(target.iam(request.region), request.roleArn, target.signal),
    Promise.all(request.buckets.map((bucket) => readBucketFacts(bucket, request, target, schedule))),
  ]);
  return {
    supported: reading.supported,
    role,
    buckets: buckets.map((facts) => {
      const vault = continuousVaults.get(facts.bucket);
      return vault === undefined ? facts : { ...facts, continuousVault: known(vault) };
    }),
  };
}
