import { setTimeout as sleep } from 'node:timers/promises';
import type { ChangeTarget } from '../changes/changeTarget';
import { addressOf } from '../changes/changeTarget';
import type { Journal } from '../journal/journal';
import { LinesFile, readDeletedList } from './deletedList';
import type { UndoCounts, UndoEnd, UndoRemark } from './undoDeletes';
import { noCounts, undoDeletes } from './undoDeletes';
import type { UndoJob, UndoProgress } from './undoJob';
import { progressJson, readProgress } from './undoJob';

/** So often the journal is told how far it is, in milliseconds: what was done since is only looked at again. */
const noteEvery = 1_000;

/** So many keys that are not as they were are kept; the file has all. */
const keptRemarks = 1_000;

export interface UndoResult {
  readonly end: UndoEnd;
  readonly counts: UndoCounts;
  readonly remarks: readonly UndoRemark[];
}

/** Writes down how far an undo is, now and then. */
class Notes {
  readonly #journal: Journal;
  readonly #id: string;
  #latest: UndoProgress | undefined;
  #written = 0;

  constructor(journal: Journal, id: string) {
    this.#journal = journal;
    this.#id = id;
  }

  async note(progress: UndoProgress): Promise<void> {
    this.#latest = progress;
    if (performance.now() - this.#written >= noteEvery) await this.write();
  }

  async write(): Promise<void> {
    if (this.#latest === undefined) return;
    this.#written = performance.now();
    await this.#journal.progressed(this.#id, progressJson(this.#latest));
    this.#latest = undefined;
  }
}

export interface JournaledUndoOptions {
  /** Ends it between two calls; it can go on later. */
  readonly signal: AbortSignal;
  /** Told of how many keys it is known what became of them. */
  readonly verified: (keys: number) => void;
}

async function carryOut(
  job: UndoJob,
  behind: string | undefined,
  notes: Notes,
  target: ChangeTarget,
  { signal, verified }: JournaledUndoOptions,
): Promise<UndoResult> {
  const { bucket, region, prefix } = job;
  const remarks: UndoRemark[] = [];
  let counts = noCounts;
  const file = await LinesFile.open(job.remarks, 'anew');
  try {
    const end = await undoDeletes(
      (after) => readDeletedList(job.list, after),
      { s3: target.s3(region), bucket, region, prefix, address: addressOf(bucket, target) },
      {
        report: async (some) => {
          remarks.push(...some.slice(0, keptRemarks - remarks.length));
          await file.add(some);
        },
        removed: (key) => notes.note({ key }),
        verified: (_key, sums) => {
          counts = sums;
          verified(sums.back + sums.left + sums.failed);
          return Promise.resolve();
        },
        wait: (milliseconds) => sleep(milliseconds, undefined, { signal }),
      },
      signal,
      behind,
    );
    return { end, counts, remarks };
  } finally {
    await file.close();
  }
}

/**
 * Carries out an undo that the journal has begun, from where it was broken off, to its end or until it is cancelled, and
 * writes down how far it is and how it ended.
 * @throws what the list of keys and the journal say.
 */
export async function journaledUndo(
  id: string,
  job: UndoJob,
  journal: Journal,
  target: ChangeTarget,
  options: JournaledUndoOptions,
): Promise<UndoResult> {
  const notes = new Notes(journal, id);
  const start = readProgress(journal.entry(id)?.progress);
  const result = await carryOut(job, start?.key, notes, target, options);
  await notes.write();
  if (result.end.kind === 'done') {
    const { back, mayBeOlder, left, failed } = result.counts;
    await journal.ended(id, failed === 0 ? 'COMPLETED' : 'FAILED', { back, mayBeOlder, left, failed });
  }
  return result;
}
