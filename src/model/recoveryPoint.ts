/**
 * A continuous recovery point can be restored to any moment of its window, a snapshot to one.
 * AWS does not say which it is; it is derived from the ARN. Source: AWS Backup developer guide, point-in-time recovery.
 */
export type RecoveryPointKind = 'continuous' | 'snapshot';

export interface RecoveryPoint {
  readonly arn: string;
  readonly bucketArn: string;
  readonly vaultName: string;
  readonly kind: RecoveryPointKind;
  /** AWS's word, kept as it is: new ones were added over the years. */
  readonly status: string;
  readonly statusMessage?: string;
  readonly createdAt: Date;
  readonly sizeBytes?: number;
  /** When AWS Backup deletes it; none if it is kept for ever or the list does not say. */
  readonly expiresAt?: Date;
  readonly retentionDays?: number;
  readonly planId?: string;
  readonly ruleId?: string;
  /** How its index for searches stands, in AWS's words: `PENDING`, `ACTIVE`, `FAILED`, `DELETING`; none where there is none. */
  readonly indexStatus?: string;
}

/** Whether it can be restored from. `STOPPED` is a frozen continuous one: restorable, but no protection goes on. */
export function isUsable(point: RecoveryPoint): boolean {
  return point.status === 'COMPLETED' || point.status === 'AVAILABLE' || point.status === 'STOPPED';
}

/** Whether a continuous recovery point still takes in changes. Pages of AWS call a live one by either word. */
export function isLive(point: RecoveryPoint): boolean {
  return point.kind === 'continuous' && (point.status === 'AVAILABLE' || point.status === 'COMPLETED');
}

/**
 * Whether it is past its retention and AWS Backup could not delete it: it is billed until somebody does.
 * Source: AWS Backup developer guide, CloudWatch metrics.
 */
export function isExpired(point: RecoveryPoint): boolean {
  return point.status === 'EXPIRED';
}
