import type { Failure } from '../failure';
import type { Intent, JournalRecord, Json } from './record';

/** How far a piece of work is, as far as the journal knows. */
export type WorkState =
  /** The call was about to be made. Whether it was, only the account can tell. */
  | { readonly kind: 'intended' }
  | { readonly kind: 'refused'; readonly failure: Failure; readonly at: Date }
  | { readonly kind: 'started'; readonly jobId?: string; readonly at: Date }
  /** `state` is AWS's word. */
  | {
      readonly kind: 'ended';
      readonly state: string;
      readonly verified?: Json;
      /** What AWS said of it. */
      readonly message?: string;
      readonly jobId?: string;
      readonly at: Date;
    };

/** One piece of work. */
export interface WorkEntry extends Intent {
  readonly id: string;
  /** When it was asked for. */
  readonly at: Date;
  readonly state: WorkState;
  /** Work of our own: from where it goes on. */
  readonly progress?: Json;
  readonly isDismissed: boolean;
}

/** Whether something may still happen to it: it is not over, and nobody has given it up. */
export function isOpen({ state, isDismissed }: WorkEntry): boolean {
  return !isDismissed && (state.kind === 'intended' || state.kind === 'started');
}

/** The job that it became. */
export function jobIdOf({ state }: WorkEntry): string | undefined {
  return state.kind === 'started' || state.kind === 'ended' ? state.jobId : undefined;
}

function started(entry: WorkEntry, jobId: string | undefined, at: Date): WorkEntry {
  // What has begun or ended does not begin again.
  if (entry.state.kind === 'ended' || entry.state.kind === 'started') return entry;
  return { ...entry, state: { kind: 'started', at, ...(jobId !== undefined && { jobId }) } };
}

function ended(entry: WorkEntry, record: Extract<JournalRecord, { readonly kind: 'ended' }>): WorkEntry {
  const { state, verified, message } = record;
  const jobId = jobIdOf(entry);
  return {
    ...entry,
    state: {
      kind: 'ended',
      state,
      at: new Date(record.at),
      ...(verified !== undefined && { verified }),
      ...(message !== undefined && { message }),
      ...(jobId !== undefined && { jobId }),
    },
  };
}

/** The entry as a record leaves it; `undefined` where the record is of an entry that is not there. */
export function withRecord(entry: WorkEntry | undefined, record: JournalRecord): WorkEntry | undefined {
  const at = new Date(record.at);
  if (record.kind === 'intended') {
    return entry ?? { ...record.intent, id: record.id, at, state: { kind: 'intended' }, isDismissed: false };
  }
  if (entry === undefined) return undefined;
  switch (record.kind) {
    case 'started':
      return started(entry, record.jobId, at);
    case 'refused':
      return { ...entry, state: { kind: 'refused', failure: record.failure, at } };
    case 'progressed':
      return { ...entry, progress: record.data };
    case 'ended':
      return ended(entry, record);
    case 'dismissed':
      return { ...entry, isDismissed: true };
  }
}

/** All that the records tell of, in the order in which it was asked for. */
export function entriesOf(records: readonly JournalRecord[]): readonly WorkEntry[] {
  const entries = new Map<string, WorkEntry>();
  for (const record of records) {
    const entry = withRecord(entries.get(record.id), record);
    if (entry !== undefined) entries.set(record.id, entry);
  }
  return [...entries.values()];
}
