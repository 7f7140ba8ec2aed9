import * as l10n from '@vscode/l10n';
import type { FileDecorationProvider } from 'vscode';
import { FileDecoration, ThemeColor, Uri } from 'vscode';
import type { ShownStatus } from './grouping';
import { shownStatusWord, statusOrder } from './grouping';
import { statusTextColor } from './statusIcons';

const scheme = 's3backup-bucket';

/** A letter for each status that somebody should look at; the others stay quiet. */
const letters: Readonly<Partial<Record<ShownStatus, string>>> = {
  failing: 'F',
  unprotected: 'U',
  'at-risk': 'R',
  stale: 'S',
  orphaned: 'O',
  unknown: '?',
};

/** Names a bucket and its status, so that the row is decorated by what it shows. */
export function decoratedUri(bucket: string, status: ShownStatus): Uri {
  return Uri.from({ scheme, path: `/${bucket}`, query: status });
}

/** Puts a letter behind the names of buckets that need attention, in the colour of their status. */
export const bucketDecorations: FileDecorationProvider = {
  provideFileDecoration: (uri) => {
    const status = uri.scheme === scheme ? statusOrder.find((one) => one === uri.query) : undefined;
    const letter = status && letters[status];
    if (status === undefined || letter === undefined) return undefined;
    const color = status === 'not-checked' ? undefined : statusTextColor(status);
    const words = l10n.t('This bucket is {0}.', shownStatusWord(status));
    return new FileDecoration(letter, words, color === undefined ? undefined : new ThemeColor(color));
  },
};
