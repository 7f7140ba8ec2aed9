import * as l10n from '@vscode/l10n';
import { lockConflict, lockConflictWords } from '../protection/vaultLock';
import { ask, valueOf } from '../model/fact';
import type { BackupRule } from '../model/backupPlan';
import type { Proposal } from '../model/remedy';
import type { LockConflict } from '../protection/vaultLock';
import { keepDays } from './keepDays';
import type { Rule } from './rule';
import { backupPlanRule, fix, pointAt, relatedTo } from './rule';

/** Days. Source: AWS Backup developer guide, point-in-time recovery. */
const longestContinuous = 35;

/** The nearest retention that the vault accepts, if a rule of its kind can have that. */
function nearest({ continuous }: BackupRule, { retentionDays, minimum, maximum }: LockConflict): readonly Proposal[] {
  const isTooShort = (retentionDays ?? Infinity) < (minimum ?? 0);
  const days = isTooShort ? minimum : maximum;
  if (days === undefined || (minimum ?? 0) > (maximum ?? Infinity)) return [];
  if (ask(continuous, (on) => on) !== 'no' && days > longestContinuous) return [];
  return [fix(keepDays(days), { kind: 'deleteAfter', days })];
}

/** Source: AWS Backup developer guide, vault lock: a job whose retention leaves the vault's bounds fails. */
export const vaultLockRetention: Rule = backupPlanRule({
  id: 'vault-lock-retention',
  title: () => l10n.t('The retention is within the bounds of the locked vault'),
  severity: 'error',
  equals: [],
  checkBackupRule(rule, { vaults }) {
    const conflict = lockConflict(rule, vaults);
    if (conflict === undefined) return undefined;
    const locked = vaults.items.filter(({ name }) => valueOf(name) === conflict.vault);
    const related = locked.flatMap((vault) => relatedTo(l10n.t('The vault is locked here.'), vault, vault.locked));
    return {
      ...lockConflictWords(conflict),
      ...pointAt(rule, rule.deleteAfterDays),
      related,
      proposals: nearest(rule, conflict),
    };
  },
});
