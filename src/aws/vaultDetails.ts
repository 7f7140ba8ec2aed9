import type { BackupClient } from '@aws-sdk/client-backup';
import {
  DescribeBackupVaultCommand,
  GetBackupVaultAccessPolicyCommand,
  GetBackupVaultNotificationsCommand,
} from '@aws-sdk/client-backup';
import type { Fact } from '../model/fact';
import { known } from '../model/fact';
import type { Schedule } from './call';
import { readFact } from './call';

/** What AWS Backup says of one vault alone. Source: AWS Backup API reference, DescribeBackupVault. */
export interface VaultDescription {
  /** AWS's word, kept as it is. */
  readonly type?: string;
  /** AWS's word, kept as it is. */
  readonly state?: string;
  readonly encryptionKeyArn?: string;
  /** AWS's word: whose the key is. */
  readonly encryptionKeyType?: string;
  /** From when on nobody can change the lock. A lock without it is in governance mode. */
  readonly lockDate?: Date;
  readonly createdAt?: Date;
  readonly recoveryPoints?: number;
  /** Restore access: the ARN of the air-gapped vault whose recovery points it shows. */
  readonly sourceVaultArn?: string;
}

export interface VaultNotifications {
  readonly topicArn: string;
  readonly events: readonly string[];
}

export interface VaultDetails {
  readonly description: Fact<VaultDescription>;
  /** Absent where none are configured. */
  readonly notifications: Fact<VaultNotifications>;
  /** A policy of IAM's language, as JSON. Absent where the vault has none. */
  readonly accessPolicy: Fact<string>;
}

function readDescription(
  backup: BackupClient,
  name: string,
  schedule: Schedule,
  signal: AbortSignal,
): Promise<Fact<VaultDescription>> {
  return readFact({
    action: 'backup:DescribeBackupVault',
    read: async () => {
      const command = new DescribeBackupVaultCommand({ BackupVaultName: name });
      const output = await schedule(() => backup.send(command, { abortSignal: signal }));
      return known({
        ...(output.VaultType !== undefined && { type: output.VaultType }),
        ...(output.VaultState !== undefined && { state: output.VaultState }),
        ...(output.EncryptionKeyArn !== undefined && { encryptionKeyArn: output.EncryptionKeyArn }),
        ...(output.EncryptionKeyType !== undefined && { encryptionKeyType: output.EncryptionKeyType }),
        ...(output.LockDate && { lockDate: output.LockDate }),
        ...(output.CreationDate && { createdAt: output.CreationDate }),
        ...(output.NumberOfRecoveryPoints !== undefined && { recoveryPoints: output.NumberOfRecoveryPoints }),
        ...(output.SourceBackupVaultArn !== undefined && { sourceVaultArn: output.SourceBackupVaultArn }),
      });
    },
  });
}

function readNotifications(
  backup: BackupClient,
  name: string,
  schedule: Schedule,
  signal: AbortSignal,
): Promise<Fact<VaultNotifications>> {
  return readFact({
    action: 'backup:GetBackupVaultNotifications',
    absentErrors: ['ResourceNotFoundException'],
    read: async () => {
      const command = new GetBackupVaultNotificationsCommand({ BackupVaultName: name });
      const output = await schedule(() => backup.send(command, { abortSignal: signal }));
      return known({ topicArn: output.SNSTopicArn ?? '', events: output.BackupVaultEvents ?? [] });
    },
  });
}

function readAccessPolicy(
  backup: BackupClient,
  name: string,
  schedule: Schedule,
  signal: AbortSignal,
): Promise<Fact<string>> {
  return readFact({
    action: 'backup:GetBackupVaultAccessPolicy',
    absentErrors: ['ResourceNotFoundException'],
    read: async () => {
      const command = new GetBackupVaultAccessPolicyCommand({ BackupVaultName: name });
      const output = await schedule(() => backup.send(command, { abortSignal: signal }));
      return known(output.Policy ?? '');
    },
  });
}

/** Three calls. What fails is a fact; only giving up on purpose is thrown. */
export async function readVaultDetails(
  backup: BackupClient,
  name: string,
  schedule: Schedule,
  signal: AbortSignal,
): Promise<VaultDetails> {
  const [description, notifications, accessPolicy] = await Promise.all([
    readDescription(backup, name, schedule, signal),
    readNotifications(backup, name, schedule, signal),
    readAccessPolicy(backup, name, schedule, signal),
  ]);
  return { description, notifications, accessPolicy };
}
