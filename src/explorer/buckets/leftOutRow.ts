import * as l10n from '@vscode/l10n';
import { describeFailure } from '../../aws/failure';
import { leftOut, lookedAt } from '../../protection/unsaved/leftOut';
import type { ObjectSample } from '../../protection/unsaved/objectSample';
import { leftOutWord } from '../../reports/leftOutWords';
import type { AccountSession } from '../session/accountSession';
import type { LeftOutCheck } from '../session/leftOutChecks';
import type { MessageNode } from '../shared/message';

function foundWords(sample: ObjectSample): string {
  const { versions, isWhole, heads } = lookedAt(sample);
  const found = leftOut(sample).map(({ kind, count }) => `${count} ${leftOutWord(kind)}`);
  if (found.length === 0) return l10n.t('none among {0} versions, {1} of them asked', versions, heads);
  const of = isWhole ? l10n.t('of {0} versions', versions) : l10n.t('among {0} versions of unknown many', versions);
  return [...found, of].join(' · ');
}

function description(check: LeftOutCheck | undefined): string {
  switch (check?.kind) {
    case undefined:
      return l10n.t('not looked at yet: about 60 requests');
    case 'looking':
      return l10n.t('looking at some objects');
    case 'failed':
      return describeFailure(check.failure);
    case 'looked':
      return foundWords(check.sample);
  }
}

/** What AWS Backup does not save of a bucket, once somebody has asked. A click asks, or shows what was found. */
export function leftOutRow(bucket: string, session: AccountSession): MessageNode {
  const check = session.leftOut.of(bucket);
  return {
    kind: 'message',
    id: `${bucket}/left-out`,
    icon: check?.kind === 'looking' ? 'loading' : 'info',
    text: l10n.t('Left out of backups'),
    detail: description(check),
    command: { id: 's3backup.showLeftOut', title: l10n.t('Show what backups leave out'), argument: bucket },
  };
}
