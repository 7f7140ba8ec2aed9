import type { CreatedBy } from './recoveryPoint';

export interface BackupJob {
  readonly id: string;
  readonly resourceArn: string;
  readonly resourceName: string;
  readonly vaultName: string;
  readonly vaultArn: string;
  readonly iamRoleArn: string;
  readonly createdBy: CreatedBy | undefined;
  readonly createdAt: number;
  /** If it has not started by then it expires. */
  readonly startBy: number;
  readonly completionWindowMinutes: number;
  readonly retentionDays: number | undefined;
  readonly isContinuous: boolean;
  /** Whether its recovery point is indexed. */
  readonly isIndexed: boolean;
  readonly recoveryPointTags: Readonly<Record<string, string>>;
  readonly options: Readonly<Record<string, string>> | undefined;
  progress: JobProgress;
  recoveryPointArn: string | undefined;
  bytes: number;
}

/** Where a job stands. */
export type JobProgress =
  | { readonly state: 'CREATED' | 'PENDING' }
  | { readonly state: 'RUNNING'; readonly startedAt: number; readonly expectedAt: number }
  | {
      readonly state: 'COMPLETED' | 'FAILED' | 'EXPIRED' | 'ABORTED';
      readonly at: number;
      /** `SUCCESS`, or why it ended as it did. A completed job with another category is what the console calls
       * "Completed with issues". */
      readonly category: string;
      readonly message: string | undefined;
    };

export interface RestoreJob {
  readonly id: string;
  readonly recoveryPointArn: string;
  readonly recoveryPointCreatedAt: number;
  readonly sourceResourceArn: string;
  readonly vaultArn: string;
  readonly iamRoleArn: string;
  readonly createdAt: number;
  readonly bytes: number;
  readonly createdResourceArn: string;
  readonly metadata: Readonly<Record<string, string>>;
  progress: RestoreProgress;
}

export type RestoreProgress =
  | { readonly status: 'PENDING' }
  | { readonly status: 'RUNNING'; readonly startedAt: number; readonly expectedAt: number }
  | { readonly status: 'COMPLETED' | 'FAILED' | 'ABORTED'; readonly at: number; readonly message: string | undefined };

/** A backup of a recovery point in another vault. */
export interface CopyJob {
  readonly id: string;
  readonly sourcePointArn: string;
  readonly sourceVaultArn: string;
  readonly destinationPointArn: string | undefined;
  readonly destinationVaultArn: string;
  readonly resourceArn: string;
  readonly resourceName: string;
  readonly iamRoleArn: string;
  readonly createdBy: CreatedBy | undefined;
  readonly createdAt: number;
  readonly completedAt: number;
  readonly bytes: number;
  readonly state: 'COMPLETED' | 'FAILED';
  readonly message: string | undefined;
}
