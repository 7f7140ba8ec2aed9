import * as l10n from '@vscode/l10n';
import type { BackupSelection } from '../model/selection';
import { ask, valueOf } from '../model/fact';
import type { Rule, Violation } from './rule';
import { pointAt } from './rule';

function isEverything(pattern: string): boolean {
  return pattern === '*' || /^arn:[^:]+:s3:(?:::)?\*$/u.test(pattern);
}

function words(pattern: string): Pick<Violation, 'message' | 'brief'> {
  return pattern === '*'
    ? {
        message: l10n.t(
          '`*` beside tags selects everything, and what carries the tags as well. To select only what carries them, use a condition instead.',
        ),
        brief: l10n.t('selects everything, not only what is tagged'),
      }
    : {
        message: l10n.t(
          '`{0}` beside tags selects every bucket, and what carries the tags as well. To select only what carries them, use a condition instead.',
          pattern,
        ),
        brief: l10n.t('selects every bucket, not only what is tagged'),
      };
}

/** Conditions narrow the whole union down, so whoever writes them knows the difference. */
function check(selection: BackupSelection): readonly Violation[] {
  const { resources, listOfTags, conditions, exists } = selection;
  if (ask(exists, (yes) => yes) === 'no' || listOfTags.items.length === 0) return [];
  if (conditions.open || conditions.items.length > 0) return [];
  const entry = resources.items.find(({ pattern }) => isEverything(valueOf(pattern) ?? ''));
  if (entry === undefined) return [];
  return [
    {
      subject: selection.id,
      ...words(valueOf(entry.pattern) ?? ''),
      ...pointAt(selection, entry.pattern),
      proposals: [],
    },
  ];
}

/** Source: AWS Backup developer guide, assigning resources with JSON: resources and tags are joined by OR. */
export const selectionMatchesEverything: Rule = {
  id: 'selection-matches-everything',
  title: () => l10n.t('A selection by tags does not select everything'),
  severity: 'warning',
  equals: [],
  check: (estate) => estate.selections.items.flatMap(check),
};
