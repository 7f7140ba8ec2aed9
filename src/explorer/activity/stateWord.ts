import * as l10n from '@vscode/l10n';
import type { BackupJob } from '../../model/job';

/**
 * How a job stands, where its group does not say it already ("FAILED" does). A state that is newer than this program is
 * said as AWS says it.
 */
export function stateWord({ state, percentDone }: BackupJob): string | undefined {
  switch (state) {
    case 'COMPLETED':
    case 'FAILED':
      return undefined;
    case 'CREATED':
      return l10n.t('created');
    case 'PENDING':
      return l10n.t('pending');
    case 'RUNNING':
      return percentDone === undefined ? l10n.t('running') : l10n.t('running {0} %', Math.floor(percentDone));
    case 'ABORTING':
      return l10n.t('being stopped');
    case 'ABORTED':
      return l10n.t('stopped');
    case 'EXPIRED':
      return l10n.t('expired');
    case 'PARTIAL':
      return l10n.t('partial');
    default:
      return state.toLowerCase();
  }
}
