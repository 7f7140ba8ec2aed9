import {
  CreateBackupVault$,
  DeleteBackupVault$,
  DeleteBackupVaultLockConfiguration$,
  DescribeBackupVault$,
  GetBackupVaultAccessPolicy$,
  GetBackupVaultNotifications$,
  ListBackupVaults$,
  PutBackupVaultAccessPolicy$,
  PutBackupVaultLockConfiguration$,
  PutBackupVaultNotifications$,
  type BackupVaultListMember,
  type CreateBackupVaultInput,
  type CreateBackupVaultOutput,
  type DeleteBackupVaultInput,
  type DescribeBackupVaultInput,
  type DescribeBackupVaultOutput,
  type GetBackupVaultAccessPolicyOutput,
  type GetBackupVaultNotificationsOutput,
  type ListBackupVaultsInput,
  type ListBackupVaultsOutput,
  type PutBackupVaultAccessPolicyInput,
  type PutBackupVaultLockConfigurationInput,
  type PutBackupVaultNotificationsInput,
} from '@aws-sdk/client-backup';
import { backupArn } from '../arnNames';
import { AwsError, invalidParameter, invalidRequest, resourceNotFound } from '../awsError';
import { day } from '../clock';
import type { Call, Operation } from '../operation';
import type { Received } from '../received';
import { backupOperation, dateOf, regionOf, requireVault } from './declare';
import { createVault, type Vault } from './vault';

interface OfVault {
  readonly BackupVaultName: string;
}

export const vaultOperations: readonly Operation[] = [
  backupOperation(ListBackupVaults$, listVaults),
  backupOperation(DescribeBackupVault$, describeVault),
  backupOperation(CreateBackupVault$, create),
  backupOperation(DeleteBackupVault$, deleteVault),
  backupOperation(GetBackupVaultAccessPolicy$, getAccessPolicy),
  backupOperation(PutBackupVaultAccessPolicy$, putAccessPolicy),
  backupOperation(GetBackupVaultNotifications$, getNotifications),
  backupOperation(PutBackupVaultNotifications$, putNotifications),
  backupOperation(PutBackupVaultLockConfiguration$, putLock),
  backupOperation(DeleteBackupVaultLockConfiguration$, deleteLock),
];

function listVaults(input: Received<ListBackupVaultsInput>, call: Call): ListBackupVaultsOutput {
  const { items, nextToken } = regionOf(call).vaults.page(
    input,
    (vault) => (input.ByVaultType ?? vault.type) === vault.type,
  );
  return { BackupVaultList: items.map(summarize), NextToken: nextToken };
}

function describeVault(input: Received<DescribeBackupVaultInput>, call: Call): DescribeBackupVaultOutput {
  return summarize(requireVault(input.BackupVaultName, call));
}

function summarize(vault: Vault): BackupVaultListMember {
  const { lock } = vault;
  return {
    BackupVaultName: vault.name,
    BackupVaultArn: vault.arn,
    VaultType: vault.type,
    VaultState: 'AVAILABLE',
    CreationDate: new Date(vault.createdAt),
    EncryptionKeyArn: vault.encryptionKeyArn,
    EncryptionKeyType: 'CUSTOMER_MANAGED_KMS_KEY',
    CreatorRequestId: vault.creatorRequestId,
    NumberOfRecoveryPoints: vault.points.size,
    Locked: lock !== undefined,
    MinRetentionDays: lock?.minRetentionDays,
    MaxRetentionDays: lock?.maxRetentionDays,
    LockDate: dateOf(lock?.lockDate),
  };
}

