import type { Json } from '../journal/record';
import type { UndoCounts } from './undoDeletes';

/** An undo as the journal keeps it, so that another window can go on with it. Plain data. */
export interface UndoJob {
  readonly bucket: string;
  readonly region: string;
  readonly prefix: string;
  /** ISO 8601. */
  readonly since: string;
  /** The file that lists the keys, one a line. */
  readonly list: string;
  /** The file that what is not as it was is written to, one key a line. */
  readonly remarks: string;
  /** How many keys are listed. */
  readonly keys: number;
}

/** How far it is. */
export interface UndoProgress {
  /** The markers of all keys of the list up to this one are removed, as far as S3 did so. */
  readonly key: string;
}

export const undoJobName = 'undoDeletes';

export function jobJson({ bucket, region, prefix, since, list, remarks, keys }: UndoJob): Json {
  return { bucket, region, prefix, since, list, remarks, keys };
}

export function progressJson({ key }: UndoProgress): Json {
  return { key };
}

function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @throws Error where it is not what {@link jobJson} gave. */
export function readJob(value: unknown): UndoJob {
  const texts = ['bucket', 'region', 'prefix', 'since', 'list', 'remarks'];
  const isJob = isFields(value) && texts.every((name) => typeof value[name] === 'string') && Number(value['keys']) >= 0;
  if (!isJob) throw new Error('The journal does not say what is to be undone.');
  return value as unknown as UndoJob;
}

/** The counts that were written down when it ended. */
export function readCounts(value: unknown): UndoCounts | undefined {
  const names = ['back', 'mayBeOlder', 'left', 'failed'];
  const areCounts = isFields(value) && names.every((name) => typeof value[name] === 'number');
  return areCounts ? (value as unknown as UndoCounts) : undefined;
}

/** @returns `undefined` where nothing was reached yet. */
export function readProgress(value: unknown): UndoProgress | undefined {
  return isFields(value) && typeof value['key'] === 'string' ? { key: value['key'] } : undefined;
}
