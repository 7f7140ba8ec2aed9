import { setImmediate } from 'node:timers/promises';
import type { ListedBucket } from '../../aws/buckets';
import type { BucketEntry, BucketState } from './bucketEntry';
import type { BucketList } from './bucketList';
import { Fill } from './fill';

/** So many buckets are read although nobody asked; the others when somebody looks at them, or asks for all. */
export const unaskedBuckets = 1_000;

/** Many are queued in several turns of the event loop, so that none is long. */
const queuedAtOnce = 250;

/** How far all buckets are checked. */
export interface CheckProgress {
  readonly checked: number;
  readonly all: number;
}

export interface FactsOptions {
  /** Reads one bucket. It does not throw. */
  readonly read: (listed: ListedBucket) => Promise<BucketState>;
  /** A bucket has changed. */
  readonly changed: (name: string) => void;
  /** How many buckets are read although nobody asked. */
  readonly unasked: number;
}

/** Which buckets of a list are read, and in which order. What is read becomes part of the list. */
export class BucketFacts {
  readonly #list: BucketList;
  readonly #options: FactsOptions;
  readonly #fill = new Fill((name) => this.#read(name));
  /** Counts the reads of each bucket, so that a slow answer does not take the place of a later one. */
  readonly #reads = new Map<string, number>();
  /** How many more may be read unasked. */
  #unasked: number;

  constructor(list: BucketList, options: FactsOptions) {
    this.#list = list;
    this.#options = options;
    this.#unasked = options.unasked;
  }

  /** Reads those that are new, as far as that is done unasked. */
  add(names: readonly string[]): void {
    const some = names.slice(0, this.#unasked);
    this.#unasked -= some.length;
    for (const name of some) this.#list.setState(name, { kind: 'waiting' });
    this.#fill.add(some);
  }

  /** Reads the first again, as far as that is done unasked, and forgets the others. Settles when all are read. */
  renew(names: readonly string[]): Promise<void> {
    const { unasked } = this.#options;
    for (const name of names.slice(unasked)) this.#list.setState(name, { kind: 'listed' });
    this.#unasked = Math.max(0, unasked - names.length);
    this.#fill.add(names.slice(0, unasked));
    return this.#fill.whenIdle();
  }

  /** Reads one before the others that wait, or now where it does not wait and is not read. */
  attend(name: string): void {
    const kind = this.#list.entry(name)?.state.kind;
    if (kind === 'waiting') this.#fill.prefer(name);
    else if (kind === 'listed') void this.first(name);
  }

  /** Reads one now, whether or not it is read. Settles when it is. */
  first(name: string): Promise<void> {
    if (this.#list.entry(name)?.state.kind === 'listed') this.#list.setState(name, { kind: 'waiting' });
    return this.#fill.first(name);
  }

  /** Reads all that are not read yet. @param signal Gives up those that still wait. */
  async checkAll(signal: AbortSignal, progress: (progress: CheckProgress) => void): Promise<void> {
    const isOpen = ({ state: { kind } }: BucketEntry): boolean => kind === 'listed' || kind === 'waiting';
    const names = this.#list.here.filter(isOpen).map(({ listed }) => listed.name);
    const giveUp = (): void => {
      for (const name of this.#fill.drop(names)) this.#set(name, { state: { kind: 'listed' } });
    };
    signal.addEventListener('abort', giveUp, { once: true });
    let checked = 0;
    const underWay: Promise<void>[] = [];
    for (let from = 0; from < names.length && !signal.aborted; from += queuedAtOnce) {
      const some = names.slice(from, from + queuedAtOnce);
      for (const name of some) this.#set(name, { state: { kind: 'waiting' } });
      const readSome = this.#fill.all(some, () => {
        checked += 1;
        progress({ checked, all: names.length });
      });
      underWay.push(readSome);
      await setImmediate();
    }
    await Promise.all(underWay);
    signal.removeEventListener('abort', giveUp);
  }

  /** Settles when nothing waits to be read, or at the end. */
  whenFilled(): Promise<void> {
    return this.#fill.whenIdle();
  }

  end(): void {
    this.#fill.end();
  }

  async #read(name: string): Promise<void> {
    const entry = this.#list.entry(name);
    if (entry === undefined) return;
    const turn = (this.#reads.get(name) ?? 0) + 1;
    this.#reads.set(name, turn);
    this.#set(name, entry.state.kind === 'read' ? { isRenewing: true } : { state: { kind: 'reading' } });
    const state = await this.#options.read(entry.listed);
    if (this.#reads.get(name) === turn) this.#set(name, { state, isRenewing: false });
  }

  #set(name: string, change: Partial<Omit<BucketEntry, 'listed'>>): void {
    if (this.#list.set(name, change)) this.#options.changed(name);
  }
}
