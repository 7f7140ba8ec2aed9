import type { AdvancedBackupSetting, BackupRule, BackupSelection } from '@aws-sdk/client-backup';
import type { Collection } from '../collection';
import type { Received } from '../received';
import type { Cron } from './cron';

export interface Plan {
  readonly id: string;
  readonly arn: string;
  readonly createdAt: number;
  readonly creatorRequestId: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
  readonly selections: Collection<Selection>;
  /** Oldest first; the last one is in force. */
  readonly versions: PlanVersion[];
  deletedAt: number | undefined;
  lastRunAt: number | undefined;
}

export interface PlanVersion {
  readonly id: string;
  readonly createdAt: number;
  readonly name: string;
  readonly rules: readonly Rule[];
  readonly advanced: readonly AdvancedBackupSetting[] | undefined;
}

/** A rule with what AWS fills in, and its schedule understood. */
export interface Rule {
  readonly id: string;
  readonly name: string;
  readonly vaultName: string;
  readonly cron: Cron;
  readonly startWindowMinutes: number;
  readonly completionWindowMinutes: number;
  readonly retentionDays: number | undefined;
  readonly isContinuous: boolean;
  /** As it is given back. */
  readonly document: Readonly<BackupRule>;
}

export interface Selection {
  readonly id: string;
  readonly createdAt: number;
  readonly creatorRequestId: string | undefined;
  readonly document: Received<BackupSelection>;
}

/** The version in force. */
export function currentVersion(plan: Plan): PlanVersion {
  const last = plan.versions.at(-1);
  if (last === undefined) {
    throw new Error(`Plan ${plan.id} has no version.`);
  }
  return last;
}
