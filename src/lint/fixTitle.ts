import * as l10n from '@vscode/l10n';

/** What an estate declares and a finding can be about. */
export type Noun = 'bucket' | 'plan' | 'selection' | 'rule' | 'vault' | 'role';

/** The title of a fix that changes several things at once says how many: "Enable versioning (3 buckets)". */
export function titleWithCount(title: string, count: number, noun: Noun | undefined): string {
  if (count < 2) return title;
  switch (noun) {
    case 'bucket':
      return l10n.t('{0} ({1} buckets)', title, count);
    case 'plan':
      return l10n.t('{0} ({1} plans)', title, count);
    case 'selection':
      return l10n.t('{0} ({1} selections)', title, count);
    case 'rule':
      return l10n.t('{0} ({1} rules)', title, count);
    case 'vault':
      return l10n.t('{0} ({1} vaults)', title, count);
    case 'role':
      return l10n.t('{0} ({1} roles)', title, count);
    case undefined:
      return l10n.t('{0} ({1} things)', title, count);
  }
}