function create(input: Received<CreateBackupVaultInput>, call: Call): CreateBackupVaultOutput {
  const { BackupVaultName: name, CreatorRequestId } = input;
  const region = regionOf(call);
  if (!/^[a-zA-Z0-9\-_]{2,50}$/.test(name)) {
    throw invalidParameter(`Invalid vault name: ${name}`);
  }
  const existing = region.vaults.get(name);
  const isRepeated = existing?.creatorRequestId !== undefined && existing.creatorRequestId === CreatorRequestId;
  if (existing !== undefined && !isRepeated) {
    throw new AwsError('AlreadyExistsException', `Backup vault with the same name already exists: ${name}`, 400, {
      members: { Arn: existing.arn },
    });
  }
  const { state } = call;
  const arn = backupArn(state, region.name, 'backup-vault', name);
  const vault =
    existing ??
    createVault(
      {
        name,
        arn,
        type: 'BACKUP_VAULT',
        createdAt: call.now,
        encryptionKeyArn:
          input.EncryptionKeyArn ?? `arn:aws:kms:${region.name}:${state.accountId}:key/${state.ids.uuid()}`,
        creatorRequestId: CreatorRequestId,
        tags: input.BackupVaultTags ?? {},
      },
      state.seed,
    );
  region.vaults.set(name, vault);
  return { BackupVaultName: name, BackupVaultArn: arn, CreationDate: new Date(vault.createdAt) };
}

function deleteVault(input: Received<DeleteBackupVaultInput>, call: Call): void {
  const vault = requireVault(input.BackupVaultName, call);
  if (vault.points.size > 0) {
    throw invalidRequest('Backup vault cannot be deleted because it contains recovery points.');
  }
  regionOf(call).vaults.delete(vault.name);
}

function getAccessPolicy(input: OfVault, call: Call): GetBackupVaultAccessPolicyOutput {
  const vault = requireVault(input.BackupVaultName, call);
  if (vault.accessPolicy === undefined) {
    throw resourceNotFound(`Access policy of backup vault ${vault.name} cannot be found.`);
  }
  return { BackupVaultName: vault.name, BackupVaultArn: vault.arn, Policy: vault.accessPolicy };
}

function putAccessPolicy(input: Received<PutBackupVaultAccessPolicyInput>, call: Call): void {
  requireVault(input.BackupVaultName, call).accessPolicy = input.Policy;
}

function getNotifications(input: OfVault, call: Call): GetBackupVaultNotificationsOutput {
  const vault = requireVault(input.BackupVaultName, call);
  if (vault.notifications === undefined) {
    throw resourceNotFound(`Notification configuration of backup vault ${vault.name} cannot be found.`);
  }
  return {
    BackupVaultName: vault.name,
    BackupVaultArn: vault.arn,
    SNSTopicArn: vault.notifications.topicArn,
    BackupVaultEvents: [...vault.notifications.events] as GetBackupVaultNotificationsOutput['BackupVaultEvents'],
  };
}

function putNotifications(input: Received<PutBackupVaultNotificationsInput>, call: Call): void {
  const vault = requireVault(input.BackupVaultName, call);
  vault.notifications = { topicArn: input.SNSTopicArn, events: input.BackupVaultEvents };
}

/** Locks a vault: for good after a grace time of at least three days where `ChangeableForDays` is given. */
function putLock(input: Received<PutBackupVaultLockConfigurationInput>, call: Call): void {
  const vault = requireVault(input.BackupVaultName, call);
  const { MinRetentionDays: min, MaxRetentionDays: max, ChangeableForDays: grace } = input;
  refuseAfterGrace(vault, call);
  if ((min ?? 1) < 1 || (max ?? 1) < 1 || (max ?? 1) > 36_500 || (min ?? 0) > (max ?? 36_500)) {
    throw invalidParameter('Invalid value for MinRetentionDays or MaxRetentionDays.');
  }
  if (grace !== undefined && grace < 3) {
    throw invalidParameter('ChangeableForDays must be at least 3.');
  }
  vault.lock = {
    minRetentionDays: min,
    maxRetentionDays: max,
    lockDate: grace === undefined ? undefined : call.now + grace * day,
  };
}

function deleteLock(input: OfVault, call: Call): void {
  const vault = requireVault(input.BackupVaultName, call);
  refuseAfterGrace(vault, call);
  vault.lock = undefined;
}

function refuseAfterGrace(vault: Vault, call: Call): void {
  if (vault.lock?.lockDate !== undefined && call.now >= vault.lock.lockDate) {
    throw invalidRequest(`The lock of backup vault ${vault.name} cannot be changed or removed.`);
  }
}
