import * as l10n from '@vscode/l10n';
import type { BackupRule } from '../model/backupPlan';
import type { Collection } from '../model/estate';
import type { Fact } from '../model/fact';
import { absent, ask, valueOf } from '../model/fact';
import type { BackupVault } from '../model/vault';

/** A locked vault whose bounds a rule's retention leaves, so that every job of the rule fails. Days. */
export interface LockConflict {
  readonly vault: string;
  /** `undefined` where the rule keeps recovery points for ever, or is continuous and would fit with no retention. */
  readonly retentionDays: number | undefined;
  readonly why: 'retention' | 'for-ever' | 'continuous';
  readonly minimum: number | undefined;
  readonly maximum: number | undefined;
}

/** Days. Source: AWS Backup developer guide, logically air-gapped vault. */
const leastOfAirGapped = 7;

/** Days. Source: AWS Backup developer guide, point-in-time recovery. */
export const longestContinuous = 35;

interface Bounds {
  readonly minimum: number | undefined;
  readonly maximum: number | undefined;
}

function boundsOf(vault: BackupVault): Bounds {
  const minimum = valueOf(vault.minRetentionDays);
  const isAirGapped = ask(vault.kind, (kind) => kind === 'air-gapped') === 'yes';
  return {
    minimum: isAirGapped ? Math.max(leastOfAirGapped, minimum ?? 0) : minimum,
    maximum: valueOf(vault.maxRetentionDays),
  };
}

/** What a lock looks at. */
type Kept = Pick<BackupRule, 'deleteAfterDays' | 'continuous'>;

/** How a backup leaves the bounds, if it does for certain. */
function offence(
  { deleteAfterDays, continuous }: Kept,
  { minimum = 0, maximum = Infinity }: Bounds,
): Pick<LockConflict, 'why' | 'retentionDays'> | undefined {
  // A continuous backup has a longest retention, so that some vaults can take none.
  if (ask(continuous, (on) => on) === 'yes' && minimum > longestContinuous) {
    return { why: 'continuous', retentionDays: undefined };
  }
  if (deleteAfterDays.state === 'absent') {
    return maximum < Infinity ? { why: 'for-ever', retentionDays: undefined } : undefined;
  }
  const days = valueOf(deleteAfterDays);
  return days === undefined || (days >= minimum && days <= maximum)
    ? undefined
    : { why: 'retention', retentionDays: days };
}

/** The vault that a rule names; in an account an air-gapped one by its ARN. */
function vaultOf(target: Fact<string>, vaults: Collection<BackupVault>): BackupVault | undefined {
  const text = valueOf(target);
  return text === undefined ? undefined : vaults.items.find(({ id, name }) => id === text || valueOf(name) === text);
}

/**
 * Source: AWS Backup developer guide, vault lock: a job whose retention leaves the bounds fails; an air-gapped vault is
 * always locked. Says nothing where the vault or the retention is not known.
 */
export function lockConflict(rule: BackupRule, vaults: Collection<BackupVault>): LockConflict | undefined {
  for (const target of [rule.targetVault, rule.airGappedVault]) {
    const vault = vaultOf(target, vaults);
    const conflict = vault && conflictIn(vault, rule);
    if (conflict !== undefined) return conflict;
  }
  return undefined;
}

function conflictIn(vault: BackupVault, kept: Kept): LockConflict | undefined {
  if (ask(vault.locked, (locked) => locked) !== 'yes') return undefined;
  const bounds = boundsOf(vault);
  const found = offence(kept, bounds);
  return found && { vault: valueOf(vault.name) ?? vault.id, ...found, ...bounds };
}

/** The same for a snapshot on demand. @param deleteAfterDays Absent where it is kept for ever. */
export function retentionConflict(vault: BackupVault, deleteAfterDays: Fact<number>): LockConflict | undefined {
  return conflictIn(vault, { deleteAfterDays, continuous: absent });
}

function retentionWords({ why, retentionDays = 0 }: LockConflict): string {
  switch (why) {
    case 'for-ever':
      return l10n.t('Recovery points are to be kept for ever');
    case 'continuous':
      return l10n.t('A continuous backup is kept {0} days at most', longestContinuous);
    case 'retention':
      return retentionDays === 1
        ? l10n.t('Recovery points are to be kept 1 day')
        : l10n.t('Recovery points are to be kept {0} days', retentionDays);
  }
}

/** What the vault asks for: the end of a sentence. */
function lockWords({ vault, minimum, maximum }: LockConflict): string {
  if (minimum === undefined) return l10n.t('the locked vault `{0}` asks for at most {1} days', vault, maximum ?? 0);
  if (maximum === undefined) return l10n.t('the locked vault `{0}` asks for at least {1} days', vault, minimum);
  return l10n.t('the locked vault `{0}` asks for at least {1} and at most {2} days', vault, minimum, maximum);
}

/** What is said of such a rule. */
export function lockConflictWords(conflict: LockConflict): { readonly message: string; readonly brief: string } {
  return {
    message: l10n.t('{0}, but {1}. Every backup fails.', retentionWords(conflict), lockWords(conflict)),
    brief: l10n.t('the vault lock refuses the retention'),
  };
}
