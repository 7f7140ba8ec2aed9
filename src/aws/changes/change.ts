import type { Call } from './calls';
import type { Goal } from './goal';

/** A document that a call replaces as a whole, as the API gives it. `before` is missing where there is none yet. */
export interface ReplacedDocument {
  readonly before: unknown;
  readonly after: unknown;
}

/** A call with what a person wants to know of it. The texts are sentences. */
export interface PlannedCall {
  readonly kind: 'call';
  readonly call: Call;
  /** What will be different: "Turn versioning on for uploads". No full stop. */
  readonly title: string;
  readonly why: string;
  readonly undo: string;
  /** What it may cost, where it may. */
  readonly cost?: string;
  readonly document?: ReplacedDocument;
}

/** How a goal stands in the account, as far as it was read. */
export type Prospect =
  | PlannedCall
  /** It is so already. `what` is a sentence. */
  | { readonly kind: 'holds'; readonly what: string }
  /** AWS would refuse it, or it would lose something. `why` is a sentence. */
  | { readonly kind: 'impossible'; readonly why: string };

export interface Step {
  readonly goal: Goal;
  readonly prospect: Prospect;
}

/** What is to be done, in this order, and nothing else: plain data, made from what the account was when it was read. */
export interface Change {
  /** What it is about, as a heading. */
  readonly title: string;
  /** The account's id, where AWS says it. */
  readonly account?: string;
  readonly asOf: Date;
  /** Tells it from others: a request that is sent twice makes one thing. */
  readonly token: string;
  readonly steps: readonly Step[];
}

/** The calls that a change makes, if nothing has changed by then. */
export function callsOf({ steps }: Change): readonly PlannedCall[] {
  return steps.flatMap(({ prospect }) => (prospect.kind === 'call' ? [prospect] : []));
}

/** Why a change cannot be made as a whole. */
export function obstaclesOf({ steps }: Change): readonly string[] {
  return steps.flatMap(({ prospect }) => (prospect.kind === 'impossible' ? [prospect.why] : []));
}
