import type { VersioningStatus } from '../../model/bucket';
import type { Fact } from '../../model/fact';
import type { RecoveryPoint } from '../../model/recoveryPoint';

/** What is known of the bucket that is written into. */
export interface DestinationFacts {
  /** Absent where there is no bucket of this name in the account's sight. */
  readonly region: Fact<string>;
  readonly versioning: Fact<VersioningStatus>;
  /** Whether its object ownership lets ACLs be written. */
  readonly aclsEnabled: Fact<boolean>;
  /** Whether it refuses or ignores public ACLs. */
  readonly blocksPublicAcls: Fact<boolean>;
}

export interface PointFacts {
  readonly point: Fact<RecoveryPoint>;
  /** The Region that the recovery point was copied from; absent where it is no copy. */
  readonly copiedFrom: Fact<string>;
  /** Whether ACLs were backed up. */
  readonly savedAcls: Fact<boolean>;
  /** Whether changes of the bucket reach its continuous backup. */
  readonly capturing: Fact<boolean>;
}

export interface RoleFacts {
  /** Whether AWS Backup may take it on; absent where there is no such role. */
  readonly trusted: Fact<boolean>;
  readonly canRestoreS3: Fact<boolean>;
}

/** All that could be read before a restore. What could not says why. */
export interface RestoreFacts {
  readonly now: Date;
  readonly point: PointFacts;
  readonly destination: DestinationFacts;
  readonly role: RoleFacts;
}
