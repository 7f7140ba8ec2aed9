import type { Bucket } from '../model/bucket';
import type { Estate } from '../model/estate';
import { ask } from '../model/fact';
import { coverageOf } from '../protection/coverage';
import { expiresNoncurrentVersions, hasEnabledRule } from '../protection/lifecycle';
import { isVersioned } from '../protection/versioning';
import type { BucketFacts } from './result';

function versioningOf(bucket: Bucket): BucketFacts['versioning'] {
  const answer = isVersioned(bucket);
  if (answer === 'unknown') return 'unknown';
  if (answer === 'yes') return 'enabled';
  return bucket.versioning.state === 'known' && bucket.versioning.value === 'suspended' ? 'suspended' : 'disabled';
}

const coverages = { covered: 'covered', 'not-covered': 'uncovered', 'cannot-tell': 'unknown' } as const;

/** Where the scope declares no selection, another one may: that is not known from here. */
function coverageIn(bucket: Bucket, estate: Estate): BucketFacts['coverage'] {
  return estate.selections.items.length === 0 ? 'unknown' : coverages[coverageOf(bucket, estate).coverage];
}

/** @returns `undefined` for a bucket that no template declares, or one that its template does not make. */
export function bucketFacts(bucket: Bucket, estate: Estate): BucketFacts | undefined {
  const { declaration } = bucket;
  if (declaration === undefined || ask(bucket.exists, (exists) => exists) === 'no') return undefined;
  return {
    resource: bucket.id,
    file: declaration.name.file,
    dialect: declaration.dialect,
    versioning: versioningOf(bucket),
    noncurrentExpiration: expiresNoncurrentVersions(bucket.lifecycle),
    lifecycle: hasEnabledRule(bucket.lifecycle),
    objectLock: ask(bucket.objectLock, (on) => on),
    replication: ask(bucket.replication, (any) => any),
    coverage: coverageIn(bucket, estate),
  };
}
