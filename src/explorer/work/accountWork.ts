import * as l10n from '@vscode/l10n';
import type { S3Job } from '../../aws/activity';
import type { ChangeTarget } from '../../aws/changes/changeTarget';
import { classify, describeFailure, errorName, isAbort } from '../../aws/failure';
import type { WorkEntry } from '../../aws/journal/entry';
import { isOpen, jobIdOf } from '../../aws/journal/entry';
import { findJob } from '../../aws/journal/findJob';
import type { Journal } from '../../aws/journal/journal';
import { readJob } from '../../aws/journal/readJob';
import { isFinished } from '../../model/job';
import type { AccountSession } from '../session/accountSession';
import type { ShownWork, Sighting } from '../session/workBoard';
import type { WorkKinds } from './workKind';
import { kindOf } from './workKind';

/** A job that is not shown by then was not started, as far as looking again can tell. In milliseconds. */
const shownLateBy = 10 * 60_000;

export interface WorkListener {
  changed(): void;
  /** A job of ours has ended. */
  ended(entry: WorkEntry): void;
  log(message: string): void;
}

/** The work on one account, as one session sees it: goes on with what an earlier window has left, and follows jobs. */
export class AccountWork {
  readonly journal: Journal;
  readonly #session: AccountSession;
  readonly #kinds: WorkKinds;
  readonly #listener: WorkListener;
  readonly #sightings = new Map<string, Sighting>();
  /** What was dismissed for a person because it ended well: it stays in sight until the window closes. */
  readonly #endedHere = new Set<string>();
  readonly #stopListening: () => void;
  /** Calls that write are under way: what is intended is not to be looked for yet. */
  #busy = 0;
  #isClosing = false;
  #looking: Promise<void> | undefined;

