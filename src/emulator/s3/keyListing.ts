import { AwsError } from '../awsError';
import { compareKeys } from '../sortedKeys';
import type { ObjectHistory } from './objectHistory';

/** One line of a listing: a key, or what several keys have in common up to the delimiter. */
export type ListingEntry =
  { readonly kind: 'key'; readonly key: string } | { readonly kind: 'prefix'; readonly prefix: string };

export interface ListingRequest {
  readonly prefix: string;
  readonly delimiter: string | undefined;
  /** Only what comes after this key or common prefix. */
  readonly after: string | undefined;
}

/** Walks a bucket's keys in order, rolled up at the delimiter. `isThere` says which keys count. */
export function* listEntries(
  history: ObjectHistory,
  { prefix, delimiter, after }: ListingRequest,
  isThere: (key: string) => boolean,
): Generator<ListingEntry, void, undefined> {
  const start = after !== undefined && compareKeys(after, prefix) > 0 ? after : prefix;
  let lastPrefix: string | undefined;
  for (const key of history.keysFrom(start)) {
    if (!key.startsWith(prefix)) {
      return;
    }
    if ((lastPrefix !== undefined && key.startsWith(lastPrefix)) || !isThere(key)) {
      continue;
    }
    const end = delimiter ? key.indexOf(delimiter, prefix.length) : -1;
    const common = end < 0 ? undefined : key.slice(0, end + (delimiter ?? '').length);
    if (after !== undefined && compareKeys(common ?? key, after) <= 0) {
      continue;
    }
    lastPrefix = common;
    yield common === undefined ? { kind: 'key', key } : { kind: 'prefix', prefix: common };
  }
}

/** @throws AwsError for a negative number. More than 1000 is taken as 1000. */
export function readMaxKeys(requested: number | undefined): number {
  if (requested !== undefined && !(requested >= 0)) {
    throw new AwsError('InvalidArgument', 'Argument maxKeys must be an integer between 0 and 2147483647');
  }
  return Math.min(requested ?? 1000, 1000);
}

/** Encodes keys where the caller asks for it (`encoding-type=url`): XML 1.0 cannot hold every character of a key. */
export function keyEncoder(encodingType: string | undefined): (key: string) => string {
  return encodingType === 'url' ? (key) => encodeURIComponent(key).replaceAll('%2F', '/') : (key) => key;
}
