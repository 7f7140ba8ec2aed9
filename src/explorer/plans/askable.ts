import type { RegionReading } from '../../aws/region';
import { bucketArn, partitionOf } from '../../model/arn';
import type { Bucket } from '../../model/bucket';
import type { Fact } from '../../model/fact';
import { mapFact } from '../../model/fact';
import type { SelectionSubject } from '../../protection/selection';
import type { BucketEntry } from '../session/bucketEntry';

/** What selections of a Region can be asked about a bucket of the list. */
export type Askable =
  | { readonly kind: 'subject'; readonly name: string; readonly bucket: Bucket; readonly subject: SelectionSubject }
  /** Reading it has failed. */
  | { readonly kind: 'unreadable'; readonly name: string; readonly why: Fact<never> }
  | { readonly kind: 'unread' };

/** @returns `undefined` for a bucket that is not in the Region. One whose Region is not known may be. */
export function askableIn(
  { region, s3OptIn }: Pick<RegionReading, 'region' | 's3OptIn'>,
  { listed, state }: BucketEntry,
): Askable | undefined {
  const where = state.kind === 'read' ? state.region : (listed.region ?? region);
  if (where !== region) return undefined;
  switch (state.kind) {
    case 'read': {
      const { bucket } = state.reading;
      const partition = partitionOf(region);
      const arn = mapFact(bucket.name, (name) => bucketArn(name, partition));
      return { kind: 'subject', name: listed.name, bucket, subject: { bucket, arn, s3OptIn, partition } };
    }
    case 'unread':
      return { kind: 'unreadable', name: listed.name, why: state.why };
    case 'listed':
    case 'waiting':
    case 'reading':
      return { kind: 'unread' };
    case 'missing':
      return undefined;
  }
}
