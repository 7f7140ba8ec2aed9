import type { BucketPage, ListedBucket } from '../../aws/buckets';
import type { Failure } from '../../aws/failure';
import type { BucketEntry, BucketState } from './bucketEntry';
import { waitsForSomebody } from './bucketEntry';

/** How far the list of buckets is read. */
export type ListState =
  | { readonly kind: 'reading' }
  /** Nothing is listed. */
  | { readonly kind: 'failed'; readonly failure: Failure }
  | {
      readonly kind: 'read';
      readonly asOf: Date;
      /** Where the next page starts; missing where all is listed. */
      readonly next?: string;
      /** Why it could not be read again, or further. */
      readonly failure?: Failure;
    };

/** The buckets that are known by name, and what is known of each. */
export class BucketList {
  readonly #regions: readonly string[];
  #entries = new Map<string, BucketEntry>();
  #state: ListState = { kind: 'reading' };
  #pages = 0;
  /** How many wait for somebody. Kept, because it is told with each change. */
  #attention = 0;

  /** @param regions The Regions whose buckets are shown. */
  constructor(regions: readonly string[], pins: readonly string[]) {
    this.#regions = regions;
    for (const name of pins) this.pin(name);
  }

  get state(): ListState {
    return this.#state;
  }

  /** How many pages are read, each one call. */
  get pages(): number {
    return this.#pages;
  }

  get attention(): number {
    return this.#attention;
  }

  /** The pinned ones, then those in the Regions shown, by name. One whose Region is not known is among them. */
  get here(): readonly BucketEntry[] {
    return [...this.#entries.values()].filter((entry) => this.isHere(entry));
  }

  /** Listed in other Regions. */
  get elsewhere(): readonly ListedBucket[] {
    return [...this.#entries.values()].filter((entry) => !this.isHere(entry)).map(({ listed }) => listed);
  }

  entry(name: string): BucketEntry | undefined {
    return this.#entries.get(name);
  }

  isHere({ listed, state, isPinned }: BucketEntry): boolean {
    const region = listed.region ?? (state.kind === 'read' ? state.region : undefined);
    return isPinned || region === undefined || this.#regions.includes(region);
  }

  /** Adds the pages of a list; with `renew` they take the place of those that were read. @returns the new names here. */
  add(pages: readonly BucketPage[], asOf: Date, renew: boolean): readonly string[] {
    const before = this.#entries;
    if (renew) {
      this.#entries = new Map([...before].filter(([, { isPinned }]) => isPinned).map(unlisted));
      this.#pages = 0;
    }
    const fresh: string[] = [];
    for (const listed of pages.flatMap(({ buckets }) => buckets)) {
      const { name } = listed;
      const known = this.#entries.get(name) ?? before.get(name);
      const entry = known === undefined ? newEntry(listed) : { ...known, listed, isListed: true };
      this.#entries.set(name, entry);
      if (known === undefined && this.isHere(entry)) fresh.push(name);
    }
    this.#pages += pages.length;
    const next = pages.at(-1)?.next;
    this.#state = { kind: 'read', asOf, ...(next !== undefined && { next }) };
    this.#attention = [...this.#entries.values()].filter(waitsForSomebody).length;
    return fresh;
  }

  /** A page could not be read. What is listed stays. */
  fail(failure: Failure): void {
    this.#state = this.#state.kind === 'read' ? { ...this.#state, failure } : { kind: 'failed', failure };
  }

  /** @returns whether there is such a bucket. */
  set(name: string, change: Partial<Omit<BucketEntry, 'listed'>>): boolean {
    const entry = this.#entries.get(name);
    if (entry === undefined) return false;
    const changed = { ...entry, ...change };
    this.#attention += Number(waitsForSomebody(changed)) - Number(waitsForSomebody(entry));
    this.#entries.set(name, changed);
    return true;
  }

  setState(name: string, state: BucketState): boolean {
    return this.set(name, { state, isRenewing: false });
  }

  pin(name: string): void {
    const known = this.#entries.get(name);
    const entry: BucketEntry = known ?? {
      listed: { name },
      state: { kind: 'listed' },
      isListed: false,
      isPinned: true,
    };
    this.#entries.set(name, { ...entry, isPinned: true });
  }

  unpin(name: string): void {
    const entry = this.#entries.get(name);
    if (entry === undefined) return;
    this.set(name, { isPinned: false });
    if (entry.isListed) return;
    this.#attention -= Number(waitsForSomebody(entry));
    this.#entries.delete(name);
  }
}

const onlyListed: BucketState = { kind: 'listed' };

function newEntry(listed: ListedBucket): BucketEntry {
  return { listed, state: onlyListed, isListed: true, isPinned: false };
}

function unlisted([name, entry]: readonly [string, BucketEntry]): [string, BucketEntry] {
  return [name, { ...entry, isListed: false }];
}
