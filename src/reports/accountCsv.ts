import type { AccountReport } from './accountReport';
import type { AccountRow } from './accountRows';
import { bucketRow, goneRow } from './accountRows';

const head = [
  'bucket',
  'region',
  'status',
  'reasons',
  'next steps',
  'newest recovery point',
  'newest restorable moment',
  'selected by',
  'account',
  'as of',
];

/** A spreadsheet would work out what begins like a formula. Source: OWASP, CSV injection. */
function withoutFormula(text: string): string {
  return /^[=+\-@\t\r]/u.test(text) ? `'${text}` : text;
}

/** Source: RFC 4180. */
function cell(text: string): string {
  const safe = withoutFormula(text);
  return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function lineOf(cells: readonly string[]): string {
  return `${cells.map(cell).join(',')}\r\n`;
}

function cellsOf(row: AccountRow, { asOf, account = '' }: AccountReport): readonly string[] {
  return [
    row.name,
    row.region,
    row.status,
    row.reasons.join(' '),
    row.next.join(' '),
    row.newestRecoveryPoint?.toISOString() ?? '',
    row.newestRestorable?.toISOString() ?? '',
    row.selectedBy.join(', '),
    account,
    asOf.toISOString(),
  ];
}

/** The head, then a line for each bucket. Moments are ISO 8601; texts in one cell are parted by spaces. */
export function* accountCsv(report: AccountReport): Generator<string> {
  yield lineOf(head);
  for (const bucket of report.buckets) yield lineOf(cellsOf(bucketRow(bucket), report));
  for (const gone of report.gone) yield lineOf(cellsOf(goneRow(gone), report));
}
