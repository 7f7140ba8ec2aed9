import type { TextEdit } from '../../model/source';
import type { Piece } from './pieces';
import type { NewMember } from './render';
import { render } from './render';
import { styleOf } from './style';
import type { Block, Span } from './syntax';

/** A block and the piece of text that it stands in. */
export interface Place {
  readonly piece: Piece;
  readonly block: Block;
}

export function replace(piece: Piece, span: Span, newText: string): TextEdit {
  const { file, start, end } = piece.range(span);
  return { file, range: { start, end }, newText };
}

/** The end of the line that an offset of a piece is on, without what ends it; comments behind a block stay there. */
function lineEndAfter(piece: Piece, offset: number): number {
  const { text } = piece.file;
  const newline = text.indexOf('\n', piece.start + offset);
  const end = newline === -1 ? text.length : newline;
  return (text[end - 1] === '\r' ? end - 1 : end) - piece.start;
}

/** Whether only a comment follows on the line of an offset. */
export function isLastOnLine(piece: Piece, offset: number): boolean {
  const { text } = piece.file;
  const rest = text.slice(piece.start + offset, piece.start + lineEndAfter(piece, offset)).trim();
  return rest === '' || rest.startsWith('#') || rest.startsWith('//');
}

function insert(piece: Piece, offset: number, newText: string): TextEdit {
  return replace(piece, { start: offset, end: offset }, newText);
}

/** Puts a block of its own behind another, a blank line between. */
export function insertAfter({ piece, block }: Place, member: NewMember): TextEdit {
  const style = styleOf(piece, block);
  const { text } = piece.file;
  const offset = isLastOnLine(piece, block.end) ? lineEndAfter(piece, block.end) : block.end;
  const following = text.slice(piece.start + offset);
  const isFollowed = /^\r?\n[^\S\n]*\S/.test(following);
  const gap = style.lineEnd.repeat(2);
  return insert(piece, offset, gap + render(member, style, style.base) + (isFollowed ? style.lineEnd : ''));
}

/** Whether a member starts on a line of its own. */
export function startsLine(piece: Piece, offset: number): boolean {
  const { text } = piece.file;
  const at = piece.start + offset;
  return text.slice(text.lastIndexOf('\n', at - 1) + 1, at).trim() === '';
}

/** Puts a nested block last into a block, or behind one of its members. */
export function insertInto({ piece, block }: Place, member: NewMember, after?: Span): readonly TextEdit[] {
  const style = styleOf(piece, block);
  const indent = style.base + style.step;
  const text = render(member, style, indent);
  const members: readonly Span[] = [...block.attributes, ...block.blocks].toSorted((one, other) => one.end - other.end);
  const last = after ?? members.at(-1);
  if (last === undefined) return insertIntoEmpty({ piece, block }, text);
  const closesOnOwnLine = startsLine(piece, block.body.end);
  if (closesOnOwnLine && isLastOnLine(piece, last.end)) {
    return [insert(piece, lineEndAfter(piece, last.end), style.lineEnd.repeat(2) + text)];
  }
  if (members.length !== 1) return [];
  // `name { attribute = value }` becomes a block of several lines.
  const opened = replace(piece, { start: block.body.start, end: last.start }, style.lineEnd + indent);
  const rest = { start: last.end, end: block.body.end };
  const added = style.lineEnd.repeat(2) + text;
  const closed = style.lineEnd + style.base;
  if (rest.start === rest.end) return [opened, insert(piece, last.end, added + closed)];
  return [opened, insert(piece, last.end, added), replace(piece, rest, closed)];
}

function insertIntoEmpty({ piece, block }: Place, text: string): readonly TextEdit[] {
  const style = styleOf(piece, block);
  const { start, end } = block.body;
  const content = piece.file.text.slice(piece.start + start, piece.start + end);
  if (content.trim() === '') return [replace(piece, block.body, style.lineEnd + text + style.lineEnd + style.base)];
  // Only comments: they stay first.
  if (!startsLine(piece, end)) return [];
  const commentsEnd = start + content.trimEnd().length;
  return [insert(piece, commentsEnd, style.lineEnd + text)];
}

/** Puts an attribute first into a block. Its value lines up with the attribute that follows, if it can. */
export function insertAttribute({ piece, block }: Place, name: string, value: string): readonly TextEdit[] {
  const style = styleOf(piece, block);
  const indent = style.base + style.step;
  const first = [...block.attributes, ...block.blocks].toSorted((one, other) => one.start - other.start)[0];
  if (first === undefined) return insertIntoEmpty({ piece, block }, `${indent}${name} = ${value}`);
  if (!startsLine(piece, first.start)) return [];
  const text = piece.file.text.slice(piece.start + first.start, piece.start + first.end);
  const aligned = /^[\w-]+ +(?==)/.exec(text)?.[0].length ?? 0;
  const fits = block.attributes.some((attribute) => attribute === first) && aligned > name.length;
  const line = fits ? `${name.padEnd(aligned)}= ${value}` : `${name} = ${value}${style.lineEnd}`;
  return [insert(piece, first.start, line + style.lineEnd + indent)];
}
