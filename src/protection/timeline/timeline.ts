import type { BackupJob } from '../../model/job';

/**
 * How far a continuous backup can be trusted up to the end of its window.
 *
 * - `live`: it takes in changes.
 * - `beginning`: it is so young that no moment can be restored yet.
 * - `stopped`: it takes in none any more. AWS does not say since when.
 * - `not-captured`: it is live, but the bucket was seen not to send its events to EventBridge. Since when is not known.
 * - `not-verified`: it is live, and whether changes reach it could not be read.
 */
export type SpanEnd = 'live' | 'beginning' | 'stopped' | 'not-captured' | 'not-verified';

/** The moments a continuous recovery point can be restored to. AWS does not state them: they are derived. */
export interface ContinuousSpan {
  /** What names the recovery point: its ARN in an account. */
  readonly point: string;
  readonly vault: string;
  readonly from: Date;
  /** The end of what is possible at most: of a point that has stopped, the latest that it can have done so. */
  readonly to: Date;
  readonly end: SpanEnd;
  readonly retentionDays?: number;
  readonly expiresAt?: Date;
  /** AWS's own words on the point, such as why it stopped. */
  readonly message?: string;
}

/** What tells of a gap. */
export type GapCause =
  /** A continuous recovery point has stopped. */
  | { readonly kind: 'stopped'; readonly message?: string }
  /** The bucket was seen not to send its events to EventBridge. */
  | { readonly kind: 'eventbridge-off'; readonly seenAt: Date };

/** A time whose changes are not in the continuous backup, or not in it for certain. There is evidence of each. */
export interface Gap {
  /** It begins at this moment or later; since when exactly is not known. */
  readonly notBefore: Date;
  /** When a new continuous backup began. None where the gap is still open. */
  readonly to?: Date;
  readonly cause: GapCause;
}

/** A recovery point that holds one moment. */
export interface Snapshot {
  /** What names the recovery point: its ARN in an account. */
  readonly point: string;
  readonly at: Date;
  readonly vault: string;
  /** AWS's word. */
  readonly status: string;
  /** Whether it can be restored from. */
  readonly isUsable: boolean;
  readonly expiresAt?: Date;
  readonly sizeBytes?: number;
}

/** A backup that failed, or "completed with issues". */
export interface FailedBackup {
  readonly at: Date;
  /** AWS's word for the state of the job. */
  readonly state: BackupJob['state'];
  readonly vault?: string;
  readonly category?: string;
  readonly message?: string;
}

/** A vault in which the bucket has recovery points. */
export interface TimelineVault {
  readonly name: string;
  /** `undefined` where it could not be read. */
  readonly isLocked?: boolean;
}

/** What a bucket can be brought back to, over time. Lists are in the order of time, the oldest first. */
export interface Timeline {
  /** The first moment of anything on it. */
  readonly from: Date;
  /** The present, by the account's clock. */
  readonly now: Date;
  readonly continuous: readonly ContinuousSpan[];
  readonly gaps: readonly Gap[];
  readonly snapshots: readonly Snapshot[];
  readonly failures: readonly FailedBackup[];
  /** By the number of recovery points, most first. */
  readonly vaults: readonly TimelineVault[];
  /** Recovery points from before this moment are not all read. */
  readonly unreadBefore?: Date;
}
