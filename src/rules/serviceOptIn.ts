import * as l10n from '@vscode/l10n';
import type { Estate } from '../model/estate';
import { ask, known } from '../model/fact';
import { coverageOf } from '../protection/coverage';
import type { Rule, Violation } from './rule';
import { pointAt, relatedTo } from './rule';

/** The selections that would cover a bucket, were S3 not opted out. */
function check(estate: Estate): readonly Violation[] {
  if (estate.s3OptIn.state !== 'known' || estate.s3OptIn.value) return [];
  const found = new Map<string, Violation>();
  for (const bucket of estate.buckets.items) {
    if (ask(bucket.exists, (exists) => exists) === 'no') continue;
    const covering = new Set(coverageOf(bucket, estate).covering.map(({ selection }) => selection));
    for (const { selection } of coverageOf(bucket, { ...estate, s3OptIn: known(true) }).covering) {
      if (covering.has(selection)) continue;
      found.set(selection.id, {
        subject: selection.id,
        message: l10n.t(
          'This selection reaches buckets only by their tags or by an asterisk, and the settings of this Region opt S3 out. AWS Backup leaves them out.',
        ),
        brief: l10n.t('this Region opts S3 out'),
        ...pointAt(selection),
        related: relatedTo(l10n.t('S3 is opted out here.'), {}, estate.s3OptIn),
        proposals: [],
      });
    }
  }
  return [...found.values()];
}

/** Source: AWS Backup developer guide, assigning resources: an ARN of S3 is obeyed whatever the opt-in says. */
export const serviceOptIn: Rule = {
  id: 'service-opt-in',
  title: () => l10n.t('A selection by tags reaches a service that is opted in'),
  severity: 'error',
  equals: [],
  check,
};