  constructor(journal: Journal, session: AccountSession, kinds: WorkKinds, listener: WorkListener) {
    this.journal = journal;
    this.#session = session;
    this.#kinds = kinds;
    this.#listener = listener;
    this.#stopListening = journal.onDidChange(() => {
      listener.changed();
    });
  }

  /** All that is not dismissed, and what has ended well while this window looked. */
  get shown(): readonly ShownWork[] {
    const { entries, holder } = this.journal;
    return entries
      .filter(({ id, isDismissed }) => !isDismissed || this.#endedHere.has(id))
      .map((entry): ShownWork => {
        const sighting = this.#sightings.get(entry.id);
        const kind = this.#kinds.get(kindOf(entry));
        const note = kind?.describe?.(entry);
        return {
          entry,
          isBusy: this.#busy > 0,
          isElsewhere: holder !== undefined,
          ...(sighting && { sighting }),
          ...(note !== undefined && { note }),
          ...(kind?.hasIssues?.(entry) === true && { hasIssues: true }),
        };
      });
  }

  /** What is to be said of the journal as a whole. */
  get notices(): readonly string[] {
    const { damaged, holder } = this.journal;
    return [
      ...(holder === undefined
        ? []
        : [
            l10n.t(
              'Another window is at work on this account. What it does is shown here, and can be gone on with there.',
            ),
          ]),
      ...(damaged === 0
        ? []
        : [
            l10n.t(
              'What was asked for could not be read in full: {0} damaged lines are kept beside the journal, in the storage of the extension. Look at the jobs below.',
              damaged,
            ),
          ]),
    ];
  }

  /** Takes an entry off the list. */
  async dismiss(id: string): Promise<void> {
    this.#endedHere.delete(id);
    if (this.journal.entry(id)?.isDismissed === true) this.#listener.changed();
    else await this.use((journal) => journal.dismissed(id));
  }

  /** Whether the account may still say something new, or another window may let the journal go. */
  get isMoving(): boolean {
    const { open, holder } = this.journal;
    const now = this.#session.now().getTime();
    return open.some(
      (entry) => holder !== undefined || jobIdOf(entry) !== undefined || now - entry.at.getTime() < shownLateBy,
    );
  }

  /** Does something that writes the journal, which is not closed before that has ended. */
  async use<T>(run: (journal: Journal) => Promise<T>): Promise<T> {
    this.#busy += 1;
    try {
      return await run(this.journal);
    } finally {
      this.#busy -= 1;
      this.#listener.changed();
      if (this.#isClosing && this.#busy === 0) await this.journal.close();
    }
  }

  /**
   * Asks the account about all that is open: which jobs were made of what is not known to have been started, and how jobs
   * stand. Starts nothing. What fails is kept with its entry.
   */
  look(): Promise<void> {
    this.#looking ??= this.#look().finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  /** Lets the journal go, once nothing is under way. */
  async close(): Promise<void> {
    this.#isClosing = true;
    this.#stopListening();
    if (this.#busy === 0) await this.journal.close();
  }

  async #look(): Promise<void> {
    const isOurs = await this.journal.resume();
    const target = await this.#session.changeTarget();
    for (const entry of this.journal.open) {
      if (this.#isOver(target)) return;
      try {
        await this.#lookAt(entry, target, isOurs);
      } catch (error) {
        if (isAbort(error) || this.#isOver(target)) return;
        const why = describeFailure(classify(error, 'backup:ListBackupJobs'));
        this.#sightings.set(entry.id, { kind: 'unread', why });
        this.#listener.log(`${entry.title}: ${why}`);
      }
    }
    this.#listener.changed();
  }

  #isOver({ signal }: ChangeTarget): boolean {
    return this.#isClosing || signal.aborted;
  }

  async #lookAt(entry: WorkEntry, target: ChangeTarget, isOurs: boolean): Promise<void> {
    // Work of our own is known here as well as anywhere.
    if (entry.operation.kind === 'own') return;
    const jobId = jobIdOf(entry) ?? (await this.#find(entry, target, isOurs));
    if (jobId === undefined) return;
    const job = await this.#read(entry, jobId, target);
    this.#sightings.set(
      entry.id,
      job === undefined ? { kind: 'not-found' } : { kind: 'job', job, asOf: this.#session.now() },
    );
    if (isOurs && job !== undefined && isFinished(job)) await this.#end(entry.id, job);
  }

  /** The job of an entry that is not known to have been started. While calls are under way here it is not looked for. */
  async #find(entry: WorkEntry, target: ChangeTarget, isOurs: boolean): Promise<string | undefined> {
    if (this.#busy > 0) return undefined;
    const jobId = await findJob(entry, target.backup(entry.region), this.#takenJobs(), target.signal);
    if (jobId === undefined) this.#sightings.set(entry.id, { kind: 'not-found' });
    else if (isOurs) await this.journal.started(entry.id, jobId);
    return jobId;
  }

  async #read(entry: WorkEntry, jobId: string, target: ChangeTarget): Promise<S3Job | undefined> {
    const { operation, region } = entry;
    try {
      return await readJob(operation.kind, jobId, region, target.backup(region), target.signal);
    } catch (error) {
      // AWS Backup forgets jobs after a while.
      if (errorName(error) === 'ResourceNotFoundException') return undefined;
      throw error;
    }
  }

  async #end(id: string, job: S3Job): Promise<void> {
    const entry = this.journal.entry(id);
    if (entry === undefined || !isOpen(entry)) return;
    const kind = this.#kinds.get(kindOf(entry));
    const verified = await kind?.verify?.(entry, job, this.#session);
    await this.journal.ended(id, job.state, verified, job.statusMessage ?? job.messageCategory);
    if (kind?.isWell?.(entry, job) === true) {
      this.#endedHere.add(id);
      await this.journal.dismissed(id);
    }
    this.#listener.ended(this.journal.entry(id) ?? entry);
  }

  #takenJobs(): ReadonlySet<string> {
    return new Set(this.journal.entries.flatMap((entry) => jobIdOf(entry) ?? []));
  }
}
