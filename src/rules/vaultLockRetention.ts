import { valueOf } from '../model/fact';
import { lockConflict, lockConflictWords } from '../protection/vaultLock';
import type { Rule } from './rule';
import { backupPlanRule, pointAt, relatedTo } from './rule';

/** Source: AWS Backup developer guide, vault lock: a job whose retention leaves the vault's bounds fails. */
export const vaultLockRetention: Rule = backupPlanRule({
  id: 'vault-lock-retention',
  title: 'The retention is within the bounds of the locked vault',
  severity: 'error',
  equals: [],
  checkBackupRule(rule, { vaults }) {
    const conflict = lockConflict(rule, vaults);
    if (conflict === undefined) return undefined;
    const locked = vaults.items.filter(({ name }) => valueOf(name) === conflict.vault);
    const related = locked.flatMap((vault) => relatedTo('The vault is locked here.', vault, vault.locked));
    return { ...lockConflictWords(conflict), ...pointAt(rule, rule.deleteAfterDays), related, proposals: [] };
  },
});
