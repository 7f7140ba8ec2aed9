import type { ThemeIcon } from 'vscode';
import type { Status } from '../../verdict/status';
import type { BucketEntry } from '../session/bucketEntry';
import { icon } from '../shared/icons';

/** Icon, word and colour say the same: none of them stands alone. */
const statusIcons: Readonly<Record<Status, readonly [icon: string, color?: string]>> = {
  protected: ['shield', 'testing.iconPassed'],
  'at-risk': ['warning', 'problemsWarningIcon.foreground'],
  stale: ['watch', 'problemsWarningIcon.foreground'],
  failing: ['error', 'problemsErrorIcon.foreground'],
  unprotected: ['circle-large-outline', 'problemsWarningIcon.foreground'],
  orphaned: ['archive', 'problemsWarningIcon.foreground'],
  waiting: ['clock', 'charts.blue'],
  unknown: ['question'],
  unsupported: ['circle-slash'],
};

export function statusIcon(status: Status): ThemeIcon {
  return icon(...statusIcons[status]);
}

/** Colours that text can be read in; high contrast has none of them, and leaves the text as it is. */
const textColors: Readonly<Record<string, string>> = {
  'problemsErrorIcon.foreground': 'list.errorForeground',
  'problemsWarningIcon.foreground': 'list.warningForeground',
};

/** The colour of the theme that the name of a bucket has by its status; the quiet ones have none. */
export function statusTextColor(status: Status): string | undefined {
  const [, color = ''] = statusIcons[status];
  return textColors[color];
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
