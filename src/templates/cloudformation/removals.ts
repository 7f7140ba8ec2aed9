import type { Change } from './insert';
import type { Example } from './style';
import { lineStart } from './style';
import type { Entry, MapNode } from './syntax';

function keyStart({ keySpan, keyQuote }: Entry): number {
  return keyQuote === 'single' || keyQuote === 'double' ? keySpan.start - 1 : keySpan.start;
}

/** The lines of an entry in a YAML block; the first one of a list item shares its line with the dash. */
function removeLines({ text }: Example, entry: Entry, next: Entry | undefined): Change | undefined {
  const start = keyStart(entry);
  const line = lineStart(text, start);
  if (text.slice(line, start).trim() !== '') {
    return next === undefined ? undefined : { start, end: keyStart(next), newText: '' };
  }
  const newline = text.indexOf('\n', entry.value.end);
  if (newline !== -1) return { start: line, end: newline + 1, newText: '' };
  // The last line of a file that has no line end: the one before it then has none.
  const before = text.charAt(line - 2) === '\r' ? line - 2 : line - 1;
  return { start: Math.max(before, 0), end: text.length, newText: '' };
}

/** Takes an entry out of a map that has others; none where nothing would be left of the map. */
export function removeEntry(example: Example, map: MapNode, entry: Entry): Change | undefined {
  const at = map.entries.indexOf(entry);
  const before = map.entries[at - 1];
  const next = map.entries[at + 1];
  if (at === -1 || (before === undefined && next === undefined)) return undefined;
  if (!map.flow) return removeLines(example, entry, next);
  if (before !== undefined) return { start: before.value.end, end: entry.value.end, newText: '' };
  return next && { start: keyStart(entry), end: keyStart(next), newText: '' };
}
