import { completedWithIssues } from '../../model/job';
import type { WorkKind } from './workKind';

/** A backup that completed is told of by its recovery point; nothing else need be seen. */
export const backupKind: WorkKind = {
  isWell: (_entry, job) => job.state === 'COMPLETED' && !completedWithIssues(job),
};
