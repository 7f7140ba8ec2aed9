import PQueue from 'p-queue';
import type { DeletedKey, LeftAlone } from '../../protection/versions/undo';
import { recheck } from '../../protection/versions/undo';
import type { BucketAddress } from '../changes/changeTarget';
import type { Failure } from '../failure';
import { classify, isAbort } from '../failure';
import type { Batch } from './batches';
import { inBatches, largestBatch } from './batches';
import type { LiveObject } from './listLive';
import { listLive, listLiveAction } from './listLive';
import { listVersionsAction } from './listVersions';
import type { LookPlace } from './lookAgain';
import { lookAgain } from './lookAgain';
import { isPassingCode, patiently, waitBefore } from './patience';
import type { MarkerErrors } from './removeMarkers';
import { markerId, removeMarkers } from './removeMarkers';

/** Calls that remove markers under way at once. */
export const parallelRemovals = 8;

/** Batches under way at once: some are looked at while others are removed. */
const parallelBatches = 14;

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
  /** The markers of all keys of the list up to this one were removed, as far as S3 did so. */
  removed(key: string): Promise<void>;
  /** Told of keys before `verified` is told of them. */
  report(remarks: readonly UndoRemark[]): Promise<void>;
  /** It is known of all keys of the list up to this one what became of them. */
  verified(key: string, counts: UndoCounts): Promise<void>;
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

function sum(one: UndoCounts, other: UndoCounts): UndoCounts {
  return {
    back: one.back + other.back,
    mayBeOlder: one.mayBeOlder + other.mayBeOlder,
    left: one.left + other.left,
    failed: one.failed + other.failed,
  };
}

