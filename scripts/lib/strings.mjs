// The strings that can be translated, as the editor's own tool finds them in the sources.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { getL10nJson } from '@vscode/l10n-dev';
import { root } from './paths.mjs';

/** What a translator starts from. The editor looks beside it for `bundle.l10n.<language>.json`. */
export const bundleFile = join(root, 'l10n', 'bundle.l10n.json');

/**
 * The bundle of all strings of `src` as text, sorted, so that it changes only where a string does.
 * @returns {Promise<string>}
 */
export async function exportStrings() {
  const names = await readdir(join(root, 'src'), { recursive: true });
  const sources = await Promise.all(
    names
      .filter((name) => name.endsWith('.ts'))
      .sort()
      .map((name) => readFile(join(root, 'src', name), 'utf8')),
  );
  const using = sources.filter((source) => source.includes("'@vscode/l10n'"));
  const strings = await getL10nJson(using.map((contents) => ({ extension: '.ts', contents })));
  const sorted = Object.fromEntries(Object.entries(strings).sort(([one], [other]) => (one < other ? -1 : 1)));
  return `${JSON.stringify(sorted, null, 2)}\n`;
}
