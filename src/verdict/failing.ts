import * as l10n from '@vscode/l10n';
import type { Fact } from '../model/fact';
import type { Finding } from '../model/finding';
import type { BackupJob } from '../model/job';
import { completedWithIssues } from '../model/job';
import { cannotBackUpS3, lackingRoleWords } from '../protection/backupRole';
import { rulesReaching } from '../protection/coverage';
import { lockConflict, lockConflictWords } from '../protection/vaultLock';
import type { Case, Decision } from './case';
import { reasonOf } from './case';
import { gapsOfSelected } from './gaps';
import { lastFinishedJob } from './lastJob';
import type { Reason } from './status';

export function hasFailed(job: BackupJob): boolean {
  return job.state === 'FAILED' || job.state === 'EXPIRED' || job.state === 'ABORTED';
}

/** How the last job ended: the start of a sentence, for AWS's own words to follow, and the same for a row. */
function endOf({ state }: BackupJob): { readonly words: string; readonly brief: string } {
  switch (state) {
    case 'FAILED':
      return { words: l10n.t('The last backup failed'), brief: l10n.t('the last backup failed') };
    case 'EXPIRED':
      return {
        words: l10n.t('The last backup did not start within its window'),
        brief: l10n.t('the last backup did not start within its window'),
      };
    case 'ABORTED':
      return { words: l10n.t('The last backup was stopped'), brief: l10n.t('the last backup was stopped') };
    default:
      return {
        words: l10n.t('The last backup ended as {0}', state),
        brief: l10n.t('the last backup ended as {0}', state),
      };
  }
}

export function jobFailure(job: BackupJob): Reason {
  const { words, brief } = endOf(job);
  return {
    code: 'job-failed',
    severity: 'error',
    message: job.statusMessage === undefined ? `${words}.` : l10n.t('{0}: {1}', words, job.statusMessage),
    brief,
    at: job.completedAt ?? job.createdAt,
  };
}

function rolesThatCannot({ estate, coverage }: Case): readonly Reason[] {
  return coverage.covering.flatMap((match) => {
    const { roleArn } = match.selection;
    const role = roleArn.state === 'known' && estate.roles.items.find(({ arn }) => arn === roleArn.value);
    if (!role || !cannotBackUpS3(role)) return [];
    const action = l10n.t('Attach AWSBackupServiceRolePolicyForS3Backup to the role.');
    return [{ code: 'backup-role-permissions', severity: 'error' as const, ...lackingRoleWords(role), action }];
  });
}

function lockConflicts({ estate, coverage }: Case): readonly Reason[] {
  return rulesReaching(coverage, estate).flatMap((rule) => {
    const conflict = lockConflict(rule, estate.vaults);
    if (conflict === undefined) return [];
    const action = l10n.t("Change the rule's retention, or its vault.");
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
  const unread = gapsOfSelected(situation);
  return unread.length === 0 ? undefined : { status: 'unknown', reasons: unread };
}

/** What the console calls "completed with issues". */
export function withIssues(jobs: Fact<readonly BackupJob[]>): readonly Reason[] {
  const job = jobs.state === 'known' ? lastFinishedJob(jobs.value) : undefined;
  if (job === undefined || !completedWithIssues(job)) return [];
  const { statusMessage } = job;
  const message =
    statusMessage === undefined
      ? l10n.t('The last backup completed with issues.')
      : l10n.t('The last backup completed with issues: {0}', statusMessage);
  const brief = l10n.t('the last backup completed with issues');
  return [{ code: 'completed-with-issues', severity: 'warning', message, brief, at: job.completedAt ?? job.createdAt }];
}
