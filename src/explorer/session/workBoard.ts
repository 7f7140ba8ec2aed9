import { isDeepStrictEqual } from 'node:util';
import type { S3Job } from '../../aws/activity';
import type { WorkEntry } from '../../aws/journal/entry';

/** What the account said of a piece of work. */
export type Sighting =
  | { readonly kind: 'job'; readonly job: S3Job; readonly asOf: Date }
  /** The account has no such job: it may never have been started, or AWS shows it late. */
  | { readonly kind: 'not-found' }
  /** The account does not say. `why` is a sentence without its stop. */
  | { readonly kind: 'unread'; readonly why: string };

/** A piece of work as it is shown. */
export interface ShownWork {
  readonly entry: WorkEntry;
  readonly sighting?: Sighting;
  /** Whether something is being done for it in this window at this moment. */
  readonly isBusy: boolean;
  /** Whether another window goes on with it. */
  readonly isElsewhere: boolean;
  /** What its kind says of how it stands or ended. */
  readonly note?: string;
  /** Its job completed, and what it was asked for is not all there. */
  readonly hasIssues?: boolean;
}

/** The work that was asked of an account, as its rows show it. */
export class WorkBoard {
  #shown: readonly ShownWork[] = [];
  #notices: readonly string[] = [];

  /** In the order in which it was asked for. */
  get all(): readonly ShownWork[] {
    return this.#shown;
  }

  /** What is to be said of the list as a whole, as sentences. */
  get notices(): readonly string[] {
    return this.#notices;
  }

  of(bucket: string): readonly ShownWork[] {
    return this.#shown.filter(({ entry }) => entry.bucket === bucket);
  }

  /** Jobs that are followed, with when each was looked at. */
  get jobs(): readonly { readonly job: S3Job; readonly asOf: Date }[] {
    return this.#shown.flatMap(({ sighting }) => (sighting?.kind === 'job' ? [sighting] : []));
  }

  /** @returns the buckets on whose rows something has changed. */
  replace(shown: readonly ShownWork[], notices: readonly string[]): readonly string[] {
    this.#notices = notices;
    const names = new Set([...this.#shown, ...shown].map(({ entry }) => entry.bucket));
    const before = new Map([...names].map((name) => [name, this.of(name)]));
    this.#shown = shown;
    return [...names].filter((name) => !isDeepStrictEqual(before.get(name), this.of(name)));
  }
}
