import { valueOf } from '../model/fact';
import type { Rule } from './rule';
import { backupPlanRule, pointAt } from './rule';

/** Minutes. Source: AWS Backup developer guide, backup plan options. */
const shortestStartWindow = 60;

/** Source: AWS Backup developer guide, backup plan options; API reference, BackupRule. */
export const backupWindow: Rule = backupPlanRule({
  id: 'backup-window',
  title: 'The windows of a rule leave time to start and to complete',
  severity: 'warning',
  equals: [],
  checkBackupRule(rule) {
    const start = valueOf(rule.startWindowMinutes);
    const completion = valueOf(rule.completionWindowMinutes);
    if (start === undefined) return undefined;
    if (start < shortestStartWindow) {
      return {
        message: `The start window is ${start} minutes. AWS Backup asks for ${shortestStartWindow} or more.`,
        brief: `a start window of ${start} minutes`,
        ...pointAt(rule, rule.startWindowMinutes),
        proposals: [],
      };
    }
    if (completion === undefined || completion > start) return undefined;
    return {
      message: `The completion window, ${completion} minutes, is not longer than the start window, ${start}. A job that starts late is stopped before it completes.`,
      brief: 'the completion window is too short',
      ...pointAt(rule, rule.completionWindowMinutes),
      proposals: [],
    };
  },
});
