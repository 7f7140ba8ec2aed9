import { bucketOfArn } from '../model/arn';
import type { Fact } from '../model/fact';
import { valueOf } from '../model/fact';
import type { RegionReading } from './region';

/** A bucket that is in no list and has recovery points. */
export interface GoneBucket {
  readonly name: string;
  readonly region: string;
  readonly lastBackupAt?: Date;
}

/**
 * Buckets that only recovery points tell of.
 * @param isListed Whether a bucket of this name is in the list; the list must be whole, because any page may have it.
 */
export function goneBuckets(
  readings: Iterable<RegionReading>,
  isListed: (name: string) => boolean,
): readonly GoneBucket[] {
  return [...readings].flatMap(({ region, protectedBuckets }) =>
    [...(valueOf(protectedBuckets)?.values() ?? [])].flatMap(({ arn, lastBackupAt }) => {
      const name = bucketOfArn(arn);
      if (name === undefined || isListed(name)) return [];
      return [{ name, region, ...(lastBackupAt && { lastBackupAt }) }];
    }),
  );
}

/** A Region of which it is not known whether there are such buckets. */
export interface GoneUnread {
  readonly region: string;
  readonly why: Fact<never>;
}

export function goneUnread(readings: Iterable<RegionReading>): readonly GoneUnread[] {
  return [...readings].flatMap(({ region, protectedBuckets: why }) =>
    why.state === 'denied' || why.state === 'unknown' ? [{ region, why }] : [],
  );
}
