import { Collection } from '../collection';
import type { RecoveryPoint } from './recoveryPoint';

export interface Vault {
  readonly name: string;
  readonly arn: string;
  readonly type: 'BACKUP_VAULT' | 'LOGICALLY_AIR_GAPPED_BACKUP_VAULT';
  readonly createdAt: number;
  readonly encryptionKeyArn: string;
  readonly creatorRequestId: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
  readonly points: Collection<RecoveryPoint>;
  lock: VaultLock | undefined;
  accessPolicy: string | undefined;
  notifications: { readonly topicArn: string; readonly events: readonly string[] } | undefined;
}

export interface VaultLock {
  readonly minRetentionDays: number | undefined;
  readonly maxRetentionDays: number | undefined;
  /** From then on nobody can change or remove the lock. Undefined in governance mode. */
  readonly lockDate: number | undefined;
}

export function createVault(
  values: Omit<Vault, 'points' | 'lock' | 'accessPolicy' | 'notifications'>,
  seed: number,
): Vault {
  return {
    ...values,
    points: new Collection(seed),
    lock: undefined,
    accessPolicy: undefined,
    notifications: undefined,
  };
}

/** Whether the lock lets a recovery point be kept for that long; undefined days mean forever. */
export function lockAllows(lock: VaultLock | undefined, days: number | undefined): boolean {
  if (lock === undefined) {
    return true;
  }
  const kept = days ?? Number.POSITIVE_INFINITY;
  return kept >= (lock.minRetentionDays ?? 0) && kept <= (lock.maxRetentionDays ?? Number.POSITIVE_INFINITY);
}
