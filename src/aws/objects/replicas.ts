import type { ReplicationRule } from '@aws-sdk/client-s3';
import { GetBucketReplicationCommand } from '@aws-sdk/client-s3';
import { bucketOfArn } from '../../model/arn';
import type { Fact } from '../../model/fact';
import { valueOf } from '../../model/fact';
import { locateBucket } from '../buckets';
import type { ChangeTarget } from '../changes/changeTarget';
import { addressOf } from '../changes/changeTarget';
import type { BucketPlace } from '../changes/goal';
import { readIfAny } from '../changes/reading';

/** A bucket that another one is replicated to. */
export interface Replica {
  readonly bucket: string;
  readonly region: Fact<string>;
  /** Whether deletes of the source are made there too, as far as the rules say. */
  readonly takesDeletes: boolean;
}

function bucketOf({ Destination: destination }: ReplicationRule): string | undefined {
  return destination?.Bucket === undefined ? undefined : bucketOfArn(destination.Bucket);
}

/** A rule of the older form has no filter, and replicates deletes. Source: Amazon S3 user guide, delete marker replication. */
function takesDeletes({ Filter, DeleteMarkerReplication: deletes }: ReplicationRule): boolean {
  return Filter === undefined ? deletes?.Status !== 'Disabled' : deletes?.Status === 'Enabled';
}

/**
 * The buckets that a bucket is replicated to by rules that are enabled. They may be in another Region or account.
 * @throws UnreadError.
 */
export async function readReplicas({ bucket, region }: BucketPlace, target: ChangeTarget): Promise<readonly Replica[]> {
  const s3 = target.s3(region);
  const options = { abortSignal: target.signal };
  const output = await readIfAny('s3:GetReplicationConfiguration', ['ReplicationConfigurationNotFoundError'], () =>
    s3.send(new GetBucketReplicationCommand(addressOf(bucket, target)), options),
  );
  const rules = (output?.ReplicationConfiguration?.Rules ?? []).filter(({ Status }) => Status === 'Enabled');
  const names = [...new Set(rules.flatMap((rule) => bucketOf(rule) ?? []))];
  return Promise.all(
    names.map(async (name) => ({
      bucket: name,
      region: await locateBucket(s3, name, target.signal),
      takesDeletes: rules.some((rule) => bucketOf(rule) === name && takesDeletes(rule)),
    })),
  );
}

/** Where a replica is, if that is known. */
export function placeOfReplica({ bucket, region }: Replica): BucketPlace | undefined {
  const known = valueOf(region);
  return known === undefined ? undefined : { bucket, region: known };
}
