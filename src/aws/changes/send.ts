import {
  CreateBackupPlanCommand,
  CreateBackupSelectionCommand,
  CreateBackupVaultCommand,
  UpdateRegionSettingsCommand,
} from '@aws-sdk/client-backup';
import { AttachRolePolicyCommand, CreateRoleCommand } from '@aws-sdk/client-iam';
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketNotificationConfigurationCommand,
  PutBucketTaggingCommand,
  PutBucketVersioningCommand,
} from '@aws-sdk/client-s3';
import type { Pace } from '../objects/copyInParts';
import { copyInParts } from '../objects/copyInParts';
import type { Call } from './calls';
import type { ChangeTarget } from './changeTarget';

/** Makes a call of AWS Backup. */
async function sendToBackup(call: Call, target: ChangeTarget): Promise<void> {
  const backup = target.backup(call.region);
  switch (call.operation) {
    case 'CreateBackupVault':
      await backup.send(new CreateBackupVaultCommand(call.input));
      return;
    case 'CreateBackupPlan': {
      const { BackupPlanId: id } = await backup.send(new CreateBackupPlanCommand(call.input));
      const name = call.input.BackupPlan?.BackupPlanName;
      if (id !== undefined && name !== undefined) target.madePlans.set(name, id);
      return;
    }
    case 'CreateBackupSelection':
      await backup.send(new CreateBackupSelectionCommand(call.input));
      return;
    case 'UpdateRegionSettings':
      await backup.send(new UpdateRegionSettingsCommand(call.input));
      return;
    default:
      throw new Error(`${call.operation} is no operation of AWS Backup.`);
  }
}

/**
 * Makes one call. It cannot be given up: whether it was made would not be known then. Only a copy in parts can, between
 * its parts.
 * @throws what the SDK throws, and what `copyInParts` throws.
 */
export async function send(call: Call, target: ChangeTarget, pace: Pace): Promise<void> {
  switch (call.operation) {
    case 'PutBucketVersioning':
      await target.s3(call.region).send(new PutBucketVersioningCommand(call.input));
      return;
    case 'PutBucketLifecycleConfiguration':
      await target.s3(call.region).send(new PutBucketLifecycleConfigurationCommand(call.input));
      return;
    case 'PutBucketNotificationConfiguration':
      await target.s3(call.region).send(new PutBucketNotificationConfigurationCommand(call.input));
      return;
    case 'PutBucketTagging':
      await target.s3(call.region).send(new PutBucketTaggingCommand(call.input));
      return;
    case 'CopyObject':
      await target.s3(call.region).send(new CopyObjectCommand(call.input));
      return;
    case 'CopyInParts':
      await copyInParts(call.input, target.s3(call.region), pace);
      return;
    case 'DeleteObject':
      await target.s3(call.region).send(new DeleteObjectCommand(call.input));
      return;
    case 'CreateRole':
      await target.iam(call.region).send(new CreateRoleCommand(call.input));
      return;
    case 'AttachRolePolicy':
      await target.iam(call.region).send(new AttachRolePolicyCommand(call.input));
      return;
    default:
      await sendToBackup(call, target);
  }
}
