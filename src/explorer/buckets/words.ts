import * as l10n from '@vscode/l10n';
import { capturesChanges, continuousPoint, continuousWindow } from '../../protection/recovery';
import { valueOf } from '../../model/fact';
import type { RecoveryPoint } from '../../model/recoveryPoint';
import { isLive } from '../../model/recoveryPoint';
import type { Reason, Status } from '../../verdict/status';
import { formatAge, formatComing, formatCount, formatTime } from '../../ui/format';
import type { BucketState } from '../session/bucketEntry';

const statusWords: Readonly<Record<Status, string>> = {
  unsupported: 'unsupported',
  unknown: 'unknown',
  orphaned: 'orphaned',
  unprotected: 'unprotected',
  failing: 'failing',
  waiting: 'waiting',
  stale: 'stale',
  'at-risk': 'at risk',
  protected: 'protected',
};

export function statusWord(status: Status): string {
  return statusWords[status];
}

type ReadState = Extract<BucketState, { kind: 'read' }>;

/** What the bucket can be brought back to, in a few words. */
function restorable({ assessment, reading, asOf }: ReadState): string | undefined {
  const points = valueOf(reading.points) ?? [];
  const continuous = continuousPoint(points);
  const window = continuous && continuousWindow(continuous, asOf, capturesChanges(reading.bucket));
  if (window?.to !== undefined && assessment.status === 'protected') {
    const reach = `point in time to ${formatAge(window.to, asOf)}`;
    return window.retentionDays === undefined ? reach : `${reach} · ${formatCount(window.retentionDays, 'day')}`;
  }
  return assessment.newestRestorable && formatAge(assessment.newestRestorable, asOf);
}

function leadingReason({ assessment, asOf }: ReadState): string | undefined {
  const [reason] = assessment.reasons;
  if (reason === undefined) return undefined;
  if (reason.code === 'first-backup-due' && reason.at) return `first backup ${formatComing(reason.at, asOf)}`;
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
      return state.why.state === 'denied' ? `unknown · ${state.why.action} is denied` : 'unknown · could not be read';
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
  const end = to === undefined ? (isLive(point) ? 'EventBridge is off' : 'stopped') : `about ${formatAge(to, now)}`;
  const kept = retentionDays === undefined ? [] : [formatCount(retentionDays, 'day')];
  return [`${formatTime(from, now)} → ${end}`, ...kept].join(' · ');
}

/** The reason's message in two parts: what is wrong, and what it means. */
export function splitMessage(reason: Reason): { readonly what: string; readonly meaning: string } {
  const end = reason.message.search(/[.:] /u);
  if (end === -1) return { what: reason.message.replace(/\.$/u, ''), meaning: '' };
  return { what: reason.message.slice(0, end), meaning: reason.message.slice(end + 2) };
}
