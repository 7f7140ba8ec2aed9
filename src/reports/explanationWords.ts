import * as l10n from '@vscode/l10n';
import type { ExplanationStep } from '../verdict/explanation';

/** What a step of an explanation is about, for a row or the head of a line. */
export function subjectWord(subject: ExplanationStep['subject']): string {
  const words: Readonly<Record<ExplanationStep['subject'], string>> = {
    support: l10n.t('Region'),
    versioning: l10n.t('Versioning'),
    'event-bridge': l10n.t('EventBridge'),
    selection: l10n.t('Selection'),
    role: l10n.t('Role'),
    'opt-in': l10n.t('Opt-in'),
    'vault-lock': l10n.t('Vault lock'),
    'last-job': l10n.t('Last job'),
    'recovery-points': l10n.t('Recovery points'),
    settings: l10n.t('Other settings'),
  };
  return words[subject];
}
