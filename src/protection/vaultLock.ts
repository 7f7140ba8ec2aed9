import type { BackupRule } from '../model/backupPlan';
import type { Collection } from '../model/estate';
import { ask, valueOf } from '../model/fact';
import type { BackupVault } from '../model/vault';

/** A locked vault whose bounds a rule's retention leaves, so that every job of the rule fails. */
export interface LockConflict {
  readonly vault: string;
  /** Days; `undefined` where the rule keeps recovery points for ever. */
  readonly retentionDays: number | undefined;
  readonly minimum: number | undefined;
  readonly maximum: number | undefined;
}

/** Source: AWS Backup developer guide, vault lock. Says nothing where the vault or the retention is not known. */
export function lockConflict(rule: BackupRule, vaults: Collection<BackupVault>): LockConflict | undefined {
  const name = valueOf(rule.targetVault);
  const vault = vaults.items.find((candidate) => valueOf(candidate.name) === name);
  if (name === undefined || vault === undefined || ask(vault.locked, (locked) => locked) !== 'yes') return undefined;
  if (rule.deleteAfterDays.state !== 'known' && rule.deleteAfterDays.state !== 'absent') return undefined;
  const retentionDays = valueOf(rule.deleteAfterDays);
  const days = retentionDays ?? Infinity;
  const minimum = valueOf(vault.minRetentionDays);
  const maximum = valueOf(vault.maxRetentionDays);
  if (days >= (minimum ?? 0) && days <= (maximum ?? Infinity)) return undefined;
  return { vault: name, retentionDays, minimum, maximum };
}

/** What is said of such a rule. */
export function lockConflictWords({ vault, retentionDays, minimum, maximum }: LockConflict): {
  readonly message: string;
  readonly brief: string;
} {
  const retention = retentionDays === undefined ? 'for ever' : `${retentionDays} days`;
  const bounds = [
    ...(minimum === undefined ? [] : [`at least ${minimum}`]),
    ...(maximum === undefined ? [] : [`at most ${maximum}`]),
  ].join(' and ');
  return {
    message: `Recovery points are to be kept ${retention}, but the locked vault \`${vault}\` asks for ${bounds} days. Every backup fails.`,
    brief: 'the vault lock refuses the retention',
  };
}
