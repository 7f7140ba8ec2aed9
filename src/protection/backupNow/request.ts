import type { BackupVault } from '../../model/vault';

/** A snapshot of some buckets of one Region, as a person asks for it. On demand there are no continuous backups. */
export interface BackupRequest {
  readonly region: string;
  readonly buckets: readonly string[];
  /** Where it is kept. */
  readonly vault: BackupVault;
  /** For an air-gapped vault: the one that AWS Backup falls back to, which its API wants to be named. */
  readonly fallbackVault?: string;
  readonly roleArn: string;
  /** Days until it expires; `undefined` keeps it until somebody deletes it. */
  readonly days: number | undefined;
  readonly savesAcls: boolean;
  readonly savesTags: boolean;
  /** Whether its objects can be searched for. Not in air-gapped vaults. */
  readonly isIndexed: boolean;
}
