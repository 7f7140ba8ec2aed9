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
        proposals: [
          fix(
            `Give jobs ${shortestStartWindow} minutes to start`,
            { kind: 'startWindow', minutes: shortestStartWindow },
            ...(completion !== undefined && completion <= shortestStartWindow ? [defaultCompletion] : []),
          ),
        ],
      };
    }
    if (completion === undefined || completion > start) return undefined;
    return {
      message: `The completion window, ${completion} minutes, is not longer than the start window, ${start}. A job that starts late is stopped before it completes.`,
      brief: 'the completion window is too short',
      ...pointAt(rule, rule.completionWindowMinutes),
      proposals: [fix('Give jobs 7 days to complete, as AWS Backup does by itself', defaultCompletion)],
    };
  },
});
