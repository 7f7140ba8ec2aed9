import type { Declaration } from './declaration';
import type { Fact, OpenList } from './fact';

/** One rule of a backup plan. Source: AWS Backup API, BackupRule. */
export interface BackupRule {
  readonly id: string;
  readonly name: Fact<string>;
  readonly targetVault: Fact<string>;
  /** An AWS cron expression; AWS Backup's default is `cron(0 5 ? * * *)`. */
  readonly schedule: Fact<string>;
  readonly scheduleTimezone: Fact<string>;
  readonly startWindowMinutes: Fact<number>;
  readonly completionWindowMinutes: Fact<number>;
  readonly continuous: Fact<boolean>;
  /** Absent: recovery points are kept for ever. */
  readonly deleteAfterDays: Fact<number>;
  readonly moveToColdStorageAfterDays: Fact<number>;
  readonly copies: Fact<boolean>;
  /** The ARN or name of a logically air-gapped vault that the rule writes to as well. */
  readonly airGappedVault: Fact<string>;
  /** Template only: where to point is the rule's own block or name. */
  readonly declaration?: Declaration;
}

export interface BackupPlan {
  /** The plan's id in an account, its address in a template. */
  readonly id: string;
  readonly name: Fact<string>;
  readonly rules: OpenList<BackupRule>;
  /** The next instants at which AWS Backup says that the plan runs, oldest first. Account only. */
  readonly nextRuns?: readonly Date[];
  readonly declaration?: Declaration;
}
