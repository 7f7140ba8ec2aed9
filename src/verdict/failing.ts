import type { Fact } from '../model/fact';
import type { Finding } from '../model/finding';
import type { BackupJob } from '../model/job';
import { completedWithIssues, isFinished } from '../model/job';
import { cannotBackUpS3, lackingRoleWords } from '../protection/backupRole';
import { rulesReaching } from '../protection/coverage';
import { lockConflict, lockConflictWords } from '../protection/vaultLock';
import { isVersioned } from '../protection/versioning';
import type { Case, Decision } from './case';
import { isUnread, reasonOf, unknown } from './case';
import type { Reason } from './status';

export function lastFinishedJob(jobs: readonly BackupJob[]): BackupJob | undefined {
  return jobs.filter(isFinished).toSorted((one, other) => other.createdAt.getTime() - one.createdAt.getTime())[0];
}

export function hasFailed(job: BackupJob): boolean {
  return job.state === 'FAILED' || job.state === 'EXPIRED' || job.state === 'ABORTED';
}

const jobWords: Readonly<Record<string, string>> = {
  FAILED: 'The last backup failed',
  EXPIRED: 'The last backup did not start within its window',
  ABORTED: 'The last backup was stopped',
};

export function jobFailure(job: BackupJob): Reason {
  const words = jobWords[job.state] ?? `The last backup ended as ${job.state}`;
  return {
    code: 'job-failed',
    severity: 'error',
    message: `${words}${job.statusMessage === undefined ? '.' : `: ${job.statusMessage}`}`,
    brief: words.charAt(0).toLowerCase() + words.slice(1),
    at: job.completedAt ?? job.createdAt,
  };
}

function rolesThatCannot({ estate, coverage }: Case): readonly Reason[] {
  return coverage.covering.flatMap((match) => {
    const { roleArn } = match.selection;
    const role = roleArn.state === 'known' && estate.roles.items.find(({ arn }) => arn === roleArn.value);
    if (!role || !cannotBackUpS3(role)) return [];
    const action = 'Attach AWSBackupServiceRolePolicyForS3Backup to the role.';
    return [{ code: 'backup-role-permissions', severity: 'error' as const, ...lackingRoleWords(role), action }];
  });
}

function lockConflicts({ estate, coverage }: Case): readonly Reason[] {
  return rulesReaching(coverage, estate).flatMap((rule) => {
    const conflict = lockConflict(rule, estate.vaults);
    if (conflict === undefined) return [];
    const action = "Change the rule's retention, or its vault.";
    return [{ code: 'vault-lock-retention', severity: 'error' as const, ...lockConflictWords(conflict), action }];
  });
}

export function failing(situation: Case, findings: readonly Finding[]): Decision | undefined {
  const { evidence } = situation;
  const versioning = findings.filter((finding) => finding.rule === 'bucket-versioning').map(reasonOf);
  const job = evidence.jobs.state === 'known' ? lastFinishedJob(evidence.jobs.value) : undefined;
  const reasons = [
    ...versioning,
    ...rolesThatCannot(situation),
    ...lockConflicts(situation),
    ...(job !== undefined && hasFailed(job) ? [jobFailure(job)] : []),
  ];
  if (reasons.length > 0) return { status: 'failing', reasons };
  if (isVersioned(evidence.bucket) === 'unknown') return unknown('Versioning', evidence.bucket.versioning);
  if (isUnread(evidence.jobs)) return unknown('The backup jobs', evidence.jobs);
  return undefined;
}

/** What the console calls "completed with issues". */
export function withIssues(jobs: Fact<readonly BackupJob[]>): readonly Reason[] {
  const job = jobs.state === 'known' ? lastFinishedJob(jobs.value) : undefined;
  if (job === undefined || !completedWithIssues(job)) return [];
  const message = `The last backup completed with issues${job.statusMessage === undefined ? '.' : `: ${job.statusMessage}`}`;
  const brief = 'the last backup completed with issues';
  return [{ code: 'completed-with-issues', severity: 'warning', message, brief, at: job.completedAt ?? job.createdAt }];
}
