import { compareKeys } from '../../model/objectKey';
import type { ObjectVersion } from '../../model/objectVersion';
import type { KeyVersions } from './keyList';

/** One key as it is listed in two buckets. */
export interface JoinedKey {
  readonly key: string;
  readonly one: readonly ObjectVersion[];
  readonly other: readonly ObjectVersion[];
}

async function nextOf(keys: AsyncIterator<KeyVersions, unknown>): Promise<KeyVersions | undefined> {
  const result = await keys.next();
  return result.done === true ? undefined : result.value;
}

/** Which of two comes first; 0 where they are of one key. */
function orderOf(one: KeyVersions | undefined, other: KeyVersions | undefined): number {
  if (one === undefined) return 1;
  return other === undefined ? -1 : compareKeys(one.key, other.key);
}

/**
 * Goes through two lists in the order of their keys, side by side, so that neither need be held in memory.
 * @throws what the lists throw.
 */
export async function* joinKeys(
  one: AsyncIterable<KeyVersions>,
  other: AsyncIterable<KeyVersions>,
): AsyncGenerator<JoinedKey> {
  const [ones, others] = [one[Symbol.asyncIterator](), other[Symbol.asyncIterator]()];
  let [left, right] = await Promise.all([nextOf(ones), nextOf(others)]);
  while (left !== undefined || right !== undefined) {
    const order = orderOf(left, right);
    const mine = order <= 0 ? left : undefined;
    const theirs = order >= 0 ? right : undefined;
    yield { key: (mine ?? theirs)?.key ?? '', one: mine?.versions ?? [], other: theirs?.versions ?? [] };
    [left, right] = await Promise.all([
      mine === undefined ? left : nextOf(ones),
      theirs === undefined ? right : nextOf(others),
    ]);
  }
}
