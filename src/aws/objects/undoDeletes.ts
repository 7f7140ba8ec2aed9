import PQueue from 'p-queue';
import type { DeletedKey, LeftAlone } from '../../protection/versions/undo';
import { recheck } from '../../protection/versions/undo';
import type { BucketAddress } from '../changes/changeTarget';
import type { Failure } from '../failure';
import { classify, isAbort } from '../failure';
import type { Batch } from './batches';
import { inBatches, largestBatch } from './batches';
import { listVersionsAction } from './listVersions';
import type { LookPlace } from './lookAgain';
import { lookAgain } from './lookAgain';
import { isPassingCode, patiently, waitBefore } from './patience';
import type { MarkerErrors } from './removeMarkers';
import { markerId, removeMarkers } from './removeMarkers';

/** Batches under way at once. */
export const parallelBatches = 8;

/** So often a key is tried for which S3 says that it may go through later. */
const mostTries = 5;

/** Where the deletes are undone. */
export interface UndoPlace extends LookPlace {
  readonly address: BucketAddress;
}

/** What there is to say of a key: why it is not back, or that it may be older than what was deleted. */
export type UndoRemark =
  | { readonly key: string; readonly why: LeftAlone | 'may-be-older' }
  | { readonly key: string; readonly why: 'failed'; readonly code: string; readonly message: string };

export interface UndoCounts {
  /** Keys that are current again, those among them that may be older too. */
  readonly back: number;
  readonly mayBeOlder: number;
  readonly left: number;
  readonly failed: number;
}

export const noCounts: UndoCounts = { back: 0, mayBeOlder: 0, left: 0, failed: 0 };

export interface UndoListener {
  /** Told of keys before `reached` is told of them. */
  report(remarks: readonly UndoRemark[]): Promise<void>;
  /** All keys of the list up to this one are dealt with. `counts` are of all since the beginning. */
  reached(key: string, counts: UndoCounts): Promise<void>;
  /** Waits, in milliseconds. */
  wait(milliseconds: number): Promise<void>;
}

export type UndoEnd =
  { readonly kind: 'done' } | { readonly kind: 'cancelled' } | { readonly kind: 'failed'; readonly failure: Failure };

interface Attempt {
  /** Keys that are to be looked at once more. */
  readonly again: readonly DeletedKey[];
  /** Whether some of them failed. */
  readonly hasFailed: boolean;
}

interface BatchResult {
  readonly remarks: readonly UndoRemark[];
  readonly counts: UndoCounts;
}

function sum(one: UndoCounts, other: UndoCounts): UndoCounts {
  return {
    back: one.back + other.back,
    mayBeOlder: one.mayBeOlder + other.mayBeOlder,
    left: one.left + other.left,
    failed: one.failed + other.failed,
  };
}

/** Collects what became of the keys of a batch. */
class Tally {
  readonly remarks: UndoRemark[] = [];
  #back = 0;
  #mayBeOlder = 0;
  #left = 0;
  #failed = 0;

  get counts(): UndoCounts {
    return { back: this.#back, mayBeOlder: this.#mayBeOlder, left: this.#left, failed: this.#failed };
  }

  back({ key, mayBeOlder }: DeletedKey): void {
    this.#back += 1;
    if (!mayBeOlder) return;
    this.#mayBeOlder += 1;
    this.remarks.push({ key, why: 'may-be-older' });
  }

  left({ key }: DeletedKey, why: LeftAlone): void {
    this.#left += 1;
    this.remarks.push({ key, why });
  }

  failed({ key }: DeletedKey, { code, message }: { readonly code: string; readonly message: string }): void {
    this.#failed += 1;
    this.remarks.push({ key, why: 'failed', code, message });
  }
}

/** Tells how far all is done, although batches end in any order. */
class Reached {
  readonly #tell: (key: string, counts: UndoCounts) => Promise<void>;
  readonly #waiting = new Map<number, { readonly key: string; readonly counts: UndoCounts }>();
  #begun = 0;
  #next = 0;
  #counts: UndoCounts;
  #telling: Promise<void> = Promise.resolve();

  constructor(counts: UndoCounts, tell: (key: string, counts: UndoCounts) => Promise<void>) {
    this.#counts = counts;
    this.#tell = tell;
  }

  begin(): number {
    this.#begun += 1;
    return this.#begun - 1;
  }

  end(place: number, key: string, counts: UndoCounts): Promise<void> {
    this.#waiting.set(place, { key, counts });
    this.#telling = this.#telling.then(() => this.#tellOn());
    return this.#telling;
  }

  async #tellOn(): Promise<void> {
    let last: string | undefined;
    for (let one = this.#waiting.get(this.#next); one !== undefined; one = this.#waiting.get(this.#next)) {
      this.#waiting.delete(this.#next);
      this.#next += 1;
      this.#counts = sum(this.#counts, one.counts);
      last = one.key;
    }
    if (last !== undefined) await this.#tell(last, this.#counts);
  }
}

/** One undo: batches of keys, a few at a time, each looked at again right before its markers are removed. */
class UndoRun {
  readonly #place: UndoPlace;
  readonly #listener: UndoListener;
  readonly #signal: AbortSignal;
  readonly #queue = new PQueue({ concurrency: parallelBatches });
  #end: UndoEnd | undefined;

