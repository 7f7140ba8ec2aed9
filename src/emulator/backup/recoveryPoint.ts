import type { Capture } from '../s3/capture';
import type { Moment, ObjectHistory } from '../s3/objectHistory';

export interface RecoveryPoint {
  readonly arn: string;
  readonly resourceArn: string;
  readonly resourceName: string;
  readonly vaultName: string;
  readonly createdAt: number;
  readonly initiatedAt: number;
  readonly completedAt: number;
  readonly iamRoleArn: string;
  readonly createdBy: CreatedBy | undefined;
  readonly bytes: number;
  readonly backup: BackupContent;
  /** Whether ACLs are in it. */
  readonly savedAcls: boolean;
  /** Of a copy: the vault that it was copied from. */
  readonly sourceVaultArn: string | undefined;
  status: 'AVAILABLE' | 'COMPLETED' | 'STOPPED' | 'EXPIRED' | 'DELETING';
  statusMessage: string | undefined;
  /** Days after which it is deleted; undefined is never. */
  retentionDays: number | undefined;
  /** When it is deleted. A live continuous recovery point has no such time. */
  deleteAt: number | undefined;
  lastRestoredAt: number | undefined;
  tags: Readonly<Record<string, string>>;
}

/** The plan and rule that made a recovery point or a job. */
export interface CreatedBy {
  readonly planId: string;
  readonly planArn: string;
  readonly planName: string;
  readonly planVersion: string;
  readonly ruleId: string;
  readonly ruleName: string;
  readonly ruleCron: string;
  readonly ruleTimezone: string;
}

/** What a recovery point holds: a moment of the bucket's history, or all it captured up to where it stopped. */
export type BackupContent =
  | { readonly kind: 'snapshot'; readonly history: ObjectHistory; readonly moment: Moment }
  | {
      readonly kind: 'continuous';
      readonly history: ObjectHistory;
      readonly capture: Capture;
      stoppedAt: number | undefined;
    };

export type ContinuousPoint = RecoveryPoint & { readonly backup: Extract<BackupContent, { kind: 'continuous' }> };

export function isContinuous(point: RecoveryPoint): point is ContinuousPoint {
  return point.backup.kind === 'continuous';
}

export function isLive(point: RecoveryPoint): point is ContinuousPoint {
  return isContinuous(point) && point.backup.stoppedAt === undefined;
}
