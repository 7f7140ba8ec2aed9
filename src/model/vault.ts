import type { Declaration } from './declaration';
import type { Fact } from './fact';

export interface BackupVault {
  /** The ARN in an account, the address in a template. */
  readonly id: string;
  readonly name: Fact<string>;
  readonly kind: Fact<'standard' | 'air-gapped'>;
  readonly locked: Fact<boolean>;
  /** Days; a job with a shorter retention fails in a locked vault. */
  readonly minRetentionDays: Fact<number>;
  /** Days; a job with a longer retention fails in a locked vault. */
  readonly maxRetentionDays: Fact<number>;
  /** How many recovery points it holds, of all resources. Account only. */
  readonly recoveryPoints?: number;
  readonly declaration?: Declaration;
}
