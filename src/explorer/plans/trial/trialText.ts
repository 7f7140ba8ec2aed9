import * as l10n from '@vscode/l10n';
import { formatCount, formatTime } from '../../../ui/format';
import type { Comparison, TrialBucket } from './comparison';

/** What the document beside a tried selection says. */
export interface TrialOutcome {
  /** "tagged-daily of daily-35" */
  readonly name: string;
  readonly region: string;
  /** Whether AWS Backup backs up S3 in the Region, as far as that is known. */
  readonly isSupported: boolean;
  readonly asOf: Date;
  readonly now: Date;
  /** Why the text is no selection at the moment: the comparison is that of the text before. */
  readonly problem?: string;
  readonly comparison?: Comparison;
}

/** In one line: what stands above the text. */
export function headOf({ problem, comparison }: TrialOutcome): string | undefined {
  return problem ?? (comparison && summaryOf(comparison));
}

/** "Would match 4 buckets: 1 joining, 2 leaving." */
export function summaryOf({ joins, leaves, stays, cannotTell, unread }: Comparison): string {
  const matched = formatCount(joins.length + stays.length, 'bucket');
  const changes =
    joins.length + leaves.length === 0
      ? l10n.t('Would match {0}: nothing changes.', matched)
      : l10n.t('Would match {0}: {1} joining, {2} leaving.', matched, joins.length, leaves.length);
  const unclear = cannotTell.length === 0 ? [] : [l10n.t('Cannot tell of {0}.', cannotTell.length)];
  const missing = unread === 0 ? [] : [l10n.t('Not read: {0}.', unread)];
  return [changes, ...unclear, ...missing].join(' ');
}

/** Names of buckets have at most 63 letters; most are far shorter. */
const widestColumn = 40;

function lines(sign: string, buckets: readonly TrialBucket[]): readonly string[] {
  const width = Math.min(
    widestColumn,
    buckets.reduce((most, { name }) => Math.max(most, name.length), 0),
  );
  return buckets.map(({ name, notes }) => `${sign} ${name.padEnd(width)}  ${notes.join(' ')}`.trimEnd());
}

function section(title: string, sign: string, buckets: readonly TrialBucket[]): readonly string[] {
  return buckets.length === 0 ? [] : ['', `${title}: ${buckets.length}`, ...lines(sign, buckets)];
}

function comparisonLines(comparison: Comparison): readonly string[] {
  const { joins, leaves, stays, cannotTell, isCut } = comparison;
  return [
    summaryOf(comparison),
    ...(isCut ? [l10n.t('Not all buckets are listed: there may be more.')] : []),
    ...section(l10n.t('Joining'), '+', joins),
    ...section(l10n.t('Leaving'), '-', leaves),
    ...section(l10n.t('Cannot tell'), '!', cannotTell),
    ...section(l10n.t('Staying'), ' ', stays),
  ];
}

/** The outcome in the marks of a diff, which the editor colours. */
export function trialText({ name, region, isSupported, asOf, now, problem, comparison }: TrialOutcome): string {
  return [
    l10n.t('What {0} in {1} would match.', name, region),
    l10n.t('As of {0}. Nothing is written to AWS.', formatTime(asOf, now)),
    ...(isSupported ? [] : ['', l10n.t('! AWS Backup does not back up S3 in {0}: nothing comes of it.', region)]),
    ...(problem === undefined ? [] : ['', `! ${problem}`]),
    ...(comparison === undefined ? [] : ['', ...comparisonLines(comparison)]),
    '',
  ].join('\n');
}
