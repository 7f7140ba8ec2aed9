import * as l10n from '@vscode/l10n';
import { ask } from '../model/fact';
import { reachOfPlan } from '../protection/planReach';
import type { Rule } from './rule';
import { backupPlanRule, fix, pointAt } from './rule';

/** Source: AWS Backup developer guide, feature availability by resource: S3 has no cold storage. */
export const coldStorageIgnored: Rule = backupPlanRule({
  id: 'cold-storage-ignored',
  title: () => l10n.t('No cold storage is asked for where there is none'),
  severity: 'info',
  equals: [],
  checkBackupRule(rule, estate, plan) {
    // A continuous rule with cold storage is rejected, which is another rule's matter.
    if (rule.moveToColdStorageAfterDays.state !== 'known' || ask(rule.continuous, (on) => on) !== 'no')
      return undefined;
    if (reachOfPlan(plan, estate).onlyS3 !== 'yes') return undefined;
    return {
      message: l10n.t('Backups of S3 have no cold storage. AWS Backup ignores this setting.'),
      brief: l10n.t('cold storage is ignored'),
      ...pointAt(rule, rule.moveToColdStorageAfterDays),
      // The plan may reach more through a selection that is made elsewhere, so nobody removes it unseen.
      proposals: [fix(l10n.t('Remove the cold storage'), { kind: 'removeColdStorage' })],
    };
  },
});
