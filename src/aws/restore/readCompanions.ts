import { ListObjectVersionsCommand } from '@aws-sdk/client-s3';
import type { Fact } from '../../model/fact';
import { known } from '../../model/fact';
import { companionOf, missingCompanions } from '../../protection/restore/items';
import type { RestoreOrigin } from '../../protection/restore/request';
import { parallelCalls, readFact } from '../call';
import type { ChangeTarget } from '../changes/changeTarget';

/** Companions that are looked up: one call each. */
const mostLookUps = 100;

/**
 * The `.instruction` files that belong to the items and were not asked for, as far as the bucket has them or had them. A
 * bucket that is gone, or cannot be listed, does not tell.
 */
export function readCompanions(
  { bucket, region }: RestoreOrigin,
  items: readonly string[],
  target: ChangeTarget,
): Promise<Fact<readonly string[]>> {
  const s3 = target.s3(region);
  const keys = items.flatMap((item) => companionOf(item) ?? []).slice(0, mostLookUps);
  return readFact({
    action: 's3:ListBucketVersions',
    read: async () => {
      const exists = new Set<string>();
      const waiting = [...keys];
      const look = async (): Promise<void> => {
        for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
          const command = new ListObjectVersionsCommand({ Bucket: bucket, Prefix: key, MaxKeys: 1 });
          const { Versions: versions = [], DeleteMarkers: markers = [] } = await s3.send(command, {
            abortSignal: target.signal,
          });
          if ([...versions, ...markers].some(({ Key }) => Key === key)) exists.add(key);
        }
      };
      await Promise.all(Array.from({ length: parallelCalls }, look));
      return known(missingCompanions(items, exists));
    },
  });
}
