import type { ThemeIcon } from 'vscode';
import type { Status } from '../../verdict/status';
import type { BucketEntry } from '../session/bucketEntry';
import { icon } from '../shared/icons';

/** Icon, word and colour say the same: none of them stands alone. */
const statusIcons: Readonly<Record<Status, readonly [icon: string, color?: string]>> = {
  protected: ['shield', 'testing.iconPassed'],
  'at-risk': ['warning', 'list.warningForeground'],
  stale: ['watch', 'list.warningForeground'],
  failing: ['error', 'list.errorForeground'],
  unprotected: ['circle-large-outline', 'list.warningForeground'],
  orphaned: ['archive', 'list.warningForeground'],
  waiting: ['clock', 'charts.blue'],
  unknown: ['question'],
  unsupported: ['circle-slash'],
};

export function statusIcon(status: Status): ThemeIcon {
  return icon(...statusIcons[status]);
}

/** The colour of the theme that a status has; the quiet ones have none. */
export function statusColor(status: Status): string | undefined {
  return statusIcons[status][1];
}

export function bucketIcon({
  state,
  isRenewing,
  doing,
}: Pick<BucketEntry, 'state' | 'isRenewing' | 'doing'>): ThemeIcon {
  if (isRenewing === true || doing !== undefined) return icon('loading~spin');
  switch (state.kind) {
    case 'listed':
    case 'waiting':
      return icon('circle-small');
    case 'reading':
      return icon('loading~spin');
    case 'missing':
      return icon('circle-slash');
    case 'unread':
      return icon('question');
    case 'read':
      return statusIcon(state.assessment.status);
  }
}
