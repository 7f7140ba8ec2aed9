import * as l10n from '@vscode/l10n';
import { abortsIncompleteUploads } from '../protection/lifecycle';
import type { Rule } from './rule';
import { bucketRule, pointAt } from './rule';
import { wantsLifecycle } from './wantsLifecycle';

/** What our fix writes: time enough for any upload that somebody still means to finish. */
const defaultDays = 7;

/** Source: AWS re:Post knowledge center, reduce the cost of S3 backups. */
export const incompleteUploads: Rule = bucketRule({
  id: 'incomplete-uploads',
  title: () => l10n.t('Incomplete multipart uploads are aborted'),
  severity: 'hint',
  equals: [],
  checkBucket(bucket) {
    if (!wantsLifecycle(bucket) || abortsIncompleteUploads(bucket.lifecycle) !== 'no') return undefined;
    return {
      message: l10n.t('Incomplete multipart uploads are never aborted. Their parts are billed and are in no backup.'),
      brief: l10n.t('incomplete uploads are never aborted'),
      ...pointAt(bucket),
      proposals: [
        {
          title: l10n.t('Abort incomplete multipart uploads after {0} days', defaultDays),
          remedies: [{ kind: 'abortIncompleteMultipartUploads', days: defaultDays }],
          preferred: true,
          safe: false,
        },
      ],
    };
  },
});
