import type { Declaration } from './declaration';
import type { Fact, OpenList } from './fact';

/** A copy that a rule makes of each of its recovery points. Source: AWS Backup API, CopyAction. */
export interface CopyAction {
  /** The ARN of the vault that it goes to. */
  readonly targetVault: string;
  /** Absent: the copy is kept for ever. */
  readonly deleteAfterDays: Fact<number>;
}

/** What of a bucket's objects is backed up beside their data. Source: AWS Backup developer guide, advanced S3 settings. */
export interface S3Options {
  readonly acls: boolean;
  readonly tags: boolean;
}

/** A run that AWS Backup announces. */
export interface ScheduledRun {
  readonly at: Date;
  readonly ruleId?: string;
  /** AWS's word: what the run makes. */
  readonly execution?: string;
}

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
  /** Each copy that is made of a recovery point. Account only. */
  readonly copyActions?: readonly CopyAction[];
  /** Template only: where to point is the rule's own block or name. */
  readonly declaration?: Declaration;
}

export interface BackupPlan {
  /** The plan's id in an account, its address in a template. */
  readonly id: string;
  readonly name: Fact<string>;
  readonly rules: OpenList<BackupRule>;
  /** The next runs, as AWS Backup announces them, soonest first. Account only. */
  readonly nextRuns?: readonly ScheduledRun[];
  /** For all rules of the plan alike. Account only. */
  readonly s3Options?: S3Options;
  readonly declaration?: Declaration;
}
