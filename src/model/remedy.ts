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
  /** In rules that expire objects by days or by a date, which removes such markers as well. */
  | { readonly kind: 'leaveMarkersToExpiration' }
  | { readonly kind: 'enableEventBridge' }
  | { readonly kind: 'tagBucket'; readonly key: string; readonly value: string }
  | { readonly kind: 'addToSelection'; readonly selectionId: string }
  /**
   * A vault, a plan with one rule, a role and a selection of this bucket alone. The rule runs daily and is periodic:
   * a continuous one lives from EventBridge, which other notification settings may switch off unseen.
   */
  | { readonly kind: 'protectWithNewPlan'; readonly deleteAfterDays: number }
  /** Subject: a role. */
  | { readonly kind: 'attachS3BackupPolicy' }
  /** Subject: a role (`policyArn`, without what stands before its path) or a selection. */
  | {
      readonly kind: 'correct';
      readonly part: 'policyArn' | 'conditionKey' | 'tagKey' | 'resourceArn';
      readonly from: string;
      readonly to: string;
    }
  /** Subject: a rule of a backup plan. */
  | { readonly kind: 'deleteAfter'; readonly days: number }
  | { readonly kind: 'removeColdStorage' }
  | { readonly kind: 'startWindow' | 'completionWindow'; readonly minutes: number };

export type RemedyOf<Kind extends Remedy['kind']> = Extract<Remedy, { kind: Kind }>;

/** One way to put a finding right, as a person would choose it. */
export interface Proposal {
  /** Names the result: "Enable versioning". */
  readonly title: string;
  readonly remedies: readonly Remedy[];
  readonly preferred: boolean;
  /** Changes neither cost nor meaning, so it may be applied unseen. */
  readonly safe: boolean;
}
