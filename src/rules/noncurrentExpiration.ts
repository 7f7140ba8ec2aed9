import * as l10n from '@vscode/l10n';
import { expiresNoncurrentVersions, partialNoncurrentExpiry } from '../protection/lifecycle';
import type { Rule, Violation } from './rule';
import { bucketRule, pointAt, relatedTo } from './rule';
import { wantsLifecycle } from './wantsLifecycle';

/** What our fixes write. Long enough to notice a mistake, short enough not to pay for every version for ever. */
export const defaultNoncurrentDays = 30;

function words(why: 'missing' | 'disabled' | 'filtered'): Pick<Violation, 'message' | 'brief'> {
  switch (why) {
    case 'missing':
      return {
        message: l10n.t('Old versions never expire. Every backup keeps and bills all of them.'),
        brief: l10n.t('old versions never expire'),
      };
    case 'disabled':
      return {
        message: l10n.t('The rule that expires old versions is disabled. Every backup keeps and bills all of them.'),
        brief: l10n.t('old versions never expire'),
      };
    case 'filtered':
      return {
        message: l10n.t('Old versions expire in only part of the bucket. Every backup keeps and bills the others.'),
        brief: l10n.t('old versions expire in only part of the bucket'),
      };
  }
}

/** Source: AWS Backup developer guide, S3 backups: set a lifecycle expiration for the versions of a backed-up bucket. */
export const noncurrentExpiration: Rule = bucketRule({
  id: 'noncurrent-expiration',
  title: () => l10n.t('Noncurrent versions expire'),
  severity: 'warning',
  equals: ['S3_VERSION_LIFECYCLE_POLICY_CHECK', 'S3.10'],
  checkBucket(bucket) {
    if (!wantsLifecycle(bucket)) return undefined;
    if (expiresNoncurrentVersions(bucket.lifecycle) !== 'no') return undefined;
    return {
      ...words(partialNoncurrentExpiry(bucket.lifecycle)?.why ?? 'missing'),
      ...pointAt(bucket),
      related: [
        ...('origin' in bucket.versioning
          ? relatedTo(l10n.t('Versioning is enabled here.'), {}, bucket.versioning)
          : []),
        ...('origin' in bucket.lifecycle
          ? relatedTo(l10n.t('Its lifecycle configuration.'), {}, bucket.lifecycle)
          : []),
      ],
      proposals: [
        {
          title: l10n.t('Expire old versions after {0} days', defaultNoncurrentDays),
          remedies: [{ kind: 'expireNoncurrentVersions', days: defaultNoncurrentDays }],
          preferred: true,
          safe: false,
        },
      ],
    };
  },
});
