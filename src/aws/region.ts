import * as l10n from '@vscode/l10n';
import type { BackupClient, BackupVaultListMember } from '@aws-sdk/client-backup';
import {
  DescribeRegionSettingsCommand,
  GetSupportedResourceTypesCommand,
  paginateListBackupVaults,
  paginateListProtectedResources,
} from '@aws-sdk/client-backup';
import type { IAMClient } from '@aws-sdk/client-iam';
import type { BackupPlan } from '../model/backupPlan';
import type { Collection, Role } from '../model/estate';
import { complete, partial } from '../model/estate';
import type { Fact } from '../model/fact';
import { known, valueOf } from '../model/fact';
import type { BackupSelection } from '../model/selection';
import type { BackupVault } from '../model/vault';
import { apiFact } from './apiFact';
import { readPlans } from './backupPlans';
import type { Schedule } from './call';
import { readFact } from './call';
import { distinct, endingPages } from './pages';
import { readRole } from './roles';

/** What AWS Backup lists of a resource that has recovery points, whatever their status. */
export interface ProtectedBucket {
  readonly arn: string;
  readonly lastBackupAt?: Date;
  readonly lastVault?: string;
}

/** What AWS Backup says of one Region, all buckets alike. */
export interface RegionReading {
  readonly region: string;
  readonly supported: Fact<boolean>;
  readonly s3OptIn: Fact<boolean>;
  readonly plans: Collection<BackupPlan>;
  readonly selections: Collection<BackupSelection>;
  readonly vaults: Collection<BackupVault>;
  readonly roles: Collection<Role>;
  /** By the bucket's ARN. */
  readonly protectedBuckets: Fact<ReadonlyMap<string, ProtectedBucket>>;
  readonly asOf: Date;
}

function vaultOf(vault: BackupVaultListMember): BackupVault {
  return {
    id: vault.BackupVaultArn ?? vault.BackupVaultName ?? '',
    name: apiFact(vault.BackupVaultName),
    kind: known(vault.VaultType === 'LOGICALLY_AIR_GAPPED_BACKUP_VAULT' ? 'air-gapped' : 'standard'),
    locked: known(vault.Locked === true),
    minRetentionDays: apiFact(vault.MinRetentionDays),
    maxRetentionDays: apiFact(vault.MaxRetentionDays),
    ...(vault.NumberOfRecoveryPoints !== undefined && { recoveryPoints: vault.NumberOfRecoveryPoints }),
  };
}

function collectionOf<T>(fact: Fact<readonly T[]>, action: string): Collection<T> {
  if (fact.state === 'known') return complete(fact.value);
  if (fact.state === 'denied')
    return partial([], l10n.t('{0} is denied', fact.action), { action: fact.action, denied: true });
  return partial([], fact.state === 'unknown' ? fact.why : '', { action, denied: false });
}

function readVaults(backup: BackupClient, signal: AbortSignal): Promise<Fact<readonly BackupVault[]>> {
  return readFact({
    action: 'backup:ListBackupVaults',
    read: async () => {
      const vaults: BackupVault[] = [];
      for await (const page of endingPages(paginateListBackupVaults({ client: backup }, {}, { abortSignal: signal }))) {
        vaults.push(...(page.BackupVaultList ?? []).map(vaultOf));
      }
      return known(distinct(vaults, ({ id }) => id));
    },
  });
}

function readProtected(backup: BackupClient, signal: AbortSignal): Promise<Fact<ReadonlyMap<string, ProtectedBucket>>> {
  return readFact({
    action: 'backup:ListProtectedResources',
    read: async () => {
      const buckets = new Map<string, ProtectedBucket>();
      const pages = paginateListProtectedResources({ client: backup }, { MaxResults: 1_000 }, { abortSignal: signal });
      for await (const page of endingPages(pages)) {
        for (const {
          ResourceArn: arn,
          ResourceType: type,
          LastBackupTime: at,
          LastBackupVaultArn: vault,
        } of page.Results ?? []) {
          if (arn === undefined || type !== 'S3') continue;
          const lastVault = vault?.slice(vault.lastIndexOf(':') + 1);
          buckets.set(arn, { arn, ...(at && { lastBackupAt: at }), ...(lastVault !== undefined && { lastVault }) });
        }
      }
      return known(buckets);
    },
  });
}

/** The settings map names each resource type that may be switched; one that is not in it is not switched off. */
function readOptIn(backup: BackupClient, signal: AbortSignal): Promise<Fact<boolean>> {
  return readFact({
    action: 'backup:DescribeRegionSettings',
    read: async () => {
      const output = await backup.send(new DescribeRegionSettingsCommand({}), { abortSignal: signal });
      return known(output.ResourceTypeOptInPreference?.['S3'] ?? true);
    },
  });
}

function readSupported(backup: BackupClient, signal: AbortSignal): Promise<Fact<boolean>> {
  return readFact({
    action: 'backup:GetSupportedResourceTypes',
    read: async () => {
      const output = await backup.send(new GetSupportedResourceTypesCommand({}), { abortSignal: signal });
      return known((output.ResourceTypes ?? []).includes('S3'));
    },
  });
}

async function readRoles(
  iam: IAMClient,
  selections: readonly BackupSelection[],
  schedule: Schedule,
  signal: AbortSignal,
): Promise<Collection<Role>> {
  const arns = new Set(selections.flatMap(({ roleArn }) => valueOf(roleArn) ?? []));
  return complete(await Promise.all([...arns].map((arn) => schedule(() => readRole(iam, arn, signal)))));
}

/** Whether nothing failed. What did may be tried again. */
export function isWhole(reading: RegionReading): boolean {
  const { supported, s3OptIn, protectedBuckets, plans, selections, vaults, roles } = reading;
  return (
    [supported, s3OptIn, protectedBuckets].every(({ state }) => state !== 'denied' && state !== 'unknown') &&
    [plans, selections, vaults].every(({ completeness }) => completeness.kind === 'complete') &&
    roles.items.every(({ unread }) => unread === undefined)
  );
}

/** Reads what AWS Backup says of one Region. What fails is a fact, or makes a collection partial. */
export async function readRegion(
  clients: { readonly backup: BackupClient; readonly iam: IAMClient },
  region: string,
  now: Date,
  schedule: Schedule,
  signal: AbortSignal,
): Promise<RegionReading> {
  const { backup, iam } = clients;
  const [supported, s3OptIn, vaults, protectedBuckets, { plans, selections }] = await Promise.all([
    schedule(() => readSupported(backup, signal)),
    schedule(() => readOptIn(backup, signal)),
    schedule(() => readVaults(backup, signal)),
    schedule(() => readProtected(backup, signal)),
    readPlans(backup, schedule, signal),
  ]);
  const roles = await readRoles(iam, selections.items, schedule, signal);
  const collection = collectionOf(vaults, 'backup:ListBackupVaults');
  return { region, supported, s3OptIn, plans, selections, vaults: collection, roles, protectedBuckets, asOf: now };
}
