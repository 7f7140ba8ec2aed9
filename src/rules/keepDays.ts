import * as l10n from '@vscode/l10n';

/** The title of a fix that sets the retention. @param days Whole days. */
export function keepDays(days: number): string {
  return days === 1 ? l10n.t('Keep recovery points 1 day') : l10n.t('Keep recovery points {0} days', days);
}

/** The same for a rule that asks for cold storage, which the fix removes. */
export function keepDaysWarm(days: number): string {
  return days === 1
    ? l10n.t('Keep recovery points 1 day, without cold storage')
    : l10n.t('Keep recovery points {0} days, without cold storage', days);
}
