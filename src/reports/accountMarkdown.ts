import * as l10n from '@vscode/l10n';
import { gravestFirst } from '../verdict/status';
import type { AccountReport } from './accountReport';
import type { AccountRow } from './accountRows';
import { bucketRow, goneRow } from './accountRows';
import { escape } from './markdown';
import { utcMoment } from '../shared/moment';
import { statusWord } from './statusWord';

function moment(at: Date | undefined): string {
  return at === undefined ? '' : utcMoment(at);
}

function line({ name, region, reasons, newestRestorable, newestRecoveryPoint, selectedBy }: AccountRow): string {
  const cells = [
    name,
    region,
    reasons.join(' '),
    moment(newestRestorable ?? newestRecoveryPoint),
    selectedBy.join(', '),
  ];
  return `| ${cells.map(escape).join(' | ')} |`;
}

/** A heading and a table, a line at a time. */
function* group(words: string, rows: Iterable<AccountRow>, count: number): Generator<string> {
  if (count === 0) return;
  const head = [l10n.t('Bucket'), l10n.t('Region'), l10n.t('Why'), l10n.t('Restorable to'), l10n.t('Selected by')];
  yield `\n## ${escape(words)} (${count})\n\n| ${head.join(' | ')} |\n|:--|:--|:--|:--|:--|\n`;
  for (const row of rows) yield `${line(row)}\n`;
}

function* rowsOf<T>(items: readonly T[], row: (item: T) => AccountRow): Generator<AccountRow> {
  for (const item of items) yield row(item);
}

function* failures({ errors }: AccountReport): Generator<string> {
  if (errors.length === 0) return;
  yield `\n## ${l10n.t('What could not be read')}\n\n`;
  for (const { region, action, message } of errors) yield `- ${escape(`${region}: ${action}: ${message}`)}\n`;
}

/** The buckets of an account by status, those that need somebody first; in pieces, as all reports. */
export function* accountMarkdown(report: AccountReport): Generator<string> {
  const { account, regions, asOf, buckets, gone } = report;
  const head = [
    account === undefined ? undefined : l10n.t('Account {0}', account),
    regions.join(', '),
    l10n.t('{0} buckets', buckets.length),
    l10n.t('as of {0}', utcMoment(asOf)),
  ];
  yield `# ${l10n.t('S3 buckets and their protection')}\n\n`;
  yield `${escape(head.filter((part) => part !== undefined && part !== '').join(' · '))}\n`;
  for (const status of gravestFirst) {
    const mine = buckets.filter(({ assessment }) => assessment.status === status);
    yield* group(statusWord(status), rowsOf(mine, bucketRow), mine.length);
  }
  yield* group(l10n.t('gone, with recovery points'), rowsOf(gone, goneRow), gone.length);
  yield* failures(report);
}
