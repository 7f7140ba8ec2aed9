import { expiresNoncurrentVersions, partialNoncurrentExpiry } from '../protection/lifecycle';
import type { Rule } from './rule';
import { bucketRule, pointAt, relatedTo } from './rule';
import { wantsLifecycle } from './wantsLifecycle';

/** What our fixes write. Long enough to notice a mistake, short enough not to pay for every version for ever. */
export const defaultNoncurrentDays = 30;

const words = {
  missing: {
    message: 'Old versions never expire. Every backup keeps and bills all of them.',
    brief: 'old versions never expire',
  },
  disabled: {
    message: 'The rule that expires old versions is disabled. Every backup keeps and bills all of them.',
    brief: 'old versions never expire',
  },
  filtered: {
    message: 'Old versions expire in only part of the bucket. Every backup keeps and bills the others.',
    brief: 'old versions expire in only part of the bucket',
  },
} as const;

/** Source: AWS Backup developer guide, S3 backups: set a lifecycle expiration for the versions of a backed-up bucket. */
export const noncurrentExpiration: Rule = bucketRule({
  id: 'noncurrent-expiration',
  title: 'Noncurrent versions expire',
  severity: 'warning',
  equals: ['S3_VERSION_LIFECYCLE_POLICY_CHECK', 'S3.10'],
  checkBucket(bucket) {
    if (!wantsLifecycle(bucket)) return undefined;
    if (expiresNoncurrentVersions(bucket.lifecycle) !== 'no') return undefined;
    return {
      ...words[partialNoncurrentExpiry(bucket.lifecycle)?.why ?? 'missing'],
      ...pointAt(bucket),
      related: [
        ...('origin' in bucket.versioning ? relatedTo('Versioning is enabled here.', {}, bucket.versioning) : []),
        ...('origin' in bucket.lifecycle ? relatedTo('Its lifecycle configuration.', {}, bucket.lifecycle) : []),
      ],
      proposals: [
        {
          title: `Expire old versions after ${defaultNoncurrentDays} days`,
          remedies: [{ kind: 'expireNoncurrentVersions', days: defaultNoncurrentDays }],
          preferred: true,
          safe: false,
        },
      ],
    };
  },
});
