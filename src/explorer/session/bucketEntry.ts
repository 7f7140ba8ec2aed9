import type { BucketReading } from '../../aws/account';
import type { ListedBucket } from '../../aws/buckets';
import type { RegionReading } from '../../aws/region';
import type { Fact } from '../../model/fact';
import type { Assessment } from '../../verdict/assess';
import { needsAttention } from '../../verdict/status';

/**
 * How far a bucket is read.
 *
 * - `listed`: its name is known, and nobody has asked for more.
 * - `waiting`: it is read when its turn comes.
 * - `missing`: there is no bucket of this name; only a pin can name one.
 * - `unread`: not even its Region could be found out.
 */
export type BucketState =
  | { readonly kind: 'listed' }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'reading' }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unread'; readonly why: Fact<never> }
  | {
      readonly kind: 'read';
      readonly region: string;
      readonly reading: BucketReading;
      readonly backup: RegionReading;
      readonly assessment: Assessment;
      readonly asOf: Date;
    };

export type ReadBucket = Extract<BucketState, { kind: 'read' }>;

export interface BucketEntry {
  readonly listed: ListedBucket;
  readonly state: BucketState;
  /** Whether the account's list has it. A pinned name need not be there. */
  readonly isListed: boolean;
  readonly isPinned: boolean;
  /** Whether it is being read again. What was known is shown until then. */
  readonly isRenewing?: boolean;
  /** What is being done to it, in a few words, for as long as it lasts. */
  readonly doing?: string | undefined;
}

/** Whether its status is one that somebody should do something about. */
export function waitsForSomebody({ state }: BucketEntry): boolean {
  return state.kind === 'read' && needsAttention(state.assessment.status);
}