  constructor(place: UndoPlace, listener: UndoListener, signal: AbortSignal) {
    this.#place = place;
    this.#listener = listener;
    this.#signal = signal;
  }

  async run(batches: AsyncIterable<Batch>, counts: UndoCounts): Promise<UndoEnd> {
    const reached = new Reached(counts, (key, sums) => this.#listener.reached(key, sums));
    for await (const batch of batches) {
      await this.#queue.onSizeLessThan(1);
      if (this.#isOver()) break;
      const place = reached.begin();
      void this.#queue.add(() => this.#one(batch, (key, result) => reached.end(place, key, result)));
    }
    await this.#queue.onIdle();
    return this.#end ?? { kind: 'done' };
  }

  #isOver(): boolean {
    if (this.#signal.aborted) this.#end ??= { kind: 'cancelled' };
    return this.#end !== undefined;
  }

  async #one(batch: Batch, ended: (key: string, counts: UndoCounts) => Promise<void>): Promise<void> {
    if (this.#isOver()) return;
    try {
      const { remarks, counts } = await this.#carryOut(batch);
      if (remarks.length > 0) await this.#listener.report(remarks);
      await ended(batch.keys.at(-1)?.key ?? '', counts);
    } catch (error) {
      const isCancelled = this.#signal.aborted || isAbort(error);
      this.#end ??= isCancelled
        ? { kind: 'cancelled' }
        : { kind: 'failed', failure: classify(error, 's3:DeleteObjectVersion') };
    }
  }

  async #carryOut(batch: Batch): Promise<BatchResult> {
    const tally = new Tally();
    let keys = batch.keys;
    for (let attempt = 1; keys.length > 0; attempt += 1) {
      const { again, hasFailed } = await this.#attempt({ ...batch, keys }, tally, attempt >= mostTries);
      if (hasFailed) await this.#wait(waitBefore(attempt));
      keys = again;
    }
    return tally;
  }

  async #attempt(batch: Batch, tally: Tally, isLast: boolean): Promise<Attempt> {
    const now = await this.#patiently(listVersionsAction, () => lookAgain(this.#place, batch, this.#signal));
    const removals: { readonly planned: DeletedKey; readonly markers: readonly string[] }[] = [];
    for (const planned of batch.keys) {
      const found = recheck(planned, now.get(planned.key) ?? []);
      if (found.kind === 'back') tally.back(planned);
      else if (found.kind === 'leave') tally.left(planned, found.why);
      else removals.push({ planned, markers: found.markers });
    }
    const errors = await this.#remove(
      removals.flatMap(({ planned: { key }, markers }) => markers.map((versionId) => ({ key, versionId }))),
    );
    const again = removals.flatMap(({ planned, markers }) => {
      const [error] = markers.flatMap((versionId) => errors.get(markerId({ key: planned.key, versionId })) ?? []);
      const isOnceMore = error === undefined ? planned.unsure !== undefined : isPassingCode(error.code);
      if (isOnceMore && !isLast) return [planned];
      if (error === undefined) tally.back(planned);
      else tally.failed(planned, error);
      return [];
    });
    return { again, hasFailed: again.length > 0 && errors.size > 0 };
  }

  /** In as many calls as it takes: a key may have got more markers than were counted. */
  async #remove(markers: readonly { readonly key: string; readonly versionId: string }[]): Promise<MarkerErrors> {
    const errors = new Map<string, { readonly code: string; readonly message: string }>();
    for (let from = 0; from < markers.length; from += largestBatch) {
      const part = markers.slice(from, from + largestBatch);
      this.#signal.throwIfAborted();
      const { s3, address } = this.#place;
      const found = await this.#patiently('s3:DeleteObjectVersion', () => removeMarkers(s3, address, part));
      for (const [id, error] of found) errors.set(id, error);
    }
    return errors;
  }

  #patiently<T>(action: string, call: () => Promise<T>): Promise<T> {
    const throttled = (): void => {
      this.#queue.concurrency = Math.max(1, Math.floor(this.#queue.concurrency / 2));
    };
    return patiently(action, { wait: (milliseconds) => this.#wait(milliseconds), throttled }, call);
  }

  async #wait(milliseconds: number): Promise<void> {
    this.#signal.throwIfAborted();
    await this.#listener.wait(milliseconds);
    this.#signal.throwIfAborted();
  }
}

/** From where an undo goes on. */
export interface UndoStart {
  /** The last key that was dealt with. */
  readonly key: string;
  readonly counts: UndoCounts;
}

/**
 * Brings keys back by removing the delete markers that hide them, and nothing else: each key is looked at again right
 * before, and left alone where it was written or deleted since. It holds a few batches, however long the list is, and may
 * be run again from any key that it has reached.
 *
 * @param list The keys, in the order of the listing; without those before `start`.
 * @param signal Ends it between two calls: calls that write are never given up half way.
 */
export function undoDeletes(
  list: AsyncIterable<DeletedKey>,
  place: UndoPlace,
  listener: UndoListener,
  signal: AbortSignal,
  start?: UndoStart,
): Promise<UndoEnd> {
  const run = new UndoRun(place, listener, signal);
  return run.run(inBatches(list, start?.key), start?.counts ?? noCounts);
}
