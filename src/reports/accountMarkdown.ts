import * as l10n from '@vscode/l10n';
import type { AccountReport } from './accountReport';
import type { AccountRow } from './accountRows';
import { accountRows } from './accountRows';
import { escape } from './markdown';
import { utcMoment } from './moment';
import { statusWord } from './statusWord';

/** Those that need somebody first. */
const order: readonly AccountRow['status'][] = [
  'failing',
  'orphaned',
  'unprotected',
  'stale',
  'at-risk',
  'unknown',
  'waiting',
  'unsupported',
  'protected',
  'gone',
];

function wordOf(status: AccountRow['status']): string {
  return status === 'gone' ? l10n.t('gone, with recovery points') : statusWord(status);
}

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

function group(status: AccountRow['status'], rows: readonly AccountRow[]): readonly string[] {
  const mine = rows.filter((row) => row.status === status);
  if (mine.length === 0) return [];
  const head = [l10n.t('Bucket'), l10n.t('Region'), l10n.t('Why'), l10n.t('Restorable to'), l10n.t('Selected by')];
  const table = [`| ${head.join(' | ')} |`, '|:--|:--|:--|:--|:--|', ...mine.map(line)].join('\n');
  return [`## ${escape(wordOf(status))} (${mine.length})`, table];
}

function failures({ errors }: AccountReport): readonly string[] {
  if (errors.length === 0) return [];
  const lines = errors.map(({ region, action, message }) => `- ${escape(`${region}: ${action}: ${message}`)}`);
  return [`## ${l10n.t('What could not be read')}`, lines.join('\n')];
}

/** The buckets of an account by status, those that need somebody first. */
export function accountMarkdown(report: AccountReport): string {
  const { account, regions, asOf, buckets } = report;
  const rows = accountRows(report);
  const head = [
    account === undefined ? undefined : l10n.t('Account {0}', account),
    regions.join(', '),
    l10n.t('{0} buckets', buckets.length),
    l10n.t('as of {0}', utcMoment(asOf)),
  ];
  const blocks = [
    `# ${l10n.t('S3 buckets and their protection')}`,
    escape(head.filter((part) => part !== undefined && part !== '').join(' · ')),
    ...order.flatMap((status) => group(status, rows)),
    ...failures(report),
  ];
  return `${blocks.join('\n\n')}\n`;
}
