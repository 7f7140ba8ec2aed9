import * as l10n from '@vscode/l10n';
import type { JobKind, S3Job } from '../../aws/activity';
import { bucketOfArn } from '../../model/arn';
import { valueOf } from '../../model/fact';
import { completedWithIssues, isFinished } from '../../model/job';
import { formatExact, formatTime } from '../../ui/format';
import type { AccountSession } from '../session/accountSession';
import type { JobList } from '../session/jobLists';
import type { ListRow } from '../shared/listRow';
import { joined, unreadRow } from '../shared/listRow';
import { escape, table } from '../../reports/markdown';
import type { MessageNode, RowCommand } from '../shared/message';
import { workGroup } from '../work/workRows';
import { stateWord } from './stateWord';
import { detailRows } from './jobRows';
import { jobSubject } from './jobSubject';

type Shown = ListRow | MessageNode;

/** VS Code draws a few hundred rows at once. */
const jobsAtOnce = 500;

type GroupId = 'running' | 'failed' | 'issues' | 'completed';

interface Group {
  readonly id: GroupId;
  readonly label: () => string;
  readonly icon: ListRow['icon'];
}

/** In the order in which somebody wants to know. */
const groups: readonly Group[] = [
  { id: 'running', label: () => l10n.t('Running'), icon: ['sync', 'charts.blue'] },
  { id: 'failed', label: () => l10n.t('Failed or stopped'), icon: ['error', 'problemsErrorIcon.foreground'] },
  { id: 'issues', label: () => l10n.t('Completed with issues'), icon: ['warning', 'problemsWarningIcon.foreground'] },
  { id: 'completed', label: () => l10n.t('Completed'), icon: ['pass', 'testing.iconPassed'] },
];

const kindWords: Readonly<Record<JobKind, () => string>> = {
  backup: () => l10n.t('backup'),
  copy: () => l10n.t('copy'),
  restore: () => l10n.t('restore'),
};

function again(): RowCommand {
  return { id: 's3backup.refreshActivity', title: l10n.t('Try again') };
}

function groupOf(job: S3Job): GroupId {
  if (!isFinished(job)) return 'running';
  if (job.state !== 'COMPLETED') return 'failed';
  return completedWithIssues(job) ? 'issues' : 'completed';
}

function nameOf({ resourceArn }: S3Job): string {
  return bucketOfArn(resourceArn) ?? resourceArn;
}

function tooltipOf(job: S3Job): string {
  const { kind, id, state, statusMessage, messageCategory, vaultName, targetVaultArn, createdResourceArn } = job;
  const rows: readonly (readonly [string, string | undefined])[] = [
    [l10n.t('Job'), `${kindWords[kind]()} \`${id}\``],
    [l10n.t('State'), escape(state)],
    [l10n.t('Message'), statusMessage && escape(statusMessage)],
    [l10n.t('Category'), messageCategory && escape(messageCategory)],
    [l10n.t('Started'), escape(formatExact(job.createdAt))],
    [l10n.t('Ended'), job.completedAt && escape(formatExact(job.completedAt))],
    [l10n.t('Vault'), vaultName && escape(vaultName)],
    [l10n.t('Copied to'), targetVaultArn && `\`${targetVaultArn}\``],
    [l10n.t('Restored'), createdResourceArn && `\`${createdResourceArn}\``],
    [l10n.t('Region'), escape(job.region)],
    [l10n.t('Backup plan'), job.planId && `\`${job.planId}\``],
  ];
  return `**${escape(nameOf(job))}**\n\n${table(rows.flatMap(([name, value]) => (value ? [[name, value]] : [])))}`;
}

function jobRow(job: S3Job, { icon }: Group, session: AccountSession): ListRow {
  const problem = groupOf(job) === 'completed' ? undefined : (job.statusMessage ?? job.messageCategory);
  const description = joined(
    job.kind === 'backup' ? undefined : kindWords[job.kind](),
    stateWord(job),
    formatTime(job.createdAt, session.now()),
    problem,
    session.regions.length > 1 ? job.region : undefined,
  );
  const name = nameOf(job);
  const id = `job/${job.region}/${job.kind}/${job.id}`;
  return {
    kind: `job.${job.kind}.${groupOf(job)}`,
    id,
    label: name,
    description,
    icon,
    tooltip: tooltipOf(job),
    subject: jobSubject(job, session),
    children: () => detailRows(id, job, session),
    spoken: `${kindWords[job.kind]()}, ${name}, ${description.replaceAll(' · ', ', ')}`,
  };
}

