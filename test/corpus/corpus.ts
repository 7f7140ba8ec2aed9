import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from 'mocha';

/** Gathered from public repositories; it stands beside the project where it is there at all. */
const root = join(process.cwd(), '..', 'shared', 'corpus');

/** Skips a test where the corpus is absent, and says so. */
export function needsCorpus(test: Context): void {
  if (existsSync(root)) return;
  console.log('      not run: there is no ../shared/corpus here');
  test.skip();
}

/** What another tool says of one bucket. */
export interface Label {
  readonly file: string;
  readonly kind: string;
  readonly rule: string;
  readonly address: string;
  readonly expected: string;
  readonly origin: string;
}

/** A cell that holds a quote or a tab is quoted, its quotes doubled. */
function unquote(cell: string): string {
  return cell.startsWith('"') && cell.endsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
}

export function readLabels(isWanted: (label: Label) => boolean): readonly Label[] {
  const [, ...rows] = readFileSync(join(root, 'labels.tsv'), 'utf8').split('\n');
  return rows
    .filter((row) => row !== '')
    .map((row): Label => {
      const cells = row.split('\t').map(unquote);
      const [file = '', , , , kind = '', rule = '', address = '', expected = '', origin = ''] = cells;
      return { file, kind, rule, address, expected, origin };
    })
    .filter(isWanted);
}

/** Where the corpus is. */
export const corpusRoot = root;

/** The text of a file of the corpus. */
export function readCorpus(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

/** All files below a folder of the corpus, relative to its root. */
export function listCorpus(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
}
