import type { StartBackupJobCommandInput } from '@aws-sdk/client-backup';
import { bucketArn, partitionOf } from '../../model/arn';
import { valueOf } from '../../model/fact';
import type { BackupRequest } from '../../protection/backupNow/request';
import type { PlainCall } from '../changes/awsCommands';

/** Switches of `BackupOptions`. Source: AWS Backup API reference, AdvancedBackupSetting. */
function onOff(is: boolean): 'enabled' | 'disabled' {
  return is ? 'enabled' : 'disabled';
}

/** A vault that is air-gapped is named beside a standard one. Source: AWS Backup API reference, StartBackupJob. */
function vaultMembers({
  vault,
  fallbackVault,
}: BackupRequest): Pick<StartBackupJobCommandInput, 'BackupVaultName' | 'LogicallyAirGappedBackupVaultArn'> {
  return fallbackVault === undefined
    ? { BackupVaultName: valueOf(vault.name) }
    : { BackupVaultName: fallbackVault, LogicallyAirGappedBackupVaultArn: vault.id };
}

/** What the backup of one bucket is asked by. @param token Of this bucket in this request: the same makes one job. */
export function backupInput(request: BackupRequest, bucket: string, token: string): StartBackupJobCommandInput {
  const { region, roleArn, days, savesAcls, savesTags, isIndexed, fallbackVault } = request;
  return {
    ...vaultMembers(request),
    ResourceArn: bucketArn(bucket, partitionOf(region)),
    IamRoleArn: roleArn,
    IdempotencyToken: token,
    ...(days !== undefined && { Lifecycle: { DeleteAfterDays: days } }),
    BackupOptions: { BackupACLs: onOff(savesAcls), BackupObjectTags: onOff(savesTags) },
    ...(fallbackVault === undefined && { Index: isIndexed ? 'ENABLED' : 'DISABLED' }),
  };
}

/** A call as it is shown and copied. */
export function backupCall(region: string, input: StartBackupJobCommandInput): PlainCall {
  return { service: 'backup', operation: 'StartBackupJob', region, input };
}
