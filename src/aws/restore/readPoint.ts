import type { BackupClient, DescribeRecoveryPointCommandOutput } from '@aws-sdk/client-backup';
import { DescribeRecoveryPointCommand, ListBackupJobsCommand } from '@aws-sdk/client-backup';
import { GetBucketNotificationConfigurationCommand } from '@aws-sdk/client-s3';
import * as l10n from '@vscode/l10n';
import { bucketArn, parseArn, partitionOf } from '../../model/arn';
import type { Fact } from '../../model/fact';
import { absent, known, mapFact, unknown, unmanaged } from '../../model/fact';
import type { RecoveryPoint } from '../../model/recoveryPoint';
import type { PointFacts } from '../../protection/restore/facts';
import type { RestoreOrigin } from '../../protection/restore/request';
import { readFact } from '../call';
import type { ChangeTarget } from '../changes/changeTarget';
import { vaultPointOf } from '../recoveryPoints';

/** What AWS Backup says of one recovery point. */
export type DescribedPoint = Pick<
  DescribeRecoveryPointCommandOutput,
  'SourceBackupVaultArn' | 'InitiationDate' | 'CompletionDate' | 'CreationDate'
> & { readonly point: RecoveryPoint };

/** One call. Absent where there is no such recovery point any more. */
export function describePoint(
  { recoveryPointArn, vault, bucket, region }: RestoreOrigin,
  target: ChangeTarget,
): Promise<Fact<DescribedPoint>> {
  return readFact({
    action: 'backup:DescribeRecoveryPoint',
    absentErrors: ['ResourceNotFoundException'],
    read: async () => {
      const command = new DescribeRecoveryPointCommand({
        BackupVaultName: vault,
        RecoveryPointArn: recoveryPointArn,
      });
      const output = await target.backup(region).send(command, { abortSignal: target.signal });
      const arn = bucketArn(bucket, partitionOf(region));
      const point = vaultPointOf({ ...output, ResourceArn: arn }, { vault, bucketArn: arn });
      if (point === undefined) return unknown(l10n.t('the answer lacks what AWS always gives'));
      const { SourceBackupVaultArn, InitiationDate, CompletionDate, CreationDate } = output;
      return known({ point, SourceBackupVaultArn, InitiationDate, CompletionDate, CreationDate });
    },
  });
}

/** Pages of backup jobs that are read to find the one that made a recovery point. */
const mostPages = 5;

/** Whether the job that made it saved ACLs; AWS keeps jobs for 30 days. Where a job says nothing it did, which is the default. */
async function readSavedAcls(backup: BackupClient, origin: RestoreOrigin, signal: AbortSignal): Promise<Fact<boolean>> {
  const arn = bucketArn(origin.bucket, partitionOf(origin.region));
  let from: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const command = new ListBackupJobsCommand({ ByResourceArn: arn, MaxResults: 1_000, NextToken: from });
    const { BackupJobs: jobs = [], NextToken: next } = await backup.send(command, { abortSignal: signal });
    const maker = jobs.find(({ RecoveryPointArn: made }) => made === origin.recoveryPointArn);
    if (maker !== undefined) return known(maker.BackupOptions?.['BackupACLs']?.toLowerCase() !== 'disabled');
    if (next === undefined) break;
    from = next;
  }
  return unknown(l10n.t('The job that made the recovery point is in no list any more.'));
}

function readCapturing({ bucket, region }: RestoreOrigin, target: ChangeTarget): Promise<Fact<boolean>> {
  return readFact({
    action: 's3:GetBucketNotification',
    // The bucket is gone: what it had sent is in the backup.
    absentErrors: ['NoSuchBucket'],
    read: async () => {
      const command = new GetBucketNotificationConfigurationCommand({ Bucket: bucket });
      const output = await target.s3(region).send(command, { abortSignal: target.signal });
      return known(output.EventBridgeConfiguration !== undefined);
    },
  });
}

/** What a restore hangs on in its recovery point: up to three reads. */
export async function readPoint(
  origin: RestoreOrigin,
  restoresAcls: boolean,
  target: ChangeTarget,
): Promise<PointFacts> {
  const [described, savedAcls, capturing] = await Promise.all([
    describePoint(origin, target),
    restoresAcls
      ? readFact({
          action: 'backup:ListBackupJobs',
          read: () => readSavedAcls(target.backup(origin.region), origin, target.signal),
        })
      : unmanaged,
    origin.kind === 'continuous' ? readCapturing(origin, target) : unmanaged,
  ]);
  return {
    point: mapFact(described, ({ point }) => point),
    copiedFrom: copiedFrom(described),
    savedAcls,
    capturing: capturing.state === 'absent' ? unmanaged : capturing,
  };
}

function copiedFrom(described: Fact<DescribedPoint>): Fact<string> {
  if (described.state !== 'known') return described;
  const region = parseArn(described.value.SourceBackupVaultArn ?? '')?.region;
  return region === undefined ? absent : known(region);
}
