import type { BackupRuleInput } from '@aws-sdk/client-backup';

/** What a lifecycle configuration is to do with all of a bucket. */
export type LifecycleWish =
  | { readonly kind: 'expireNoncurrentVersions'; readonly days: number }
  | { readonly kind: 'removeExpiredDeleteMarkers' }
  | { readonly kind: 'abortIncompleteMultipartUploads'; readonly days: number };

export interface WantedTag {
  readonly key: string;
  readonly value: string;
}

/** The plan that a selection is added to: one that is there, or one that an earlier step makes. */
export type PlanReference =
  | { readonly kind: 'existing'; readonly id: string; readonly name: string }
  | { readonly kind: 'new'; readonly name: string; readonly rules: readonly BackupRuleInput[] };

/** What a selection selects. Source: AWS Backup API, BackupSelection. */
export type Selected =
  | { readonly kind: 'buckets'; readonly arns: readonly string[] }
  | { readonly kind: 'tag'; readonly key: string; readonly value: string };

/** A bucket, and where it is. */
export interface BucketPlace {
  readonly bucket: string;
  readonly region: string;
}

/**
 * What is to hold in the account. A goal says nothing of how it is now: that is read when the change is planned, and
 * again right before it is written, so that a goal that holds already costs nothing.
 */
export type Goal =
  | ({ readonly kind: 'enableVersioning' } & BucketPlace)
  | ({ readonly kind: 'lifecycle'; readonly wishes: readonly LifecycleWish[] } & BucketPlace)
  | ({ readonly kind: 'enableEventBridge' } & BucketPlace)
  | ({ readonly kind: 'tagBucket'; readonly tags: readonly WantedTag[] } & BucketPlace)
  /** A delete marker is gone. `newer` are the markers on top of it that earlier steps remove. */
  | ({
      readonly kind: 'undelete';
      readonly key: string;
      readonly marker: string;
      readonly newer: readonly string[];
    } & BucketPlace)
  /**
   * A version is copied on top of its key, of which `current` is the version that was current when it was looked at; empty
   * where there was none. `from` is the bucket that has the version, where it is another one.
   */
  | ({
      readonly kind: 'restoreVersion';
      readonly key: string;
      readonly from?: BucketPlace;
      readonly versionId: string;
      readonly current: string;
    } & BucketPlace)
  | { readonly kind: 'optInS3'; readonly region: string }
  | { readonly kind: 'createVault'; readonly region: string; readonly name: string }
  | { readonly kind: 'createRole'; readonly region: string; readonly name: string }
  | { readonly kind: 'attachPolicy'; readonly region: string; readonly role: string; readonly policyArn: string }
  | {
      readonly kind: 'createPlan';
      readonly region: string;
      readonly name: string;
      readonly rules: readonly BackupRuleInput[];
    }
  | {
      readonly kind: 'createSelection';
      readonly region: string;
      readonly plan: PlanReference;
      readonly name: string;
      readonly roleArn: string;
      readonly selected: Selected;
    };

export type GoalKind = Goal['kind'];

export type GoalOf<Kind extends GoalKind> = Extract<Goal, { readonly kind: Kind }>;