/** A current object is the listed version where it was written then and is as large: the listing gives no version ids. */
function isSame({ version }: DeletedKey, live: LiveObject | undefined): boolean {
  return live?.sizeBytes === version.sizeBytes && live.lastModified.getTime() === version.written.getTime();
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

/** How far calls in parallel may go, in batches: half as many where AWS asks for fewer, then slowly more again. */
class Pace {
  readonly queue = new PQueue({ concurrency: parallelBatches });
  #well = 0;

  slower(): void {
    this.#well = 0;
    this.queue.concurrency = Math.max(1, Math.floor(this.queue.concurrency / 2));
  }

  wentWell(): void {
    this.#well += 1;
    if (this.#well < this.queue.concurrency || this.queue.concurrency >= parallelBatches) return;
    this.#well = 0;
    this.queue.concurrency += 1;
  }
}

type Work = (batch: Batch) => Promise<void>;

/** One undo: batches of keys, a few at a time. */
class UndoRun {
  readonly #place: UndoPlace;
  readonly #listener: UndoListener;
  readonly #signal: AbortSignal;
  readonly #pace = new Pace();
  readonly #removals = new PQueue({ concurrency: parallelRemovals });
  #end: UndoEnd | undefined;

  constructor(place: UndoPlace, listener: UndoListener, signal: AbortSignal) {
    this.#place = place;
    this.#listener = listener;
    this.#signal = signal;
  }

  get end(): UndoEnd {
    return this.#end ?? { kind: 'done' };
  }

  /** Removes the markers of keys that nobody has written anew. What fails for single keys is left to the second pass. */
  async remove(batches: AsyncIterable<Batch>): Promise<void> {
    const reached = new Reached(noCounts, (key) => this.#listener.removed(key));
    await this.#each(batches, () => {
      const place = reached.begin();
      return async (batch) => {
        const live = await this.#live(batch);
        await this.#remove(
          batch.keys
            .filter(({ key }) => !live.has(key))
            .flatMap(({ key, markers }) => markers.map((versionId) => ({ key, versionId }))),
        );
        await reached.end(place, batch.keys.at(-1)?.key ?? '', noCounts);
      };
    });
  }

  /** Holds what is current against the list, looks closer at the keys that are not back, and tells what became of each. */
  async verify(batches: AsyncIterable<Batch>): Promise<void> {
    const reached = new Reached(noCounts, (key, sums) => this.#listener.verified(key, sums));
    await this.#each(batches, () => {
      const place = reached.begin();
      return async (batch) => {
        const tally = new Tally();
        const live = await this.#live(batch);
        const others = batch.keys.filter((planned) => {
          const isBack = isSame(planned, live.get(planned.key));
          if (isBack) tally.back(planned);
          return !isBack;
        });
        await this.#lookCloser({ ...batch, keys: others }, tally);
        if (tally.remarks.length > 0) await this.#listener.report(tally.remarks);
        await reached.end(place, batch.keys.at(-1)?.key ?? '', tally.counts);
      };
    });
  }

  /** Works on batches in parallel, until one cannot go on. @param begin Called in the order of the batches. */
  async #each(batches: AsyncIterable<Batch>, begin: () => Work): Promise<void> {
    const { queue } = this.#pace;
    for await (const batch of batches) {
      await queue.onSizeLessThan(1);
      if (this.#isOver()) break;
      const work = begin();
      void queue.add(() => this.#one(batch, work));
    }
    await queue.onIdle();
  }

  #isOver(): boolean {
    if (this.#signal.aborted) this.#end ??= { kind: 'cancelled' };
    return this.#end !== undefined;
  }

  async #one(batch: Batch, work: Work): Promise<void> {
    if (this.#isOver()) return;
    try {
      await work(batch);
      this.#pace.wentWell();
    } catch (error) {
      const isCancelled = this.#signal.aborted || isAbort(error);
      this.#end ??= isCancelled
        ? { kind: 'cancelled' }
        : { kind: 'failed', failure: classify(error, 's3:DeleteObjectVersion') };
    }
  }

  #live(batch: Batch): Promise<ReadonlyMap<string, LiveObject>> {
    return this.#patiently(listLiveAction, () => listLive(this.#place, batch, this.#signal));
  }

  async #lookCloser(batch: Batch, tally: Tally): Promise<void> {
    let keys = batch.keys;
    for (let attempt = 1; keys.length > 0; attempt += 1) {
      const { again, hasFailed } = await this.#attempt({ ...batch, keys }, tally, attempt >= mostTries);
      if (hasFailed) await this.#wait(waitBefore(attempt));
      keys = again;
    }
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
      const { s3, address } = this.#place;
      const found = await this.#patiently('s3:DeleteObjectVersion', () =>
        this.#removals.add(
          () => {
            this.#signal.throwIfAborted();
            return removeMarkers(s3, address, part);
          },
          { throwOnTimeout: true },
        ),
      );
      for (const [id, error] of found) errors.set(id, error);
    }
    return errors;
  }

  #patiently<T>(action: string, call: () => Promise<T>): Promise<T> {
    const throttled = (): void => {
      this.#pace.slower();
    };
    return patiently(action, { wait: (milliseconds) => this.#wait(milliseconds), throttled }, call);
  }

  async #wait(milliseconds: number): Promise<void> {
    this.#signal.throwIfAborted();
    await this.#listener.wait(milliseconds);
    this.#signal.throwIfAborted();
  }
}

/** The keys of a list in its order, from its beginning or from behind a key. May be asked for several times. */
export type KeyList = (behind: string | undefined) => AsyncIterable<DeletedKey>;

/**
 * Brings keys back by removing the delete markers that hide them, and nothing else, in two passes. The first removes the
 * listed markers of keys that are not current objects: what somebody has written anew is left alone. The second holds what
 * is current against the list; keys that are not back are looked at closely, and only a marker that is still the current
 * one is removed then. It holds a few batches, however long the list is, and may be run again at any time.
 *
 * @param signal Ends it between two calls: calls that write are never given up half way.
 * @param behind The last key that an earlier run has told as removed.
 */
export async function undoDeletes(
  list: KeyList,
  place: UndoPlace,
  listener: UndoListener,
  signal: AbortSignal,
  behind?: string,
): Promise<UndoEnd> {
  const run = new UndoRun(place, listener, signal);
  await run.remove(inBatches(list(behind), behind));
  if (run.end.kind === 'done') await run.verify(inBatches(list(undefined), undefined));
  return run.end;
}
