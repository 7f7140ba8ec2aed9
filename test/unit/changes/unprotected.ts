import { UpdateRegionSettingsCommand } from '@aws-sdk/client-backup';
import type { Goal } from '../../../src/aws/changes/goal';
import type { SampleAccount } from '../../../src/emulator/account';
import type { Clients } from '../emulator/sample';
import { emptyAccount, makeBucket, region } from '../emulator/sample';
import { accountId } from './changing';

export const policy = (name: string): string => `arn:aws:iam::aws:policy/${name}`;
export const roleArn = `arn:aws:iam::${accountId}:role/AWSBackupS3`;

export const rules = [
  {
    RuleName: 'daily',
    TargetBackupVaultName: 's3',
    ScheduleExpression: 'cron(0 5 ? * * *)',
    Lifecycle: { DeleteAfterDays: 35 },
  },
];

/** Everything that protects two buckets where nothing is there yet. */
export const goals: readonly Goal[] = [
  { kind: 'enableVersioning', bucket: 'orders', region },
  { kind: 'lifecycle', bucket: 'orders', region, wishes: [{ kind: 'expireNoncurrentVersions', days: 30 }] },
  { kind: 'enableVersioning', bucket: 'invoices', region },
  { kind: 'tagBucket', bucket: 'invoices', region, tags: [{ key: 'backup', value: 'true' }] },
  { kind: 'createVault', region, name: 's3' },
  { kind: 'createRole', region, name: 'AWSBackupS3' },
  { kind: 'attachPolicy', region, role: 'AWSBackupS3', policyArn: policy('AWSBackupServiceRolePolicyForS3Backup') },
  { kind: 'attachPolicy', region, role: 'AWSBackupS3', policyArn: policy('AWSBackupServiceRolePolicyForS3Restore') },
  { kind: 'createPlan', region, name: 's3-daily', rules },
  { kind: 'optInS3', region },
  {
    kind: 'createSelection',
    region,
    plan: { kind: 'new', name: 's3-daily', rules },
    name: 'orders',
    roleArn,
    selected: { kind: 'buckets', arns: ['arn:aws:s3:::orders', 'arn:aws:s3:::invoices'] },
  },
  {
    kind: 'createSelection',
    region,
    plan: { kind: 'new', name: 's3-daily', rules },
    name: 'by-tag',
    roleArn,
    selected: { kind: 'tag', key: 'backup', value: 'true' },
  },
];

export async function stage(): Promise<Clients> {
  const clients = emptyAccount();
  await makeBucket(clients, 'orders');
  await makeBucket(clients, 'invoices');
  await clients.backup.send(new UpdateRegionSettingsCommand({ ResourceTypeOptInPreference: { S3: false } }));
  clients.account.log.clear();
  return clients;
}

/** All that a change may touch, without ids and times. */
export function settings({ state }: SampleAccount): unknown {
  const backup = state.backup.get(region);
  return {
    buckets: [...state.buckets.values()].map(({ name, versioning, lifecycle, notification, tags }) => ({
      name,
      versioning,
      lifecycle,
      notification,
      tags,
    })),
    vaults: [...(backup?.vaults.values() ?? [])].map(({ name }) => name).sort(),
    plans: [...(backup?.plans.values() ?? [])].map(({ versions, selections }) => ({
      rules: versions.map((version) =>
        version.rules.map(({ document: { RuleId, ...document } }) => [!!RuleId, document]),
      ),
      selections: [...selections.values()]
        .map(({ document }) => document)
        .sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1)),
    })),
    optIn: [...(backup?.optIn ?? [])],
    roles: [...state.roles.values()].map(({ name, attached, trustPolicy }) => ({ name, attached, trustPolicy })),
  };
}
