import type { Bucket } from '../model/bucket';
import type { Fact } from '../model/fact';
import type { BackupJob } from '../model/job';
import type { RecoveryPoint } from '../model/recoveryPoint';

/** What an account shows of one bucket beside its estate. */
export interface Evidence {
  readonly bucket: Bucket;
  /** Whether AWS Backup supports S3 in the bucket's Region. */
  readonly supported: Fact<boolean>;
  /** The recovery points, or the newest of them. */
  readonly points: Fact<readonly RecoveryPoint[]>;
  /** Whether these are all there are. Only then may anybody be told how many. */
  readonly hasAllPoints: boolean;
  /** The jobs of the last 30 days; AWS keeps no longer list. */
  readonly jobs: Fact<readonly BackupJob[]>;
}
