import type { BackupRule } from '../model/backupPlan';
import type { Estate } from '../model/estate';
import type { Fact } from '../model/fact';
import { ask, known, valueOf } from '../model/fact';
import type { Proposal, Remedy } from '../model/remedy';
import { lockConflict } from '../protection/vaultLock';
import type { Rule } from './rule';
import { backupPlanRule, fix, pointAt } from './rule';

/** Days. Source: AWS Backup developer guide, point-in-time recovery. */
const longest = 35;

const warm: Remedy = { kind: 'removeColdStorage' };

interface Fault {
  readonly what: string;
  readonly brief: string;
  readonly at: Fact<unknown>;
}

function faultOf({ deleteAfterDays, continuous }: BackupRule): Fault | undefined {
  const days = valueOf(deleteAfterDays);
  if (deleteAfterDays.state === 'absent') {
    return {
      what: 'A continuous backup has no retention',
      brief: 'a continuous rule without retention',
      at: continuous,
    };
  }
  if (days === undefined || (days >= 1 && days <= longest)) return undefined;
  const what = `A continuous backup cannot be kept ${days} days`;
  return { what, brief: `a continuous rule keeps ${days} days`, at: deleteAfterDays };
}

/** As long as can be, unless the rule's vault is locked and refuses that; none where it asks for longer. */
function retentions(rule: BackupRule, { vaults }: Estate, isCold: boolean): readonly Proposal[] {
  const refused = lockConflict({ ...rule, deleteAfterDays: known(longest) }, vaults);
  const days = refused === undefined ? longest : (refused.maximum ?? Infinity);
  if (days > longest || days < (refused?.minimum ?? 1)) return [];
  const keep: Remedy = { kind: 'deleteAfter', days };
  const title = `Keep recovery points ${days} days`;
  return [isCold ? fix(`${title}, without cold storage`, keep, warm) : fix(title, keep)];
}

/** Source: AWS Backup developer guide, point-in-time recovery: 1 to 35 days, which must be given; no cold storage. */
export const continuousRetention: Rule = backupPlanRule({
  id: 'continuous-retention',
  title: 'A continuous backup is kept 1 to 35 days, in warm storage',
  severity: 'error',
  equals: [],
  checkBackupRule(rule, estate) {
    if (ask(rule.continuous, (on) => on) !== 'yes') return undefined;
    const fault = faultOf(rule);
    const isCold = rule.moveToColdStorageAfterDays.state === 'known';
    if (fault !== undefined) {
      return {
        message: `${fault.what}. AWS Backup accepts 1 to ${longest} days.`,
        brief: fault.brief,
        ...pointAt(rule, fault.at),
        proposals: retentions(rule, estate, isCold),
      };
    }
    if (!isCold) return undefined;
    return {
      message: 'A continuous backup cannot move to cold storage. AWS Backup rejects the rule.',
      brief: 'a continuous rule with cold storage',
      ...pointAt(rule, rule.moveToColdStorageAfterDays),
      proposals: [fix('Remove the cold storage', warm)],
    };
  },
});
