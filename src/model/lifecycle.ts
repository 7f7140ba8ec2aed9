import type { Fact, OpenList } from './fact';

export interface Expiration {
  readonly days: Fact<number>;
  readonly date: Fact<string>;
  readonly expiredObjectDeleteMarker: Fact<boolean>;
}

export interface NoncurrentVersionExpiration {
  /** Days after which a version that is no longer current is deleted, 1 or more. */
  readonly noncurrentDays: Fact<number>;
  /** How many newer noncurrent versions are kept whatever their age, 1 to 100. */
  readonly newerNoncurrentVersions: Fact<number>;
}

export interface Transition {
  readonly storageClass: Fact<string>;
  /** Whether it moves current versions or noncurrent ones. */
  readonly of: 'current' | 'noncurrent';
}

/** What of a rule's filter S3 does not accept beside everything. */
export interface LifecycleFilter {
  readonly tags: Fact<boolean>;
  readonly size: Fact<boolean>;
  /** Whether the rule goes without the `Filter` element that S3 asks for. */
  readonly missing: Fact<boolean>;
}

/** One rule of an S3 lifecycle configuration. Source: Amazon S3 API, LifecycleRule. */
export interface LifecycleRule {
  readonly id: Fact<string>;
  readonly status: Fact<'Enabled' | 'Disabled'>;
  /** A rule with a non-empty prefix, a tag or a size filter covers only part of the bucket. */
  readonly scope: Fact<'whole-bucket' | 'filtered'>;
  /** Template only: what is in an account was accepted. */
  readonly filter?: LifecycleFilter;
  readonly expiration: Fact<Expiration>;
  readonly noncurrentVersionExpiration: Fact<NoncurrentVersionExpiration>;
  /** Days after initiation. */
  readonly abortIncompleteMultipartUpload: Fact<number>;
  readonly transitions: OpenList<Transition>;
}

export interface LifecycleConfiguration {
  readonly rules: OpenList<LifecycleRule>;
}
