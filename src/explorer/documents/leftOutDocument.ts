import * as l10n from '@vscode/l10n';
import { leftOutMarkdown } from '../../reports/leftOutMarkdown';
import { formatSize } from '../../ui/format';
import { failureSentences } from '../../aws/failure';
import type { AccountSession } from '../session/accountSession';
import type { ReadOnlyDocument } from './readOnlyDocuments';

/** What backups of a bucket leave out, as it was looked at last. */
export function leftOutDocument(bucket: string, session: AccountSession): ReadOnlyDocument {
  const text = (): string => {
    const check = session.leftOut.of(bucket);
    switch (check?.kind) {
      case 'looked':
        return leftOutMarkdown(check.sample, check.asOf, formatSize);
      case 'failed':
        return failureSentences(check.failure);
      case 'looking':
      case undefined:
        return l10n.t('The objects of {0} are being looked at.', bucket);
    }
  };
  return { name: `${bucket} left out.md`, id: `left out ${bucket}`, bucket, text };
}
