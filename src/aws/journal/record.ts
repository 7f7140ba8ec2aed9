import type { StartBackupJobCommandInput, StartRestoreJobCommandInput } from '@aws-sdk/client-backup';
import type { Failure } from '../failure';

/** Data that JSON can say. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Work that takes longer than one answer: a job of AWS Backup, or calls that this program makes one after the other. */
export type WorkOperation =
  | { readonly kind: 'StartBackupJob'; readonly input: StartBackupJobCommandInput }
  | { readonly kind: 'StartRestoreJob'; readonly input: StartRestoreJobCommandInput }
  /** An undo, a copy: work of our own, by its name. */
  | { readonly kind: 'own'; readonly name: string; readonly input: Json };

/** What is to be done, as it is written down before the call that starts it. */
export interface Intent {
  /** Twelve digits, or nothing where AWS does not say whose the credentials are. */
  readonly account?: string;
  readonly region: string;
  /** The connection in words, for a person who looks later by another one. */
  readonly connection: string;
  readonly operation: WorkOperation;
  /** A call that is made twice with it starts one thing. */
  readonly token: string;
  /** What the row says: "Back up orders". In the language of the person, as it was asked for. */
  readonly title: string;
  /** The bucket on whose row it is shown. */
  readonly bucket: string;
  /** Several entries that are one thing to a person have the same. */
  readonly group?: string;
  /** What is to be verified when it has ended, as the operation needs it. */
  readonly asked?: Json;
}

/** What is added to an entry. Dates are written as ISO 8601. */
export type Addition =
  | { readonly kind: 'intended'; readonly intent: Intent }
  /** AWS has taken it on, or work of our own has begun. */
  | { readonly kind: 'started'; readonly jobId?: string }
  /** AWS has surely not taken it on. */
  | { readonly kind: 'refused'; readonly failure: Failure }
  /** Work of our own: from where it goes on after a break. The last one counts. */
  | { readonly kind: 'progressed'; readonly data: Json }
  /** `state` is AWS's word, or for work of our own `COMPLETED`, `FAILED` or `ABORTED`; `message` what it said of it. */
  | { readonly kind: 'ended'; readonly state: string; readonly verified?: Json; readonly message?: string }
  /** A person has seen how it ended, or does not want it any more. */
  | { readonly kind: 'dismissed' };

/** A line of the journal. */
export type JournalRecord = Addition & { readonly v: 1; readonly id: string; readonly at: string };

/** Of the form of a record. A reader that finds a higher one leaves the line as it is. */
export const journalVersion = 1;

/** What a line turned out to be. */
export type ReadLine =
  | { readonly kind: 'record'; readonly record: JournalRecord }
  /** A later release has written it. */
  | { readonly kind: 'newer' }
  | { readonly kind: 'damaged' };

type Fields = Readonly<Record<string, unknown>>;

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isOperation(value: unknown): boolean {
  if (!isFields(value)) return false;
  if (value['kind'] === 'own') return typeof value['name'] === 'string' && 'input' in value;
  return (value['kind'] === 'StartBackupJob' || value['kind'] === 'StartRestoreJob') && isFields(value['input']);
}

function isIntent(value: unknown): boolean {
  const texts = ['region', 'connection', 'token', 'title', 'bucket'];
  return isFields(value) && texts.every((name) => typeof value[name] === 'string') && isOperation(value['operation']);
}

const isAddition: Readonly<Record<Addition['kind'], (fields: Fields) => boolean>> = {
  intended: ({ intent }) => isIntent(intent),
  started: ({ jobId }) => jobId === undefined || typeof jobId === 'string',
  refused: ({ failure }) => isFields(failure) && typeof failure['kind'] === 'string',
  progressed: (fields) => 'data' in fields,
  ended: ({ state, message }) => typeof state === 'string' && (message === undefined || typeof message === 'string'),
  dismissed: () => true,
};

function isRecord(fields: Fields): boolean {
  const { id, at, kind } = fields;
  const hasHead = typeof id === 'string' && typeof at === 'string' && Number.isFinite(Date.parse(at));
  if (!hasHead || typeof kind !== 'string' || !Object.hasOwn(isAddition, kind)) return false;
  return isAddition[kind as Addition['kind']](fields);
}

/** Reads a line. What it says is checked as far as the program hangs on it. */
export function readLine(line: string): ReadLine {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { kind: 'damaged' };
  }
  if (!isFields(value)) return { kind: 'damaged' };
  const { v } = value;
  if (typeof v === 'number' && v > journalVersion) return { kind: 'newer' };
  return v === journalVersion && isRecord(value)
    ? { kind: 'record', record: value as unknown as JournalRecord }
    : { kind: 'damaged' };
}

/** A record as a line, with its end. JSON writes no line break. */
export function lineOf(record: JournalRecord): string {
  return `${JSON.stringify(record)}\n`;
}
