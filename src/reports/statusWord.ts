import * as l10n from '@vscode/l10n';
import type { Status } from '../verdict/status';

/** A status as reports say it. */
export function statusWord(status: Status): string {
  const words: Readonly<Record<Status, string>> = {
    unsupported: l10n.t('unsupported'),
    unknown: l10n.t('unknown'),
    orphaned: l10n.t('orphaned'),
    unprotected: l10n.t('unprotected'),
    failing: l10n.t('failing'),
    waiting: l10n.t('waiting'),
    stale: l10n.t('stale'),
    'at-risk': l10n.t('at risk'),
    protected: l10n.t('protected'),
  };
  return words[status];
}
