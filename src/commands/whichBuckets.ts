import type { CurrentSession } from '../explorer/session/currentSession';
import { bucketNamed, whichBucket } from './whichBucket';

/** The buckets that a command is for: those of the selected rows, that of its row, or the one a person picks. */
export async function whichBuckets(
  current: CurrentSession,
  argument: unknown,
  selected: readonly unknown[] = [],
): Promise<readonly string[]> {
  const names = selected.flatMap((row) => bucketNamed(row) ?? []);
  if (names.length > 0) return [...new Set(names)];
  const name = await whichBucket(current, argument);
  return name === undefined ? [] : [name];
}
