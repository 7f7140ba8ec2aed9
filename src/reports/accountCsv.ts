import type { AccountReport } from './accountReport';
import { accountRows } from './accountRows';

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

/** A line for each bucket, with a head. Moments are ISO 8601; texts in one cell are parted by spaces. */
export function accountCsv(report: AccountReport): string {
  const { asOf, account = '' } = report;
  const rows = accountRows(report).map((row) => [
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
  ]);
  return [head, ...rows].map((cells) => `${cells.map(cell).join(',')}\r\n`).join('');
}
