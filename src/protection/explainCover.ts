import * as l10n from '@vscode/l10n';
import { valueOf } from '../model/fact';
import type { BackupSelection } from '../model/selection';
import type { SelectionSubject } from './selection';
import { carriesTag, matchEntry } from './selection';

/** So many clauses are named; a selection may list hundreds of buckets. */
const mostNamed = 3;

/** The entries of `Resources` and the tags that bring a bucket in, as they are written. */
function clausesOf({ resources, listOfTags }: BackupSelection, subject: SelectionSubject): readonly string[] {
  const entries = resources.items.filter((entry) => matchEntry(entry, subject) === 'yes');
  const tags = listOfTags.items.filter((pair) => carriesTag(subject, pair) === 'yes');
  return [
    ...entries.map(({ pattern, bucketId }) => `\`${valueOf(pattern) ?? bucketId ?? ''}\``),
    ...tags.map(({ key, value }) => l10n.t('tag {0}', `\`${valueOf(key) ?? ''}=${valueOf(value) ?? ''}\``)),
  ];
}

/** What is said of a selection that covers a bucket: the clauses that match, and that its conditions hold. */
export function explainCover(name: string, selection: BackupSelection, subject: SelectionSubject): string {
  const clauses = clausesOf(selection, subject).slice(0, mostNamed);
  const covers =
    clauses.length === 0
      ? l10n.t('{0} covers this bucket.', `\`${name}\``)
      : l10n.t('{0} covers this bucket by {1}.', `\`${name}\``, clauses.join(', '));
  switch (selection.conditions.items.length) {
    case 0:
      return covers;
    case 1:
      return `${covers} ${l10n.t('Its condition holds.')}`;
    default:
      return `${covers} ${l10n.t('All its conditions hold.')}`;
  }
}
