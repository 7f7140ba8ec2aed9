import { bucketOfArn } from '../model/arn';
import type { Fact } from '../model/fact';
import { valueOf } from '../model/fact';
import type { Bucket } from '../model/bucket';
import type { BackupSelection } from '../model/selection';
import { resembles } from './resemblance';

export interface TagText {
  readonly key: string;
  readonly value: string;
}

/**
 * The tag that came closest to what a selection asks for.
 *
 * - `key-case`, `key-spelling`: the bucket has the tag by another case, or by almost the same key.
 * - `value-case`, `value`: it has the key, with a value of another case, or with another value.
 * - `no-tag`: it has nothing like it.
 */
export type NearMiss =
  | {
      readonly kind: 'key-case' | 'key-spelling' | 'value-case' | 'value';
      readonly wanted: TagText;
      readonly has: TagText;
    }
  | { readonly kind: 'no-tag'; readonly wanted: TagText };

/** The tags of a bucket whose values are known. */
export function knownTags(tags: Bucket['tags']): readonly TagText[] {
  return [...(valueOf(tags)?.entries ?? [])].flatMap(([key, fact]) => {
    const value = valueOf(fact);
    return value === undefined ? [] : [{ key, value }];
  });
}

const closeness = { 'value-case': 0, 'key-case': 1, 'key-spelling': 2, value: 3, 'no-tag': 4 } as const;

function compare(wanted: TagText, has: TagText): NearMiss | undefined {
  if (has.key === wanted.key) {
    const sameLetters = has.value.toLowerCase() === wanted.value.toLowerCase();
    return { kind: sameLetters ? 'value-case' : 'value', wanted, has };
  }
  if (has.key.toLowerCase() === wanted.key.toLowerCase()) return { kind: 'key-case', wanted, has };
  return resembles(has.key, wanted.key) ? { kind: 'key-spelling', wanted, has } : undefined;
}

/** The nearest of the tags that a bucket has to the one that is wanted. */
export function nearestTo(wanted: TagText, tags: readonly TagText[]): NearMiss {
  const nothing: NearMiss = { kind: 'no-tag', wanted };
  return tags
    .flatMap((has) => compare(wanted, has) ?? [])
    .reduce((nearest, miss) => (closeness[miss.kind] < closeness[nearest.kind] ? miss : nearest), nothing);
}

/** The tag that came closest to any that the selection asks for, or `undefined` where it asks for none. */
export function nearestTag(selection: BackupSelection, tags: Bucket['tags']): NearMiss | undefined {
  const has = knownTags(tags);
  const misses = selection.listOfTags.items.flatMap((pair) => {
    const key = valueOf(pair.key);
    const value = valueOf(pair.value);
    return key === undefined || value === undefined ? [] : [nearestTo({ key, value }, has)];
  });
  return misses.toSorted((one, other) => closeness[one.kind] - closeness[other.kind])[0];
}

/** How many letters two names share from the start. */
function sharedStart(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
}

/** Names that share less than this are not taken for one another. */
const fewestShared = 3;

/** The entry of `Resources` whose name or prefix is almost that of the bucket, as it is written. */
export function nearestPattern(selection: BackupSelection, arn: Fact<string>): string | undefined {
  const name = bucketOfArn(valueOf(arn) ?? '');
  if (name === undefined) return undefined;
  const likely = selection.resources.items.flatMap(({ pattern }) => {
    const text = valueOf(pattern) ?? '';
    const wanted = bucketOfArn(text)?.replace(/\*$/u, '');
    if (wanted === undefined || wanted === '') return [];
    const shared = sharedStart(wanted, name);
    const isNear = shared >= fewestShared || resembles(wanted, name.slice(0, wanted.length)) || resembles(wanted, name);
    return isNear ? [{ text, shared }] : [];
  });
  return likely.toSorted((one, other) => other.shared - one.shared)[0]?.text;
}
