import * as l10n from '@vscode/l10n';
import type { Estate } from '../model/estate';
import type { Related } from '../model/finding';
import type { CoverageAnswer } from '../protection/coverage';
import { nameOf } from '../protection/explain';
import { relatedTo } from './rule';

/** Points at the selections that cover a bucket, for findings that matter only where one does. */
export function coveringSelections({ covering }: CoverageAnswer, estate: Estate): readonly Related[] {
  return covering.flatMap((match) =>
    relatedTo(l10n.t('`{0}` covers this bucket.', nameOf(match, estate)), match.selection),
  );
}
