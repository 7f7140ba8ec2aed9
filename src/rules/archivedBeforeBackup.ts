import * as l10n from '@vscode/l10n';
import type { Bucket } from '../model/bucket';
import type { Estate } from '../model/estate';
import { ask, valueOf } from '../model/fact';
import { coverageOf } from '../protection/coverage';
import { archivingTransitions } from '../protection/lifecycle';
import type { Rule, Violation } from './rule';
import { coveringSelections } from './coveringSelections';
import { pointAt } from './rule';

function words(of: 'current' | 'noncurrent', to: string): Pick<Violation, 'message' | 'brief'> {
  return of === 'current'
    ? {
        message: l10n.t(
          'Objects move to `{0}`. AWS Backup cannot read that class: backups made after the move lack them.',
          to,
        ),
        brief: l10n.t('objects move to {0}, which cannot be backed up', to),
      }
    : {
        message: l10n.t(
          'Old versions move to `{0}`. AWS Backup cannot read that class: backups made after the move lack them.',
          to,
        ),
        brief: l10n.t('old versions move to {0}, which cannot be backed up', to),
      };
}

function check(bucket: Bucket, estate: Estate): readonly Violation[] {
  if (ask(bucket.mfaDelete, (on) => on) !== 'no' || ask(bucket.exists, (exists) => exists) === 'no') return [];
  const transitions = archivingTransitions(bucket.lifecycle);
  if (transitions.length === 0) return [];
  const answer = coverageOf(bucket, estate);
  if (answer.coverage !== 'covered') return [];
  return transitions.map(({ of, storageClass }) => {
    const to = valueOf(storageClass) ?? '';
    return {
      subject: bucket.id,
      ...words(of, to),
      ...pointAt(bucket, storageClass),
      related: coveringSelections(answer, estate),
      proposals: [],
    };
  });
}

/** Source: AWS Backup developer guide, S3 backups: objects in S3 Glacier Flexible Retrieval and Deep Archive are left out. */
export const archivedBeforeBackup: Rule = {
  id: 'archived-before-backup',
  title: () => l10n.t('Nothing moves to a storage class that AWS Backup cannot read'),
  severity: 'warning',
  equals: [],
  check: (estate) => estate.buckets.items.flatMap((bucket) => check(bucket, estate)),
};
