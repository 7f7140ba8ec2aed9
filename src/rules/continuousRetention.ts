import * as l10n from '@vscode/l10n';
import type { BackupRule } from '../model/backupPlan';
import type { Estate } from '../model/estate';
import type { Fact } from '../model/fact';
import { ask, known, valueOf } from '../model/fact';
import type { Proposal, Remedy } from '../model/remedy';
import { lockConflict } from '../protection/vaultLock';
import { keepDays, keepDaysWarm } from './keepDays';
import type { Rule } from './rule';
import { backupPlanRule, fix, pointAt } from './rule';

/** Days. Source: AWS Backup developer guide, point-in-time recovery. */
const longest = 35;

const warm: Remedy = { kind: 'removeColdStorage' };

interface Fault {
  readonly message: string;
  readonly brief: string;
  readonly at: Fact<unknown>;
}

function faultOf({ deleteAfterDays, continuous }: BackupRule): Fault | undefined {
  const days = valueOf(deleteAfterDays);
  if (deleteAfterDays.state === 'absent') {
    return {
      message: l10n.t('A continuous backup has no retention. AWS Backup accepts 1 to {0} days.', longest),
      brief: l10n.t('a continuous rule without retention'),
      at: continuous,
    };
  }
  if (days === undefined || (days >= 1 && days <= longest)) return undefined;
  return {
    message: l10n.t('A continuous backup cannot be kept {0} days. AWS Backup accepts 1 to {1} days.', days, longest),
    brief: l10n.t('a continuous rule keeps {0} days', days),
    at: deleteAfterDays,
  };
}

/** As long as can be, unless the rule's vault is locked and refuses that; none where it asks for longer. */
function retentions(rule: BackupRule, { vaults }: Estate, isCold: boolean): readonly Proposal[] {
  const refused = lockConflict({ ...rule, deleteAfterDays: known(longest) }, vaults);
  const days = refused === undefined ? longest : (refused.maximum ?? Infinity);
  if (days > longest || days < (refused?.minimum ?? 1)) return [];
  const keep: Remedy = { kind: 'deleteAfter', days };
  return [isCold ? fix(keepDaysWarm(days), keep, warm) : fix(keepDays(days), keep)];
}

/** Source: AWS Backup developer guide, point-in-time recovery: 1 to 35 days, which must be given; no cold storage. */
export const continuousRetention: Rule = backupPlanRule({
  id: 'continuous-retention',
  title: () => l10n.t('A continuous backup is kept 1 to 35 days, in warm storage'),
  severity: 'error',
  equals: [],
  checkBackupRule(rule, estate) {
    if (ask(rule.continuous, (on) => on) !== 'yes') return undefined;
    const fault = faultOf(rule);
    const isCold = rule.moveToColdStorageAfterDays.state === 'known';
    if (fault !== undefined) {
      return {
        message: fault.message,
        brief: fault.brief,
        ...pointAt(rule, fault.at),
        proposals: retentions(rule, estate, isCold),
      };
    }
    if (!isCold) return undefined;
    return {
      message: l10n.t('A continuous backup cannot move to cold storage. AWS Backup rejects the rule.'),
      brief: l10n.t('a continuous rule with cold storage'),
      ...pointAt(rule, rule.moveToColdStorageAfterDays),
      proposals: [fix(l10n.t('Remove the cold storage'), warm)],
    };
  },
});
