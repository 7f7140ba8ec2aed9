import * as l10n from '@vscode/l10n';
import type { S3Job } from '../../aws/activity';
import { isFinished } from '../../model/job';
import { escape, table } from '../../reports/markdown';
import { formatExact, formatTime } from '../../ui/format';
import type { ShownWork, WorkBoard } from '../session/workBoard';
import type { ListRow } from '../shared/listRow';
import { joined } from '../shared/listRow';
import type { MessageNode, RowCommand } from '../shared/message';
import type { WorkStanding } from './workWords';
import { standingOf, standingWords } from './workWords';

const icons: Readonly<Record<WorkStanding, ListRow['icon']>> = {
  beginning: ['sync', 'charts.blue'],
  unclear: ['question', 'problemsWarningIcon.foreground'],
  running: ['sync', 'charts.blue'],
  paused: ['debug-pause', 'problemsWarningIcon.foreground'],
  done: ['pass', 'testing.iconPassed'],
  failed: ['error', 'problemsErrorIcon.foreground'],
};

const rowPrefix = 'work/';

/** The id of the entry that a row of the list stands for. */
export function workOfRow(row: unknown): string | undefined {
  if (typeof row === 'string') return row;
  if (typeof row !== 'object' || row === null) return undefined;
  const id: unknown = Reflect.get(row, 'id');
  return typeof id === 'string' && id.startsWith(rowPrefix) ? id.slice(rowPrefix.length) : undefined;
}

function tooltipOf({ entry }: ShownWork): string {
  const { title, at, region, connection, operation, token, state } = entry;
  const jobId = 'jobId' in state ? state.jobId : undefined;
  const rows: readonly (readonly [string, string | undefined])[] = [
    [l10n.t('Asked for'), formatExact(at)],
    [l10n.t('By'), escape(connection)],
    [l10n.t('Operation'), operation.kind === 'own' ? undefined : `\`${operation.kind}\``],
    [l10n.t('Job'), jobId && `\`${jobId}\``],
    [l10n.t('Idempotency token'), operation.kind === 'own' ? undefined : `\`${escape(token)}\``],
    [l10n.t('Region'), escape(region)],
  ];
  return `**${escape(title)}**\n\n${table(rows.flatMap(([name, value]) => (value ? [[name, value]] : [])))}`;
}

function commandOf({ entry }: ShownWork, standing: WorkStanding): RowCommand | undefined {
  switch (standing) {
    case 'unclear':
      return { id: 's3backup.retryWork', title: l10n.t('Start again'), argument: entry.id };
    case 'paused':
      return { id: 's3backup.resumeWork', title: l10n.t('Go on'), argument: entry.id };
    case 'done':
      return entry.operation.kind === 'StartRestoreJob'
        ? { id: 's3backup.showRestoreResult', title: l10n.t('Show what came back'), argument: entry.id }
        : { id: 's3backup.goToBucket', title: l10n.t('Go to the bucket'), argument: entry.bucket };
    default:
      return undefined;
  }
}

/** Draws what is known of a job, beneath the row of that id. */
export type JobDetails = (id: string, job: S3Job) => readonly ListRow[];

function workRow(shown: ShownWork, now: Date, details: JobDetails): ListRow {
  const { entry, sighting, isElsewhere, hasIssues } = shown;
  const standing = standingOf(shown);
  const canStop = entry.operation.kind === 'StartBackupJob' && sighting?.kind === 'job' && !isFinished(sighting.job);
  const command = isElsewhere ? undefined : commandOf(shown, standing);
  const description = joined(standingWords(shown), formatTime(entry.at, now));
  return {
    kind: ['work', standing, ...(canStop ? ['stoppable'] : [])].join('.'),
    id: `${rowPrefix}${entry.id}`,
    label: entry.title,
    description,
    icon: hasIssues === true ? ['warning', 'problemsWarningIcon.foreground'] : icons[standing],
    tooltip: tooltipOf(shown),
    spoken: `${entry.title}, ${description.replaceAll(' · ', ', ')}`,
    ...(command && { command }),
    ...(sighting?.kind === 'job' && { children: () => details(`${rowPrefix}${entry.id}`, sighting.job) }),
  };
}

/** The work that was asked for from here, newest first, and what is to be said of it; none where there is none. */
export function workGroup(board: WorkBoard, now: Date, details: JobDetails): readonly (ListRow | MessageNode)[] {
  const notices = board.notices.map((text, index): MessageNode => ({
    kind: 'message',
    id: `works/notice/${index}`,
    icon: 'warning',
    text,
  }));
  const works = board.all;
  if (works.length === 0) return notices;
  const rows = works.toReversed().map((shown) => workRow(shown, now, details));
  return [
    ...notices,
    {
      kind: 'works',
      id: 'works',
      label: l10n.t('Started from here'),
      description: String(works.length),
      icon: ['rocket'],
      children: () => rows,
    },
  ];
}

const messageIcons: Readonly<Record<WorkStanding, MessageNode['icon']>> = {
  beginning: 'running',
  unclear: 'warning',
  running: 'running',
  paused: 'warning',
  done: 'info',
  failed: 'error',
};

/** What was asked for from here, beneath its bucket. Backups that run are among those that are under way. */
export function bucketWorkRows(bucket: string, works: readonly ShownWork[], now: Date): readonly MessageNode[] {
  const isListedAsJob = ({ entry, sighting }: ShownWork): boolean =>
    entry.operation.kind === 'StartBackupJob' && sighting?.kind === 'job' && !isFinished(sighting.job);
  return works
    .filter((shown) => !isListedAsJob(shown))
    .map((shown): MessageNode => {
      const { entry, isElsewhere } = shown;
      const standing = standingOf(shown);
      const showAll = { id: 's3backup.activity.focus', title: l10n.t('Show Activity') };
      return {
        kind: 'message',
        id: `${bucket}/work/${entry.id}`,
        icon: shown.hasIssues === true ? 'warning' : messageIcons[standing],
        text: entry.title,
        detail: joined(standingWords(shown), formatTime(entry.at, now)),
        command: (isElsewhere ? undefined : commandOf(shown, standing)) ?? showAll,
      };
    });
}
