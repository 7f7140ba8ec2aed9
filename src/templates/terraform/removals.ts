import type { TextEdit } from '../../model/source';
import type { Place } from './blockEdits';
import { isLastOnLine, replace, startsLine } from './blockEdits';
import type { Piece } from './pieces';
import type { Attribute, Block, Span } from './syntax';

/** From the start of the first line to the start of the line behind the last one. */
function wholeLines({ text }: Piece, { start, end }: Span): Span {
  const newline = text.indexOf('\n', end);
  return { start: text.lastIndexOf('\n', start - 1) + 1, end: newline === -1 ? text.length : newline + 1 };
}

function isAlone(piece: Piece, { start, end }: Span): boolean {
  return startsLine(piece, start) && isLastOnLine(piece, end);
}

/** The attributes on the lines around one, without a gap: `terraform fmt` lines up their values. */
function linedUpWith({ piece, block }: Place, attribute: Attribute): readonly Attribute[] {
  const follows = (one: Attribute, other: Attribute): boolean =>
    /^[^\n]*\n[^\n]*$/.test(piece.text.slice(one.end, other.start)) && piece.text.slice(one.start, one.end).length > 0;
  const ordered = block.attributes.toSorted((one, other) => one.start - other.start);
  const at = ordered.indexOf(attribute);
  let first = at;
  let last = at;
  for (
    let one = ordered[first - 1], next = ordered[first];
    one && next && follows(one, next);
    next = one, one = ordered[first - 1]
  )
    first -= 1;
  for (
    let one = ordered[last], next = ordered[last + 1];
    one && next && follows(one, next);
    one = next, next = ordered[last + 1]
  )
    last += 1;
  return ordered.slice(first, last + 1);
}

/** What stands between the name of an attribute and its equals sign. */
function gapOf({ text }: Piece, { name, start, end }: Attribute): Span | undefined {
  const gap = /^ *(?==)/.exec(text.slice(start + name.length, end))?.[0];
  return gap === undefined ? undefined : { start: start + name.length, end: start + name.length + gap.length };
}

/** Lines up again what lined up with a longer name, unless the file does not line up. */
function lineUp(place: Place, attribute: Attribute): readonly TextEdit[] {
  const group = linedUpWith(place, attribute).map((member) => ({ member, gap: gapOf(place.piece, member) }));
  const widthOf = (members: typeof group): number => Math.max(...members.map(({ member }) => member.name.length));
  const rest = group.filter(({ member }) => member !== attribute);
  const before = widthOf(group);
  const after = widthOf(rest);
  const isLinedUp = rest.every(({ member, gap }) => gap?.end === member.start + before + 1);
  if (rest.length === 0 || before === after || !isLinedUp) return [];
  return rest.flatMap(({ member, gap }) =>
    gap === undefined ? [] : [replace(place.piece, gap, ' '.repeat(after - member.name.length + 1))],
  );
}

/** Takes an attribute out of a block; none where something else stands on its lines. */
export function removeAttribute(place: Place, attribute: Attribute): readonly TextEdit[] {
  if (!isAlone(place.piece, attribute)) return [];
  return [replace(place.piece, wholeLines(place.piece, attribute), ''), ...lineUp(place, attribute)];
}

/** Takes a nested block out, with the blank line that set it apart where nothing follows. */
export function removeBlock(piece: Piece, block: Block): readonly TextEdit[] {
  if (!isAlone(piece, block)) return [];
  const lines = wholeLines(piece, block);
  const blank = /\n[^\S\n]*\r?\n$/.exec(piece.text.slice(0, lines.start));
  const isSetApart = blank !== null && /^\s*(?:\}|\r?\n)/.test(piece.text.slice(lines.end));
  const start = isSetApart ? blank.index + 1 : lines.start;
  return [replace(piece, { start, end: lines.end }, '')];
}
