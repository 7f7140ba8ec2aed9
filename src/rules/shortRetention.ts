import * as l10n from '@vscode/l10n';
import { ask, known, valueOf } from '../model/fact';
import { reachOfPlan } from '../protection/planReach';
import { lockConflict } from '../protection/vaultLock';
import { keepDays } from './keepDays';
import type { Rule } from './rule';
import { backupPlanRule, fix, pointAt } from './rule';

/** Days. Source: AWS Backup developer guide, S3 backups: keep recovery points a week or more in warm storage. */
const shortest = 7;

/** Continuous rules are another matter: AWS itself advises two days for them beside longer snapshots. */
export const shortRetention: Rule = backupPlanRule({
  id: 'short-retention',
  title: () => l10n.t('Recovery points are kept a week or more, and expire'),
  severity: 'info',
  equals: [],
  checkBackupRule(rule, estate, plan) {
    if (ask(rule.continuous, (on) => on) !== 'no' || reachOfPlan(plan, estate).s3 !== 'yes') return undefined;
    if (rule.deleteAfterDays.state === 'absent') {
      return {
        message: l10n.t('Recovery points never expire. Each is billed until somebody deletes it.'),
        brief: l10n.t('recovery points never expire'),
        ...pointAt(rule),
        proposals: [],
      };
    }
    const days = valueOf(rule.deleteAfterDays);
    if (days === undefined || days >= shortest) return undefined;
    const isRefused = lockConflict({ ...rule, deleteAfterDays: known(shortest) }, estate.vaults) !== undefined;
    return {
      message:
        days === 1
          ? l10n.t(
              'Recovery points are kept 1 day. With less than a week a backup may find none to build on, and is a full copy again.',
            )
          : l10n.t(
              'Recovery points are kept {0} days. With less than a week a backup may find none to build on, and is a full copy again.',
              days,
            ),
      brief: l10n.t('recovery points are kept less than a week'),
      ...pointAt(rule, rule.deleteAfterDays),
      proposals: isRefused ? [] : [fix(keepDays(shortest), { kind: 'deleteAfter', days: shortest })],
    };
  },
});
