import type { Declaration } from './declaration';
import type { Fact, OpenMap } from './fact';
import type { LifecycleConfiguration } from './lifecycle';

export type VersioningStatus = 'enabled' | 'suspended' | 'disabled';

/** What is known of a bucket's settings, as far as they bear on backup and recovery. */
export interface Posture {
  /** `absent` where versioning was never set: such a bucket is unversioned. */
  readonly versioning: Fact<VersioningStatus>;
  readonly mfaDelete: Fact<boolean>;
  readonly objectLock: Fact<boolean>;
  readonly lifecycle: Fact<LifecycleConfiguration>;
  /** Whether the bucket sends its events to EventBridge; continuous backup lives from them. */
  readonly eventBridge: Fact<boolean>;
  /** Whether any replication rule exists. */
  readonly replication: Fact<boolean>;
  readonly tags: Fact<OpenMap<Fact<string>>>;
  /** Whether the bucket is the target of its own server access logs, or of a trail of its own data events. */
  readonly receivesOwnLogs: Fact<boolean>;
}

/** One bucket: in an account one that exists, in a template one instance of a declared one. */
export interface Bucket extends Posture {
  /** The ARN in an account, the address of the instance in a template. Unique within its estate. */
  readonly id: string;
  readonly name: Fact<string>;
  readonly region: Fact<string>;
  /** Left out where all of the estate is in one account. */
  readonly account?: Fact<string>;
  /**
   * Known `false` only where the template itself says so (`count = 0`). Where a default or something unknown decides,
   * it is `unknown`, and the bucket is judged as if it existed. Always known in an account.
   */
  readonly exists: Fact<boolean>;
  /** Account only. S3 changes it after some edits, so it identifies nothing. */
  readonly createdAt?: Date;
  readonly declaration?: Declaration;
}
