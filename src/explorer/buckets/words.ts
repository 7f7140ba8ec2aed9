import * as l10n from '@vscode/l10n';
import { capturesChanges, continuousPoint, continuousWindow } from '../../protection/recovery';
import { valueOf } from '../../model/fact';
import type { RecoveryPoint } from '../../model/recoveryPoint';
import { isLive } from '../../model/recoveryPoint';
import { statusWord } from '../../reports/statusWord';
import type { Reason } from '../../verdict/status';
import { formatAge, formatComing, formatCount, formatTime } from '../../ui/format';
import type { BucketState } from '../session/bucketEntry';

type ReadState = Extract<BucketState, { kind: 'read' }>;

/** What the bucket can be brought back to, in a few words. */
function restorable({ assessment, reading, asOf }: ReadState): string | undefined {
  const points = valueOf(reading.points) ?? [];
  const continuous = continuousPoint(points);
  const window = continuous && continuousWindow(continuous, asOf, capturesChanges(reading.bucket));
  if (window?.to !== undefined && assessment.status === 'protected') {
    const reach = l10n.t('point in time to {0}', formatAge(window.to, asOf));
    return window.retentionDays === undefined ? reach : `${reach} · ${formatCount(window.retentionDays, 'day')}`;
  }
  return assessment.newestRestorable && formatAge(assessment.newestRestorable, asOf);
}

function leadingReason({ assessment, asOf }: ReadState): string | undefined {
  const [reason] = assessment.reasons;
  if (reason === undefined) return undefined;
  if (reason.code === 'first-backup-due' && reason.at) {
    return l10n.t('first backup {0}', formatComing(reason.at, asOf));
  }
  if (reason.code === 'no-backup-yet' && reason.at) {
    return l10n.t('no recovery point yet; next run {0}', formatComing(reason.at, asOf));
  }
  return reason.brief;
}

/** The text beside a bucket's name: its status, the reason, and the age of what can be restored. */
export function bucketDescription(state: BucketState): string {
  switch (state.kind) {
    case 'listed':
      return l10n.t('not checked yet');
    case 'waiting':
      return '';
    case 'reading':
      return l10n.t('reading…');
    case 'missing':
      return l10n.t('there is no bucket of this name');
    case 'unread':
      return [
        statusWord('unknown'),
        state.why.state === 'denied' ? l10n.t('{0} is denied', state.why.action) : l10n.t('could not be read'),
      ].join(' · ');
    case 'read': {
      const { status } = state.assessment;
      const why = status === 'protected' ? undefined : leadingReason(state);
      return [statusWord(status), why, restorable(state)].filter((part) => part !== undefined).join(' · ');
    }
  }
}

/** "22 Nov 05:00 → about 15 min ago" */
export function windowText(point: RecoveryPoint, now: Date, capturing: boolean): string {
  const { from, to, retentionDays } = continuousWindow(point, now, capturing);
  const ended = isLive(point) ? l10n.t('EventBridge is off') : l10n.t('stopped');
  const end = to === undefined ? ended : l10n.t('about {0}', formatAge(to, now));
  const kept = retentionDays === undefined ? [] : [formatCount(retentionDays, 'day')];
  return [`${formatTime(from, now)} → ${end}`, ...kept].join(' · ');
}

/** The reason's message in two parts: what is wrong, and what it means. */
export function splitMessage(reason: Reason): { readonly what: string; readonly meaning: string } {
  const end = reason.message.search(/[.:] /u);
  if (end === -1) return { what: reason.message.replace(/\.$/u, ''), meaning: '' };
  return { what: reason.message.slice(0, end), meaning: reason.message.slice(end + 2) };
}
