import * as l10n from '@vscode/l10n';
import type { Fact } from '../model/fact';
import { valueOf } from '../model/fact';
import type { BackupJob } from '../model/job';
import type { RecoveryPoint } from '../model/recoveryPoint';
import { newestFirst } from '../protection/recovery';
import type { ExplanationStep, Outcome } from '../verdict/explanation';
import type { Reason } from '../verdict/status';
import type { BucketReport } from './accountReport';
import { subjectWord } from './explanationWords';
import { escape } from './markdown';
import { utcMoment } from '../shared/moment';
import { statusWord } from './statusWord';

/** What a document tells beside the bucket itself. */
export interface ExplanationFrame {
  readonly asOf: Date;
  readonly account?: string;
  /** The bucket's page in the AWS console. */
  readonly consoleUrl?: string;
  /** The page of a rule; `undefined` for a code that is no rule. */
  readonly rulePage: (code: string) => string | undefined;
  /** The page of what a step looked at, in the AWS console. */
  readonly pageOf: (about: NonNullable<ExplanationStep['about']>) => string | undefined;
}

/** Rows of a list that a person reads; the JSON has no more of them either. */
const most = 10;

function outcomeWord(outcome: Outcome): string {
  const words: Readonly<Record<Outcome, string>> = {
    ok: l10n.t('✓\u00a0in\u00a0order'),
    problem: l10n.t('✗\u00a0problem'),
    unknown: l10n.t('?\u00a0unknown'),
    'not-applicable': l10n.t('–\u00a0no\u00a0say'),
  };
  return words[outcome];
}

/** @param rows Markdown. */
function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => ':--')), ...rows.map(line)].join('\n');
}

/** @param rows Plain text. */
function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return markdownTable(
    head,
    rows.map((cells) => cells.map(escape)),
  );
}

function linked(text: string, page: string | undefined): string {
  return page === undefined ? escape(text) : `[${escape(text)}](${page})`;
}

function section(title: string, ...blocks: readonly string[]): string {
  return [`## ${title}`, ...blocks].join('\n\n');
}

function reasonLine({ code, message, action }: Reason, rulePage: ExplanationFrame['rulePage']): string {
  const page = rulePage(code);
  const next = action === undefined ? '' : ` **${l10n.t('Next:')}** ${escape(action)}`;
  return `- ${escape(message)}${next}${page === undefined ? '' : ` ([${code}](${page}))`}`;
}

function reasons({ assessment }: BucketReport, { rulePage }: ExplanationFrame): readonly string[] {
  if (assessment.reasons.length === 0) return [];
  return [section(l10n.t('Reasons'), assessment.reasons.map((reason) => reasonLine(reason, rulePage)).join('\n'))];
}

function steps(all: readonly ExplanationStep[], pageOf: ExplanationFrame['pageOf']): string {
  const rows = all.map(({ outcome, subject, message, about }) => [
    escape(outcomeWord(outcome)),
    linked(subjectWord(subject), about && pageOf(about)),
    escape(message),
  ]);
  const about = l10n.t('All that the status hangs on, in the order in which it is decided.');
  return section(
    l10n.t('Step by step'),
    about,
    markdownTable([l10n.t('Outcome'), l10n.t('What'), l10n.t('Found')], rows),
  );
}

/** A list that was read, or why it was not. */
function listed<T>(
  title: string,
  fact: Fact<readonly T[]>,
  none: string,
  show: (items: readonly T[]) => string,
): string {
  switch (fact.state) {
    case 'denied':
      return section(title, escape(l10n.t('Not known: {0} is denied.', fact.action)));
    case 'unknown':
      return section(title, escape(l10n.t('Not known: {0}', fact.why)));
    case 'known':
    case 'absent':
    case 'unmanaged': {
      const items = valueOf(fact) ?? [];
      return section(title, items.length === 0 ? none : show(items));
    }
  }
}

function jobsTable(jobs: readonly BackupJob[]): string {
  const newest = jobs.toSorted((one, other) => other.createdAt.getTime() - one.createdAt.getTime()).slice(0, most);
  return tableOf(
    [l10n.t('Started'), l10n.t('State'), l10n.t('Vault'), l10n.t('What AWS Backup said')],
    newest.map(({ createdAt, state, vaultName = '', statusMessage, messageCategory }) => [
      utcMoment(createdAt),
      state,
      vaultName,
      statusMessage ?? (messageCategory === 'SUCCESS' ? '' : (messageCategory ?? '')),
    ]),
  );
}

function pointsTable(points: readonly RecoveryPoint[]): string {
  return tableOf(
    [l10n.t('Created'), l10n.t('Kind'), l10n.t('Status'), l10n.t('Vault'), l10n.t('Expires')],
    newestFirst(points)
      .slice(0, most)
      .map(({ createdAt, kind, status, vaultName, expiresAt }) => [
        utcMoment(createdAt),
        kind === 'continuous' ? l10n.t('continuous') : l10n.t('periodic'),
        status,
        vaultName,
        expiresAt === undefined ? l10n.t('never, or not said') : utcMoment(expiresAt),
      ]),
  );
}

function details({ read }: BucketReport, { pageOf }: ExplanationFrame): readonly string[] {
  if (read === undefined) return [];
  const { jobs, points } = read.evidence;
  return [
    steps(read.explain(), pageOf),
    listed(l10n.t('Newest jobs'), jobs, l10n.t('None in the last 30 days.'), jobsTable),
    listed(l10n.t('Newest recovery points'), points, l10n.t('None.'), pointsTable),
  ];
}

/** Why a bucket has its status, as a document: the reasons, each step to them, and what was found. */
export function explanationMarkdown(bucket: BucketReport, frame: ExplanationFrame): string {
  const { name, region, assessment } = bucket;
  const { asOf, account, consoleUrl } = frame;
  const place = [
    region,
    account === undefined ? undefined : l10n.t('account {0}', account),
    l10n.t('as of {0}', utcMoment(asOf)),
  ];
  const restorable = assessment.newestRestorable;
  const head = [
    `# ${escape(name)}: ${escape(statusWord(assessment.status))}`,
    escape(place.filter((part) => part !== undefined).join(' · ')),
    ...(restorable ? [escape(l10n.t('It can be brought back to {0}.', utcMoment(restorable)))] : []),
    ...(consoleUrl === undefined ? [] : [`[${l10n.t('Open in the AWS console')}](${consoleUrl})`]),
  ];
  return `${[...head, ...reasons(bucket, frame), ...details(bucket, frame)].join('\n\n')}\n`;
}
