import { randomUUID } from 'node:crypto';
import * as l10n from '@vscode/l10n';
import type { Failure } from '../failure';
import type { WorkEntry } from './entry';
import { entriesOf, isOpen, withRecord } from './entry';
import type { JournalContents, RecordStore } from './journalFile';
import type { JournalLock, LockHolder } from './journalLock';
import type { Addition, Intent, JournalRecord, Json } from './record';
import { journalVersion } from './record';

/** Another window of this machine, or of another one on the same storage, writes the journal. */
export class JournalBusyError extends Error {
  override readonly name = 'JournalBusyError';
  readonly holder: LockHolder;

  constructor(holder: LockHolder) {
    super(
      l10n.t(
        'Another window is at work on this account. Wait until its jobs have ended, or go on there. (process {0})',
        holder.pid,
      ),
    );
    this.holder = holder;
  }
}

/** What is over is kept this long, unless a person has seen it. AWS Backup lists jobs no longer. In milliseconds. */
const keptFor = 30 * 24 * 60 * 60 * 1_000;

/** The records that are still of use: all of entries that are not over and seen, and of progress only the last. */
export function worthKeeping(records: readonly JournalRecord[], now: Date): readonly JournalRecord[] {
  const over = new Set(
    entriesOf(records)
      .filter((entry) => !isOpen(entry) && (entry.isDismissed || now.getTime() - entry.at.getTime() > keptFor))
      .map(({ id }) => id),
  );
  const lastProgress = new Map(
    records.filter(({ kind }) => kind === 'progressed').map((record) => [record.id, record]),
  );
  return records.filter(
    (record) => !over.has(record.id) && (record.kind !== 'progressed' || lastProgress.get(record.id) === record),
  );
}

export interface JournalOptions {
  readonly store: RecordStore;
  readonly lock: JournalLock;
  /** The time of the account, which is compared with that of its jobs. */
  readonly now?: () => Date;
}

/**
 * What was asked of an account and may not be over, written down before it is asked. It outlives the window: whoever
 * opens it next goes on where this one was killed.
 *
 * Only one window writes. It holds the lock from its first record until nothing is open any more.
 */
export class Journal {
  readonly #store: RecordStore;
  readonly #lock: JournalLock;
  readonly #now: () => Date;
  readonly #listeners = new Set<() => void>();
  #entries = new Map<string, WorkEntry>();
  #damaged = 0;
  #holder: LockHolder | undefined;
  #isLoaded = false;
  /** One thing after the other. */
  #queue: Promise<unknown> = Promise.resolve();

  constructor({ store, lock, now = () => new Date() }: JournalOptions) {
    this.#store = store;
    this.#lock = lock;
    this.#now = now;
  }

  /** All that is not forgotten, in the order in which it was asked for. */
  get entries(): readonly WorkEntry[] {
    return [...this.#entries.values()];
  }

  /** What is not over. */
  get open(): readonly WorkEntry[] {
    return this.entries.filter(isOpen);
  }

  /** How many lines could not be read; they are kept beside the journal. */
  get damaged(): number {
    return this.#damaged;
  }

  /** Who writes the journal, where it is another window; then nothing can be done here. */
  get holder(): LockHolder | undefined {
    return this.#holder;
  }

  entry(id: string): WorkEntry | undefined {
    return this.#entries.get(id);
  }

  /** @returns what ends it. */
  onDidChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Reads what is there, without the lock: enough to show it. */
  look(): Promise<void> {
    return this.#inTurn(async () => {
      if (!this.#isLoaded) this.#show(await this.#store.read());
    });
  }

  /**
   * Takes the lock where something is open, so that it can be gone on with.
   * @returns whether this window is the one that goes on.
   */
  resume(): Promise<boolean> {
    return this.#inTurn(async () => {
      if (!this.#isLoaded) this.#show(await this.#store.read());
      return this.open.length > 0 && (await this.#hold()) === undefined;
    });
  }

  /**
   * Writes down what is about to be asked. When it resolves, the call may be made: a crash does not lose it any more.
   * @returns the id of the entry.
   * @throws JournalBusyError, and what the file system says: then nothing may be asked.
   */
  async begin(intent: Intent): Promise<string> {
    const id = randomUUID();
    await this.#append(id, { kind: 'intended', intent });
    return id;
  }

  /** AWS has taken it on as a job, or work of our own has begun. */
  started(id: string, jobId?: string): Promise<void> {
    return this.#append(id, { kind: 'started', ...(jobId !== undefined && { jobId }) });
  }

  /** Surely nothing was started. */
  refused(id: string, failure: Failure): Promise<void> {
    return this.#append(id, { kind: 'refused', failure });
  }

  /** From where work of our own goes on after a break. */
  progressed(id: string, data: Json): Promise<void> {
    return this.#append(id, { kind: 'progressed', data });
  }

  /** @param message What AWS said of it: it forgets its jobs after a while. */
  ended(id: string, state: string, verified?: Json, message?: string): Promise<void> {
    return this.#append(id, {
      kind: 'ended',
      state,
      ...(verified !== undefined && { verified }),
      ...(message !== undefined && { message }),
    });
  }

  /** A person has seen how it ended, or does not want it any more. */
  dismissed(id: string): Promise<void> {
    return this.#append(id, { kind: 'dismissed' });
  }

  /** Lets other windows have it. What is under way here must be over. */
  close(): Promise<void> {
    return this.#inTurn(() => this.#letGo());
  }

  #append(id: string, addition: Addition): Promise<void> {
    return this.#inTurn(async () => {
      const holder = await this.#hold();
      if (holder !== undefined) throw new JournalBusyError(holder);
      const record: JournalRecord = { ...addition, v: journalVersion, id, at: this.#now().toISOString() };
      try {
        await this.#store.append(record);
        const entry = withRecord(this.#entries.get(id), record);
        if (entry !== undefined) this.#entries.set(id, entry);
      } finally {
        if (this.open.length === 0) await this.#letGo();
      }
      this.#tell();
    });
  }

  /**
   * Takes the lock, and reads what others have written until then.
   * @returns who may write instead of this window, if anybody.
   */
  async #hold(): Promise<LockHolder | undefined> {
    if (this.#isLoaded && (await this.#lock.isHeld())) return undefined;
    // Another window may have put a new file in the place of the one that is open.
    this.#isLoaded = false;
    await this.#store.close();
    this.#holder = await this.#lock.take();
    if (this.#holder !== undefined) {
      this.#show(await this.#store.read());
      return this.#holder;
    }
    const contents = await this.#store.read();
    const records = worthKeeping(contents.records, this.#now());
    if (contents.damaged.length > 0 || records.length < contents.records.length) {
      await this.#store.replace({ ...contents, records });
    }
    this.#show({ ...contents, records });
    this.#isLoaded = true;
    return undefined;
  }

  async #letGo(): Promise<void> {
    this.#isLoaded = false;
    await this.#store.close();
    await this.#lock.release();
  }

  #show({ records, damaged }: JournalContents): void {
    this.#entries = new Map(entriesOf(records).map((entry) => [entry.id, entry]));
    this.#damaged = Math.max(this.#damaged, damaged.length);
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(work);
    this.#queue = turn.catch(() => undefined);
    return turn;
  }
}
