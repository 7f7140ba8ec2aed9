import type { TextEdit } from '../../model/source';
import type { Place } from './blockEdits';
import { replace } from './blockEdits';
import type { Expression } from './syntax';

export type Tuple = Extract<Expression, { kind: 'tuple' }>;

/** Adds an entry to the end of a list; none where that is not laid out as one line, or a line for each entry. */
export function addItem({ piece }: Place, tuple: Tuple, item: string): readonly TextEdit[] {
  const { text } = piece;
  const last = tuple.items.at(-1);
  if (last === undefined) {
    const isEmpty = text.slice(tuple.start + 1, tuple.end - 1).trim() === '';
    return isEmpty ? [replace(piece, tuple, `[${item}]`)] : [];
  }
  const rest = text.slice(last.end, tuple.end);
  if (!rest.includes('\n')) return [replace(piece, { start: last.end, end: last.end }, `, ${item}`)];
  const [, comma, comment] = /^(,?)([^\S\r\n]*(?:(?:#|\/\/)[^\r\n]*)?)\r?\n\s*\]$/.exec(rest) ?? [];
  const indent = text.slice(text.lastIndexOf('\n', last.start - 1) + 1, last.start);
  if (comma === undefined || comment === undefined || indent.trim() !== '') return [];
  const lineEnd = rest.includes('\r\n') ? '\r\n' : '\n';
  const insertAt = (at: number, newText: string): TextEdit => replace(piece, { start: at, end: at }, newText);
  const behind = comment.trimEnd();
  const line = `${lineEnd}${indent}${item}${comma}`;
  if (comma === '' && behind !== '') return [insertAt(last.end, ','), insertAt(last.end + behind.length, line)];
  return [insertAt(last.end + comma.length + behind.length, comma === '' ? `,${line}` : line)];
}
