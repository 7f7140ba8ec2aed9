import type { Bucket } from '../model/bucket';
import type { Estate } from '../model/estate';
import { ask, valueOf } from '../model/fact';
import { coverageOf } from '../protection/coverage';
import { archivingTransitions } from '../protection/lifecycle';
import type { Rule, Violation } from './rule';
import { coveringSelections } from './coveringSelections';
import { pointAt } from './rule';

function check(bucket: Bucket, estate: Estate): readonly Violation[] {
  if (ask(bucket.mfaDelete, (on) => on) !== 'no' || ask(bucket.exists, (exists) => exists) === 'no') return [];
  const transitions = archivingTransitions(bucket.lifecycle);
  if (transitions.length === 0) return [];
  const answer = coverageOf(bucket, estate);
  if (answer.coverage !== 'covered') return [];
  return transitions.map(({ of, storageClass }) => {
    const what = of === 'current' ? 'Objects' : 'Old versions';
    const to = valueOf(storageClass) ?? '';
    return {
      subject: bucket.id,
      message: `${what} move to \`${to}\`. AWS Backup cannot read that class: backups made after the move lack them.`,
      brief: `${what.toLowerCase()} move to ${to}, which cannot be backed up`,
      ...pointAt(bucket, storageClass),
      related: coveringSelections(answer, estate),
      proposals: [],
    };
  });
}

/** Source: AWS Backup developer guide, S3 backups: objects in S3 Glacier Flexible Retrieval and Deep Archive are left out. */
export const archivedBeforeBackup: Rule = {
  id: 'archived-before-backup',
  title: 'Nothing moves to a storage class that AWS Backup cannot read',
  severity: 'warning',
  equals: [],
  check: (estate) => estate.buckets.items.flatMap((bucket) => check(bucket, estate)),
};
