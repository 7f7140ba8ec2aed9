import * as l10n from '@vscode/l10n';
import { valueOf } from '../model/fact';
import type { Remedy } from '../model/remedy';
import type { Rule } from './rule';
import { backupPlanRule, fix, pointAt } from './rule';

/** Minutes. Source: AWS Backup developer guide, backup plan options. */
const shortestStartWindow = 60;

/** AWS Backup's own: 7 days, in minutes. Source: AWS Backup developer guide, backup plan options. */
const defaultCompletion: Remedy = { kind: 'completionWindow', minutes: 7 * 24 * 60 };

/** Source: AWS Backup developer guide, backup plan options; API reference, BackupRule. */
export const backupWindow: Rule = backupPlanRule({
  id: 'backup-window',
  title: () => l10n.t('The windows of a rule leave time to start and to complete'),
  severity: 'warning',
  equals: [],
  checkBackupRule(rule) {
    const start = valueOf(rule.startWindowMinutes);
    const completion = valueOf(rule.completionWindowMinutes);
    if (start === undefined) return undefined;
    if (start < shortestStartWindow) {
      return {
        message: l10n.t(
          'The start window is {0} minutes. AWS Backup asks for {1} or more.',
          start,
          shortestStartWindow,
        ),
        brief: l10n.t('a start window of {0} minutes', start),
        ...pointAt(rule, rule.startWindowMinutes),
        proposals: [
          fix(
            l10n.t('Give jobs {0} minutes to start', shortestStartWindow),
            { kind: 'startWindow', minutes: shortestStartWindow },
            ...(completion !== undefined && completion <= shortestStartWindow ? [defaultCompletion] : []),
          ),
        ],
      };
    }
    if (completion === undefined || completion > start) return undefined;
    return {
      message: l10n.t(
        'The completion window, {0} minutes, is not longer than the start window, {1}. A job that starts late is stopped before it completes.',
        completion,
        start,
      ),
      brief: l10n.t('the completion window is too short'),
      ...pointAt(rule, rule.completionWindowMinutes),
      proposals: [fix(l10n.t('Give jobs 7 days to complete, as AWS Backup does by itself'), defaultCompletion)],
    };
  },
});
