import type { BackupPlan } from '../model/backupPlan';
import { valueOf } from '../model/fact';

const minute = 60_000;

/** AWS Backup's own windows, in minutes. Source: AWS Backup developer guide, plan options. */
export const defaultStartWindow = 8 * 60;
export const defaultCompletionWindow = 7 * 24 * 60;

/**
 * The longest time between two runs of a plan that AWS announces, in milliseconds. The longest, so that a plan that
 * rests at week-ends is not called late on Mondays.
 * @returns `undefined` where fewer than two runs are announced.
 */
export function planInterval(plan: BackupPlan): number | undefined {
  const runs = [...new Set(plan.nextRuns?.map(({ at }) => at.getTime()))].sort((one, other) => one - other);
  const gaps = runs.slice(1).map((run, index) => run - (runs[index] ?? run));
  return gaps.length === 0 ? undefined : Math.max(...gaps);
}

/** How long after a run's instant its backup may still be under way, in milliseconds: the longest of the plan's rules. */
export function longestWindow(plan: BackupPlan): number {
  const windows = plan.rules.items.map(
    (rule) =>
      (valueOf(rule.startWindowMinutes) ?? defaultStartWindow) +
      (valueOf(rule.completionWindowMinutes) ?? defaultCompletionWindow),
  );
  return Math.max(0, ...windows) * minute;
}
