import type { RecoveryPointByBackupVault, RecoveryPointByResource, RecoveryPointCreator } from '@aws-sdk/client-backup';
import { dateOf } from './declare';
import type { PointIndex } from './pointIndex';
import type { CreatedBy, RecoveryPoint } from './recoveryPoint';
import type { Vault } from './vault';

/** A recovery point as its vault and DescribeRecoveryPoint tell it. */
export function describePoint(point: RecoveryPoint, vault: Vault, index?: PointIndex): RecoveryPointByBackupVault {
  return {
    RecoveryPointArn: point.arn,
    BackupVaultName: vault.name,
    BackupVaultArn: vault.arn,
    SourceBackupVaultArn: point.sourceVaultArn,
    VaultType: vault.type,
    ResourceArn: point.resourceArn,
    ResourceName: point.resourceName,
    ResourceType: 'S3',
    CreatedBy: creatorOf(point.createdBy),
    IamRoleArn: point.iamRoleArn,
    Status: point.status,
    StatusMessage: point.statusMessage,
    CreationDate: new Date(point.createdAt),
    InitiationDate: new Date(point.initiatedAt),
    CompletionDate: new Date(point.completedAt),
    BackupSizeInBytes: point.bytes,
    ...lifecycleOf(point),
    EncryptionKeyArn: vault.encryptionKeyArn,
    EncryptionKeyType: 'CUSTOMER_MANAGED_KMS_KEY',
    IsEncrypted: true,
    IsParent: false,
    LastRestoreTime: dateOf(point.lastRestoredAt),
    IndexStatus: index?.status,
  };
}

/** The same as ListRecoveryPointsByResource tells it: less, and the size under another name. */
export function summarizeForResource(
  point: RecoveryPoint,
  vault: Vault | undefined,
  index?: PointIndex,
): RecoveryPointByResource {
  return {
    RecoveryPointArn: point.arn,
    BackupVaultName: point.vaultName,
    VaultType: vault?.type,
    ResourceName: point.resourceName,
    Status: point.status,
    StatusMessage: point.statusMessage,
    CreationDate: new Date(point.createdAt),
    BackupSizeBytes: point.bytes,
    EncryptionKeyArn: vault?.encryptionKeyArn,
    EncryptionKeyType: 'CUSTOMER_MANAGED_KMS_KEY',
    IsParent: false,
    IndexStatus: index?.status,
  };
}

export function lifecycleOf(
  point: RecoveryPoint,
): Pick<RecoveryPointByBackupVault, 'Lifecycle' | 'CalculatedLifecycle'> {
  return {
    Lifecycle: point.retentionDays === undefined ? undefined : { DeleteAfterDays: point.retentionDays },
    CalculatedLifecycle: point.deleteAt === undefined ? undefined : { DeleteAt: new Date(point.deleteAt) },
  };
}

export function creatorOf(createdBy: CreatedBy | undefined): RecoveryPointCreator | undefined {
  return (
    createdBy && {
      BackupPlanId: createdBy.planId,
      BackupPlanArn: createdBy.planArn,
      BackupPlanName: createdBy.planName,
      BackupPlanVersion: createdBy.planVersion,
      BackupRuleId: createdBy.ruleId,
      BackupRuleName: createdBy.ruleName,
      BackupRuleCron: createdBy.ruleCron,
      BackupRuleTimezone: createdBy.ruleTimezone,
    }
  );
}
