import type { Completeness } from '../model/estate';
import type { Fact } from '../model/fact';
import type { BucketReading } from './account';
import type { RegionReading } from './region';

function ofFacts(facts: readonly Fact<unknown>[]): readonly string[] {
  return facts.flatMap((fact) => (fact.state === 'denied' ? fact.action : []));
}

function ofLists(lists: readonly { readonly completeness: Completeness }[]): readonly string[] {
  return lists.flatMap(({ completeness }) =>
    completeness.kind === 'partial' && completeness.failed?.denied === true ? completeness.failed.action : [],
  );
}

/** The IAM actions that were denied when a bucket was read. */
export function deniedOfBucket({ bucket, points, jobs }: BucketReading): readonly string[] {
  const { versioning, mfaDelete, lifecycle, eventBridge, tags } = bucket;
  return [...new Set(ofFacts([versioning, mfaDelete, lifecycle, eventBridge, tags, points, jobs]))];
}

/** The IAM actions that were denied when a Region was read. */
export function deniedOfRegion(reading: RegionReading): readonly string[] {
  const { supported, s3OptIn, protectedBuckets, roles, plans, selections, vaults } = reading;
  const facts = [supported, s3OptIn, protectedBuckets, ...roles.items.map(({ canBackUpS3 }) => canBackUpS3)];
  return [...new Set([...ofFacts(facts), ...ofLists([plans, selections, vaults, roles])])];
}
