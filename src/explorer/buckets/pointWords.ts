import * as l10n from '@vscode/l10n';
import type { RecoveryPoint } from '../../model/recoveryPoint';
import { formatCount } from '../../ui/format';

const day = 86_400_000;

export function kindWord({ kind }: RecoveryPoint): string {
  return kind === 'continuous' ? l10n.t('continuous') : l10n.t('periodic');
}

/** The status of a point that is not simply there. AWS adds new ones: one that is not known here is said as it is. */
export function unusualStatus({ status }: RecoveryPoint): string | undefined {
  switch (status) {
    case 'COMPLETED':
    case 'AVAILABLE':
      return undefined;
    case 'CREATING':
      return l10n.t('creating');
    case 'PARTIAL':
      return l10n.t('partial');
    case 'DELETING':
      return l10n.t('deleting');
    case 'EXPIRED':
      return l10n.t('expired');
    case 'STOPPED':
      return l10n.t('stopped');
    default:
      return status.toLowerCase();
  }
}

/** Whether it can be searched, where that was ever asked for. */
export function indexWords({ indexStatus }: RecoveryPoint): string | undefined {
  switch (indexStatus) {
    case undefined:
      return undefined;
    case 'ACTIVE':
      return l10n.t('indexed');
    case 'PENDING':
      return l10n.t('being indexed');
    case 'DELETING':
      return l10n.t('index being deleted');
    case 'FAILED':
      return l10n.t('indexing failed');
    default:
      return l10n.t('index: {0}', indexStatus.toLowerCase());
  }
}

export function expiryWords({ expiresAt }: RecoveryPoint, now: Date): string | undefined {
  if (expiresAt === undefined) return undefined;
  const days = Math.max(0, Math.round((expiresAt.getTime() - now.getTime()) / day));
  return l10n.t('expires in {0}', formatCount(days, 'day'));
}
