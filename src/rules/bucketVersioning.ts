import * as l10n from '@vscode/l10n';
import { ask } from '../model/fact';
import type { Proposal, Remedy } from '../model/remedy';
import { coverageOf } from '../protection/coverage';
import { expiresNoncurrentVersions } from '../protection/lifecycle';
import { isVersioned } from '../protection/versioning';
import { defaultNoncurrentDays } from './noncurrentExpiration';
import type { Rule, Violation } from './rule';
import { coveringSelections } from './coveringSelections';
import { bucketRule, pointAt, relatedTo } from './rule';

const enableVersioning: Remedy = { kind: 'enableVersioning' };

/** Versions that never expire cost more every day: where nothing expires them, the fix that also does so comes first. */
function proposals(needsExpiry: boolean): readonly Proposal[] {
  const alone: Proposal = {
    title: l10n.t('Enable versioning'),
    remedies: [enableVersioning],
    preferred: !needsExpiry,
    safe: false,
  };
  if (!needsExpiry) return [alone];
  const both: Proposal = {
    title: l10n.t('Enable versioning and expire old versions after {0} days', defaultNoncurrentDays),
    remedies: [enableVersioning, { kind: 'expireNoncurrentVersions', days: defaultNoncurrentDays }],
    preferred: true,
    safe: false,
  };
  return [both, alone];
}

function words(suspended: boolean): Pick<Violation, 'message' | 'brief'> {
  return suspended
    ? {
        message: l10n.t('Versioning is suspended. AWS Backup cannot back up this bucket.'),
        brief: l10n.t('versioning is suspended'),
      }
    : {
        message: l10n.t('Versioning is not enabled. AWS Backup cannot back up this bucket.'),
        brief: l10n.t('versioning is not enabled'),
      };
}

/** Source: AWS Backup developer guide, S3 backups: versioning must be enabled on the bucket; suspended is not enough. */
export const bucketVersioning: Rule = bucketRule({
  id: 'bucket-versioning',
  title: () => l10n.t('Bucket versioning is enabled'),
  severity: 'warning',
  equals: ['S3_BUCKET_VERSIONING_ENABLED', 'S3.14', 'CKV_AWS_21', 'AWS-0090'],
  checkBucket(bucket, estate) {
    if (ask(bucket.exists, (exists) => exists) === 'no' || isVersioned(bucket) !== 'no') return undefined;
    const { versioning } = bucket;
    const suspended = versioning.state === 'known' && versioning.value === 'suspended';
    const covered = coverageOf(bucket, estate);
    const decided = versioning.state === 'known' ? versioning : undefined;
    return {
      ...words(suspended),
      ...pointAt(bucket, decided),
      related: [
        ...(decided?.origin ? relatedTo(l10n.t('The bucket is declared here.'), bucket) : []),
        ...coveringSelections(covered, estate),
      ],
      // Where a plan selects the bucket, its backups fail already.
      ...(covered.coverage === 'covered' && { severity: 'error' }),
      proposals: proposals(expiresNoncurrentVersions(bucket.lifecycle) === 'no'),
    };
  },
});
