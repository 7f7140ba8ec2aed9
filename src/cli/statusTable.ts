import { gravestFirst } from '../verdict/status';
import type { BucketReport } from '../reports/accountReport';
import { statusWord } from '../reports/statusWord';
import type { AccountStatus } from './statusReading';

const widest = 80;
/** Longer names have a line of their own. */
const longestName = 28;
const longestRegion = 14;
const gap = '  ';

/** What AWS or somebody else wrote must not steer a terminal. */
function plain(text: string): string {
  return text.replaceAll(/\p{Cc}+/gu, ' ');
}

/** Breaks a text between words into lines of at most so many characters; a longer word has a line of its own. */
function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

/** "9 days ago" */
function ageOf(moment: Date, now: Date): string {
  const hours = Math.max(0, now.getTime() - moment.getTime()) / 3_600_000;
  if (hours < 1.5) return `${Math.round(hours * 60)} min ago`;
  return hours < 36 ? `${Math.round(hours)} h ago` : `${Math.round(hours / 24)} days ago`;
}

function whyOf({ assessment }: BucketReport, asOf: Date): string {
  const { reasons, newestRestorable } = assessment;
  const grave = reasons.filter(({ severity }, index) => index === 0 || severity === 'error' || severity === 'warning');
  const briefs = [...new Set(grave.map(({ brief }) => brief))];
  const restorable = newestRestorable === undefined ? [] : [`restorable to ${ageOf(newestRestorable, asOf)}`];
  return plain([...briefs, ...restorable].join('; '));
}

function rowsOf(cells: readonly [string, string, string], why: string, widths: readonly number[]): readonly string[] {
  const [name] = cells;
  const isLong = name.length > (widths[0] ?? 0);
  const shown = isLong ? ['', cells[1], cells[2]] : cells;
  const left = shown.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join(gap) + gap;
  const lines = wrap(why, widest - left.length);
  const rows = lines.map((line, index) => (index === 0 ? left : ' '.repeat(left.length)) + line);
  return [...(isLong ? [name] : []), ...rows].map((row) => row.trimEnd());
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function summary({ buckets, account, regions }: AccountStatus): string {
  const whose = account === undefined ? 'an account that AWS did not name' : `account ${account}`;
  const counts = gravestFirst.flatMap((status) => {
    const number = buckets.filter(({ assessment }) => assessment.status === status).length;
    return number === 0 ? [] : [`${number} ${statusWord(status)}`];
  });
  const where = regions.length === 0 ? '' : ` (${regions.join(', ')})`;
  const what = counts.length === 0 ? '' : `: ${counts.join(', ')}`;
  return `${count(buckets.length, 'bucket')} of ${whose}${where}${what}.`;
}

function remarks({ gone, elsewhere }: AccountStatus): readonly string[] {
  const others = `${count(elsewhere, 'bucket')} in other Regions: name them with --region.`;
  return [
    ...gone.map(({ name, region }) => `${name} (${region}) no longer exists and still has recovery points.`),
    ...(elsewhere === 0 ? [] : [others]),
  ];
}

/** The report as a table of at most 80 columns, without colours. */
export function statusTable(status: AccountStatus): string {
  const { buckets, asOf } = status;
  const cells = buckets.map(
    (bucket) => [plain(bucket.name), plain(bucket.region ?? '?'), statusWord(bucket.assessment.status)] as const,
  );
  const head = ['BUCKET', 'REGION', 'STATUS'] as const;
  const limits = [longestName, longestRegion, widest];
  const widths = limits.map((limit, column) =>
    Math.min(limit, Math.max(...[head, ...cells].map((row) => row[column]?.length ?? 0))),
  );
  const rows = buckets.flatMap((bucket, index) => rowsOf(cells[index] ?? ['', '', ''], whyOf(bucket, asOf), widths));
  const table = buckets.length === 0 ? [] : [...rowsOf(head, 'WHY', widths), ...rows, ''];
  const foot = [summary(status), ...remarks(status)].flatMap((line) => wrap(plain(line), widest));
  return `${[...table, ...foot].join('\n')}\n`;
}
