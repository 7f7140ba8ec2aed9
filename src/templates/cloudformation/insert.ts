import type { Example } from './style';
import { indentAt, lineStart, styleOf } from './style';
import type { Entry, ListNode, MapNode, NullNode, ScalarNode } from './syntax';
import type { Data, DataMap, Style } from './write';
import { blockEntries, blockItem, inline, inlineEntries, pretty, prettyEntries, quoted } from './write';

/** One replacement, in offsets. An insertion replaces nothing. */
export interface Change {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

function insertion(at: number, newText: string): Change {
  return { start: at, end: at, newText };
}

export function replaceScalar(node: ScalarNode, text: string): Change {
  return { start: node.start, end: node.end, newText: quoted(text, node.quote) };
}

/** The same for what is no text, which needs no quotes; where there are some, they stay. */
export function replaceLiteral(node: ScalarNode, literal: number | boolean): Change {
  const text = String(literal);
  const isQuoted = node.quote === 'single' || node.quote === 'double';
  return { start: node.start, end: node.end, newText: isQuoted ? quoted(text, node.quote) : text };
}

/** New lines below the line that holds a place. */
export function linesBelow(text: string, place: number, lines: readonly string[], style: Style): Change {
  const newline = text.indexOf('\n', place);
  const end = newline === -1 ? text.length : newline;
  const at = text.charAt(end - 1) === '\r' ? end - 1 : end;
  return insertion(at, lines.map((line) => style.lineEnd + line).join(''));
}

/** Whether a map or list in braces is laid out over several lines. What is empty follows the resource around it. */
function isSpread({ text, body }: Example, node: MapNode | ListNode, firstMember: number | undefined): boolean {
  if (firstMember !== undefined) return text.slice(node.start, firstMember).includes('\n');
  const [first] = body.entries;
  return first !== undefined && text.slice(body.start, first.keySpan.start).includes('\n');
}

function addToBlock(example: Example, map: MapNode, data: DataMap, after: Entry | undefined): Change {
  const style = styleOf(example, map);
  const [first] = map.entries;
  const quote = first === undefined || first.keyQuote === 'none' ? 0 : 1;
  const column = first === undefined ? map.start : first.keySpan.start - quote;
  const indent = ' '.repeat(column - lineStart(example.text, column));
  return linesBelow(example.text, after?.value.end ?? map.end, blockEntries(data, indent, style), style);
}

function addToBraces(example: Example, map: MapNode, data: DataMap, after: Entry | undefined): Change {
  const { text, format } = example;
  const style = styleOf(example, map);
  const [first] = map.entries;
  const spread = format === 'json' && isSpread(example, map, first?.keySpan.start);
  if (first === undefined || after === undefined) {
    const newText = spread ? pretty(data, indentAt(text, map.start), style) : inline(data, style);
    return { start: map.start, end: map.end, newText };
  }
  const entries = spread
    ? style.lineEnd + prettyEntries(data, indentAt(text, first.keySpan.start), style)
    : style.gap + inlineEntries(data, style);
  return insertion(after.value.end, `,${entries}`);
}

/** Adds entries to a map that is written in place, below one of its own or at its end. */
export function addEntries(example: Example, map: MapNode, data: DataMap, below?: Entry): Change {
  const after = below ?? map.entries.at(-1);
  return map.flow ? addToBraces(example, map, data, after) : addToBlock(example, map, data, after);
}

/** Gives a key that has no value yet a map. */
export function fillNull(example: Example, entry: Entry & { readonly value: NullNode }, data: DataMap): Change {
  const { text, format, body } = example;
  const style = styleOf(example, body);
  const { start, end } = entry.value;
  const isWritten = end > start;
  if (isWritten && format === 'json' && isSpread(example, body, body.entries[0]?.keySpan.start)) {
    return { start, end, newText: pretty(data, indentAt(text, entry.keySpan.start), style) };
  }
  if (isWritten || body.flow) return { start, end, newText: `${isWritten ? '' : ' '}${inline(data, style)}` };
  const indent = indentAt(text, entry.keySpan.start) + style.step;
  return linesBelow(text, entry.keySpan.end, blockEntries(data, indent, style), style);
}

/** Adds an item to the end of a list that is written in place. */
export function addItem(example: Example, list: ListNode, item: Data): Change {
  const { text, format, body } = example;
  const style = styleOf(example, body);
  const first = list.items[0];
  const last = list.items.at(-1);
  if (!list.flow && last !== undefined) {
    // A block list begins with its first dash.
    const indent = ' '.repeat(list.start - lineStart(text, list.start));
    return linesBelow(text, last.end, blockItem(item, indent, style), style);
  }
  const spread = format === 'json' && isSpread(example, list, first?.start);
  const outer = indentAt(text, list.start);
  if (first === undefined || last === undefined) {
    const inner = outer + style.step;
    const inside = spread
      ? `${style.lineEnd}${inner}${pretty(item, inner, style)}${style.lineEnd}${outer}`
      : inline(item, style);
    return { start: list.start, end: list.end, newText: `[${inside}]` };
  }
  if (spread) {
    const inner = indentAt(text, first.start);
    return insertion(last.end, `,${style.lineEnd}${inner}${pretty(item, inner, style)}`);
  }
  // `[{` on one line, the items over several: the next one goes on behind the last.
  const isLong = format === 'json' && text.slice(first.start, first.end).includes('\n');
  return insertion(last.end, `,${style.gap}${isLong ? pretty(item, outer, style) : inline(item, style)}`);
}
