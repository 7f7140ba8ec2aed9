import type { Fact } from '../model/fact';
import type { BackupJob } from '../model/job';
import { completedWithIssues, isFinished } from '../model/job';

export function lastFinishedJob(jobs: readonly BackupJob[]): BackupJob | undefined {
  return jobs.filter(isFinished).toSorted((one, other) => other.createdAt.getTime() - one.createdAt.getTime())[0];
}

/**
 * Whether the last job of the bucket shows that a role may back up S3. Who looks at buckets is often not allowed to look
 * at roles, and a backup that has just come about says more than the names of policies do.
 */
export function hasJustWorked(roleArn: string, jobs: Fact<readonly BackupJob[]>): boolean {
  const job = jobs.state === 'known' ? lastFinishedJob(jobs.value) : undefined;
  return job?.state === 'COMPLETED' && job.roleArn === roleArn && !completedWithIssues(job);
}
