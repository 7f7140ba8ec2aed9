import * as l10n from '@vscode/l10n';
import { estateOf } from '../../../aws/account';
import type { RegionReading } from '../../../aws/region';
import type { Bucket } from '../../../model/bucket';
import type { Estate } from '../../../model/estate';
import { complete } from '../../../model/estate';
import type { Fact } from '../../../model/fact';
import { known, valueOf } from '../../../model/fact';
import type { BackupSelection } from '../../../model/selection';
import { explainMiss } from '../../../protection/explain';
import { matchSelection } from '../../../protection/obstacles';
import type { Coverage, SelectionSubject } from '../../../protection/selection';
import { covers } from '../../../protection/selection';
import type { AccountSession } from '../../session/accountSession';
import type { BucketEntry } from '../../session/bucketEntry';
import { Slices } from '../../../shared/slices';
import type { Askable } from '../askable';
import { askableIn } from '../askable';

/** One bucket that a tried selection has to do with. */
export interface TrialBucket {
  readonly name: string;
  /** Sentences. */
  readonly notes: readonly string[];
}

/** What a tried selection would match, against what is now. Sorted by name. */
export interface Comparison {
  readonly joins: readonly TrialBucket[];
  readonly leaves: readonly TrialBucket[];
  readonly stays: readonly TrialBucket[];
  /** Whether they are matched, now or then, is neither yes nor no: something about them could not be read. */
  readonly cannotTell: readonly TrialBucket[];
  /** Buckets that are not read. */
  readonly unread: number;
  /** Whether there are more buckets than were listed. */
  readonly isCut: boolean;
}

interface Trial {
  readonly tried: BackupSelection;
  /** The selection as it is; none for one that is new. */
  readonly now: BackupSelection | undefined;
  readonly reading: RegionReading;
}

type Found = Record<'joins' | 'leaves' | 'stays' | 'cannotTell', TrialBucket[]>;

/** Asks of one bucket after the other what the trial changes for it. */
class Comparer {
  readonly found: Found = { joins: [], leaves: [], stays: [], cannotTell: [] };
  readonly #trial: Trial;
  readonly #others: readonly BackupSelection[];
  readonly #estate: Estate;

  constructor(trial: Trial) {
    this.#trial = trial;
    this.#others = trial.reading.selections.items.filter(({ id }) => id !== trial.now?.id);
    this.#estate = estateOf(trial.reading, complete([]), known(''));
  }

  add({ name, bucket, subject }: Extract<Askable, { kind: 'subject' }>): void {
    const { tried, now } = this.#trial;
    const before = now === undefined ? 'not-covered' : covers(now, subject);
    const after = covers(tried, subject);
    switch (after) {
      case 'covered':
        if (before === 'covered') this.found.stays.push({ name, notes: [] });
        else this.found.joins.push({ name, notes: before === 'cannot-tell' ? [wasWords(before)] : [] });
        return;
      case 'not-covered':
        this.#addUncovered(name, subject, before);
        return;
      case 'cannot-tell':
        this.found.cannotTell.push({ name, notes: [...deniedNotes(bucket), wasWords(before)] });
    }
  }

  addUnreadable(name: string, why: Fact<never>): void {
    this.found.cannotTell.push({ name, notes: unreadNotes(why) });
  }

  #addUncovered(name: string, subject: SelectionSubject, before: Coverage): void {
    switch (before) {
      case 'covered': {
        const misses = explainMiss(matchSelection(this.#trial.tried, subject), this.#estate);
        this.found.leaves.push({ name, notes: [...misses, this.#elsewhere(subject)] });
        return;
      }
      case 'cannot-tell':
        this.found.cannotTell.push({ name, notes: [l10n.t('It would not be matched.'), wasWords(before)] });
        return;
      case 'not-covered':
    }
  }

  /** Whether a bucket that leaves is left alone: "nothing" is said only where all selections are known. */
  #elsewhere(subject: SelectionSubject): string {
    const answers = this.#others.map((selection) => ({ selection, coverage: covers(selection, subject) }));
    const still = answers.find(({ coverage }) => coverage === 'covered');
    if (still !== undefined) {
      const { name, id } = still.selection;
      return l10n.t('Selection {0} still matches it.', valueOf(name) ?? id);
    }
    const isSure = this.#trial.reading.selections.completeness.kind === 'complete';
    return isSure && answers.every(({ coverage }) => coverage === 'not-covered')
      ? l10n.t('No other selection matches it: it would not be backed up any more.')
      : l10n.t('Whether another selection matches it cannot be told.');
  }
}

function wasWords(before: Coverage): string {
  switch (before) {
    case 'covered':
      return l10n.t('It is matched now.');
    case 'not-covered':
      return l10n.t('It is not matched now.');
    case 'cannot-tell':
      return l10n.t('Whether it is matched now cannot be told.');
  }
}

function deniedNotes({ tags }: Bucket): readonly string[] {
  return tags.state === 'denied' ? [l10n.t('{0} is denied.', tags.action)] : [];
}

function unreadNotes(why: Fact<never>): readonly string[] {
  return [why.state === 'denied' ? l10n.t('{0} is denied.', why.action) : l10n.t('It could not be read.')];
}

function byName(buckets: readonly TrialBucket[]): readonly TrialBucket[] {
  return buckets.toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

/**
 * Asks of every listed bucket of the Region what a selection would do to it. Only what is known is compared; nothing
 * is read.
 * @throws the reason of the signal.
 */
export async function compareSelections(
  trial: Trial,
  session: AccountSession,
  signal?: AbortSignal,
): Promise<Comparison> {
  const comparer = new Comparer(trial);
  let unread = 0;
  const visit = (entry: BucketEntry): void => {
    const bucket = askableIn(trial.reading, entry);
    if (bucket?.kind === 'subject') comparer.add(bucket);
    else if (bucket?.kind === 'unreadable') comparer.addUnreadable(bucket.name, bucket.why);
    else if (bucket?.kind === 'unread') unread += 1;
  };
  await new Slices(signal).visit(session.entries, visit);
  const { joins, leaves, stays, cannotTell } = comparer.found;
  const { list } = session;
  return {
    joins: byName(joins),
    leaves: byName(leaves),
    stays: byName(stays),
    cannotTell: byName(cannotTell),
    unread,
    isCut: list.kind !== 'read' || list.next !== undefined,
  };
}
