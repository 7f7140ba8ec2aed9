import type { S3Client } from '@aws-sdk/client-s3';
import { compareKeys } from '../../model/objectKey';
import type { ObjectVersion } from '../../model/objectVersion';
import { inOrder } from '../../protection/versions/history';
import type { Batch } from './batches';
import { readKey } from './keyNow';
import { versionPages } from './listVersions';

/** Where keys are looked at. */
export interface LookPlace {
  readonly s3: S3Client;
  readonly bucket: string;
  readonly region: string;
  readonly prefix: string;
}

/** So few keys are looked at one by one, whatever lies between them. */
const fewKeys = 3;

/** The versions of each key as they are now, the newest first. */
type VersionsNow = ReadonlyMap<string, readonly ObjectVersion[]>;

/** Lists from before the first key to behind the last, for no more calls than looking at each key would take. */
async function listBetween(place: LookPlace, { behind, keys }: Batch, signal: AbortSignal) {
  const { s3, bucket, prefix } = place;
  const wanted = new Map<string, ObjectVersion[]>(keys.map(({ key }) => [key, []]));
  const last = keys.at(-1)?.key ?? '';
  const query = { bucket, prefix, ...(behind !== undefined && { from: { key: behind } }) };
  let calls = 0;
  let reached: string | undefined;
  for await (const { versions, next } of versionPages(s3, query, signal)) {
    calls += 1;
    for (const version of versions) wanted.get(version.key)?.push(version);
    reached = next?.key;
    if (reached === undefined || compareKeys(reached, last) > 0 || calls >= keys.length) break;
  }
  return { wanted, reached };
}

/**
 * Looks at the keys of a batch again: a listing of what lies between them, or a call each where that takes fewer.
 * @throws what `listVersions` throws.
 */
export async function lookAgain(place: LookPlace, batch: Batch, signal: AbortSignal): Promise<VersionsNow> {
  const { keys } = batch;
  const isFew = keys.length <= fewKeys;
  const { wanted, reached } = isFew
    ? { wanted: new Map<string, ObjectVersion[]>(), reached: batch.behind ?? '' }
    : await listBetween(place, batch, signal);
  const now = new Map<string, readonly ObjectVersion[]>();
  for (const { key } of keys) {
    // What the listing has not passed may be there, or have more versions than it has shown.
    const isPassed = !isFew && (reached === undefined || compareKeys(key, reached) < 0);
    const versions = isPassed
      ? inOrder(wanted.get(key) ?? [])
      : (await readKey(place.s3, { ...place, key }, signal)).versions;
    now.set(key, versions);
  }
  return now;
}
