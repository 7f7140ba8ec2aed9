import type { Denial } from '../state';
import type { PretendedSize } from '../s3/bucket';

/**
 * An account as data: what was done in it and when, counted back from now. It is played through the account's own
 * operations and scheduler, so what comes out is what AWS would have made of it.
 */
export interface Scenario {
  readonly accountId: string;
  readonly seed: number;
  /** ARN of who calls, unless a role was taken on. */
  readonly caller: string;
  readonly roles: readonly ScenarioRole[];
  /** Sizes that a bucket pretends to have from its creation on. */
  readonly pretended: Readonly<Record<string, PretendedSize>>;
  readonly steps: readonly Step[];
  /** Rights that the caller lacks. */
  readonly denials: readonly Denial[];
}

export interface ScenarioRole {
  readonly name: string;
  readonly path: string;
  /** ARNs of managed policies. */
  readonly attached: readonly string[];
  /** When it was deleted, as a distance back from now. */
  readonly until?: string;
}

/** One call, once or again and again. */
export interface Step {
  readonly at: When;
  /** Repeats it at this distance, such as `6h`, until `until`. */
  readonly every?: string;
  readonly until?: string;
  readonly region: string;
  readonly service: 'backup' | 's3';
  readonly operation: string;
  /**
   * The input as the API takes it. In its texts `{name.Member}` stands for a member of an earlier answer, `{n}` for the
   * number of the repetition, and `{snapshot of BUCKET}` for the newest snapshot of a bucket.
   */
  readonly input: Readonly<Record<string, unknown>>;
  /** Keeps the answer under a name. */
  readonly as?: string;
}

/**
 * A distance back from now (`-40d`, `-3h`, `-20m`), or halfway between the last run of a schedule and now: what happened
 * since then no backup has seen yet, at whatever time of day the account is made.
 */
export type When = string | { readonly sinceLast: string };
