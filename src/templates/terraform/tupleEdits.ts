import type { TextEdit } from '../../model/source';
import type { Place } from './blockEdits';
import { replace } from './blockEdits';
import type { Expression } from './syntax';

type Tuple = Extract<Expression, { kind: 'tuple' }>;

/** Adds an entry to the end of a list; none where a comment would have to move. */
export function addItem({ piece }: Place, tuple: Tuple, item: string): readonly TextEdit[] {
  const { text } = piece;
  const last = tuple.items.at(-1);
  if (last === undefined) {
    const isEmpty = text.slice(tuple.start + 1, tuple.end - 1).trim() === '';
    return isEmpty ? [replace(piece, tuple, `[${item}]`)] : [];
  }
  const rest = text.slice(last.end, tuple.end);
  if (!rest.includes('\n')) return [replace(piece, { start: last.end, end: last.end }, `, ${item}`)];
  const [, comma] = /^(,?)[^\S\n]*\n\s*\]$/.exec(rest) ?? [];
  const indent = text.slice(text.lastIndexOf('\n', last.start - 1) + 1, last.start);
  if (comma === undefined || indent.trim() !== '') return [];
  const lineEnd = rest.includes('\r\n') ? '\r\n' : '\n';
  const at = last.end + comma.length;
  return [replace(piece, { start: at, end: at }, `${comma === '' ? ',' : ''}${lineEnd}${indent}${item}${comma}`)];
}