function groupRow(group: Group, jobs: readonly S3Job[], isCut: boolean, session: AccountSession): ListRow {
  const label = group.label();
  return {
    kind: 'jobs',
    id: `jobs/${group.id}`,
    label,
    description: isCut ? l10n.t('{0} or more', jobs.length) : String(jobs.length),
    icon: group.icon,
    spoken: jobs.length === 1 ? l10n.t('{0}: 1 job', label) : l10n.t('{0}: {1} jobs', label, jobs.length),
    children: () => jobRows(group, jobs, session),
  };
}

function jobRows(group: Group, jobs: readonly S3Job[], session: AccountSession): readonly Shown[] {
  const newest = [...jobs].sort((one, other) => other.createdAt.getTime() - one.createdAt.getTime());
  const rows = newest.slice(0, jobsAtOnce).map((job) => jobRow(job, group, session));
  const older = newest.length - rows.length;
  if (older === 0) return rows;
  return [...rows, { kind: 'message', id: `jobs/${group.id}/older`, icon: 'info', text: l10n.t('{0} older', older) }];
}

function unread({ region, kind, page, unread: later }: JobList): readonly MessageNode[] {
  const failed = later ?? page;
  if (failed.state === 'known') return [];
  const words: Readonly<Record<JobKind, string>> = {
    backup: l10n.t('The backup jobs of {0} could not be read.', region),
    copy: l10n.t('The copy jobs of {0} could not be read.', region),
    restore: l10n.t('The restore jobs of {0} could not be read.', region),
  };
  return [unreadRow(`unread/${region}/${kind}`, words[kind], failed, again())];
}

/** What was asked for from here is followed by itself, and takes the place of what was listed but for a last word. */
function allJobs(lists: readonly JobList[], { works }: AccountSession): readonly S3Job[] {
  const jobs = new Map(lists.flatMap(({ page }) => valueOf(page)?.jobs ?? []).map((job) => [job.id, job]));
  for (const { job } of works.jobs) {
    const listed = jobs.get(job.id);
    if (listed === undefined || !isFinished(listed)) jobs.set(job.id, job);
  }
  return [...jobs.values()];
}

function moreRow(): MessageNode {
  const command = { id: 's3backup.loadMoreJobs', title: l10n.t('Load more') };
  return { kind: 'message', id: 'more', icon: 'info', text: l10n.t('Load more…'), command };
}

/** The jobs on S3 of the last 30 days by how they stand, and what could not be read. */
export async function rows(session: AccountSession): Promise<readonly Shown[]> {
  const lists = await session.details.jobs.read();
  const jobs = allJobs(lists, session);
  const isCut = lists.some(({ page }) => valueOf(page)?.next !== undefined);
  const shown = groups.flatMap((group) => {
    const mine = jobs.filter((job) => groupOf(job) === group.id);
    return mine.length === 0 ? [] : [groupRow(group, mine, isCut, session)];
  });
  const failed = lists.flatMap(unread);
  const works = workGroup(session.works, session.now(), (id, job) => detailRows(id, job, session));
  if (shown.length === 0 && failed.length === 0 && works.length === 0 && !isCut) {
    const text = l10n.t('AWS Backup did nothing with S3 in the last 30 days.');
    return [{ kind: 'message', id: 'none', icon: 'info', text }];
  }
  return [...works, ...shown, ...(isCut ? [moreRow()] : []), ...failed];
}

export function forget(session: AccountSession): void {
  session.details.jobs.forget();
}

/** When the jobs were read last. */
export function asOf(session: AccountSession): Promise<Date | undefined> {
  return Promise.resolve(session.details.jobs.asOf);
}

/** Whether a job is under way, so that it is worth looking again. */
export async function isMoving(session: AccountSession): Promise<boolean> {
  return allJobs(await session.details.jobs.read(), session).some((job) => !isFinished(job));
}

/** Looks again at what moves, and at what began since. */
export function renew(session: AccountSession): Promise<void> {
  return session.details.jobs.follow();
}
