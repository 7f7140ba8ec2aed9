import type { Account } from '../../aws/account';
import { estateOf } from '../../aws/account';
import type { ListedBucket } from '../../aws/buckets';
import type { Schedule } from '../../aws/call';
import type { RegionReading } from '../../aws/region';
import { complete } from '../../model/estate';
import type { Fact } from '../../model/fact';
import { known } from '../../model/fact';
import { assess } from '../../verdict/assess';
import type { BucketState } from './bucketEntry';

/** What a bucket is read by. */
export interface BucketSource {
  readonly from: Account;
  /** The account's id. */
  readonly account: Fact<string>;
  readonly region: (region: string) => Promise<RegionReading>;
  readonly schedule: Schedule;
  readonly signal: AbortSignal;
}

/** Reads one bucket and decides its status. What fails is a fact; giving up, and faults of ours, are thrown. */
export async function readBucket(listed: ListedBucket, source: BucketSource): Promise<BucketState> {
  const { from, schedule, signal } = source;
  const region = listed.region === undefined ? await from.locate(listed.name, signal) : known(listed.region);
  if (region.state === 'absent') return { kind: 'missing' };
  if (region.state !== 'known') return { kind: 'unread', why: region };
  const regionReading = source.region(region.value);
  const reading = await from.readBucket(listed, region.value, regionReading, schedule, signal);
  const backup = await regionReading;
  const estate = estateOf(backup, complete([reading.bucket]), source.account);
  const asOf = from.now();
  const assessment = assess(estate, { ...reading, supported: backup.supported }, asOf);
  return { kind: 'read', region: region.value, reading, backup, assessment, asOf };
}
