import * as l10n from '@vscode/l10n';

/** What a vault's lock takes, in days. */
export function lockWords(min: number | undefined, max: number | undefined): string {
  if (min !== undefined && max !== undefined) return l10n.t('locked: {0} to {1} days', min, max);
  if (min !== undefined) return l10n.t('locked: {0} days or more', min);
  return max === undefined ? l10n.t('locked') : l10n.t('locked: {0} days or fewer', max);
}
