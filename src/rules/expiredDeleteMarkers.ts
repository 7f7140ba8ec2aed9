import * as l10n from '@vscode/l10n';
import { removesExpiredDeleteMarkers } from '../protection/lifecycle';
import type { Rule } from './rule';
import { bucketRule, pointAt } from './rule';
import { wantsLifecycle } from './wantsLifecycle';

/**
 * Source: AWS Backup developer guide, S3 backups: without the removal of expired object delete markers these pile up,
 * slow down backup and restore, and each is billed.
 */
export const expiredDeleteMarkers: Rule = bucketRule({
  id: 'expired-delete-markers',
  title: () => l10n.t('Expired object delete markers are removed'),
  severity: 'hint',
  equals: [],
  checkBucket(bucket) {
    if (!wantsLifecycle(bucket) || removesExpiredDeleteMarkers(bucket.lifecycle) !== 'no') return undefined;
    return {
      message: l10n.t('Expired delete markers are never removed. They pile up, slow down every backup and are billed.'),
      brief: l10n.t('expired delete markers are never removed'),
      ...pointAt(bucket),
      proposals: [
        {
          title: l10n.t('Remove expired delete markers'),
          remedies: [{ kind: 'removeExpiredDeleteMarkers' }],
          preferred: true,
          // It deletes something in the bucket, and where there was no lifecycle the template comes to own it.
          safe: false,
        },
      ],
    };
  },
});
