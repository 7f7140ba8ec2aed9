/**
 * What would put a finding right, as plain data. A dialect turns it into the smallest edit of a template, the
 * account side into AWS calls that are previewed first.
 */
export type Remedy =
  /** Subject: a bucket. */
  | { readonly kind: 'enableVersioning' }
  | { readonly kind: 'expireNoncurrentVersions'; readonly days: number }
  | { readonly kind: 'removeExpiredDeleteMarkers' }
  | { readonly kind: 'abortIncompleteMultipartUploads'; readonly days: number }
  | { readonly kind: 'enableEventBridge' }
  | { readonly kind: 'tagBucket'; readonly key: string; readonly value: string }
  | { readonly kind: 'addToSelection'; readonly selectionId: string }
  /** Subject: a role. */
  | { readonly kind: 'attachS3BackupPolicy' }
  /** Subject: a rule of a backup plan. */
  | { readonly kind: 'deleteAfter'; readonly days: number };

/** One way to put a finding right, as a person would choose it. */
export interface Proposal {
  /** Names the result: "Enable versioning". */
  readonly title: string;
  readonly remedies: readonly Remedy[];
  readonly preferred: boolean;
  /** Changes neither cost nor meaning, so it may be applied unseen. */
  readonly safe: boolean;
}
