import * as l10n from '@vscode/l10n';
import { ask } from '../model/fact';
import type { Rule } from './rule';
import { backupPlanRule, pointAt } from './rule';

/** Source: AWS Backup developer guide, point-in-time recovery: what a copy action copies is a snapshot. */
export const copyLosesPitr: Rule = backupPlanRule({
  id: 'copy-loses-pitr',
  title: () => l10n.t('A copy of a continuous backup is not taken for a continuous one'),
  severity: 'info',
  equals: [],
  checkBackupRule(rule) {
    if (ask(rule.continuous, (on) => on) !== 'yes' || ask(rule.copies, (copies) => copies) !== 'yes') return undefined;
    return {
      message: l10n.t(
        'What is copied from a continuous backup is a snapshot. The copy cannot be restored to a point in time.',
      ),
      brief: l10n.t('copies are snapshots'),
      ...pointAt(rule, rule.copies),
      proposals: [],
    };
  },
});
