import type { TextEdit } from '../../model/source';
import type { Place } from './blockEdits';
import { insertInto, replace } from './blockEdits';
import type { Change } from './change';
import { attributes } from './render';
import { styleOf } from './style';
import type { Expression } from './syntax';
import { attributeOf, literalText } from './syntax';

interface Tag {
  readonly key: string;
  readonly value: string;
}

type ObjectLiteral = Extract<Expression, { kind: 'object' }>;

function quoted(text: string): string {
  return JSON.stringify(text)
    .replaceAll('${', () => '$${')
    .replaceAll('%{', '%%{');
}

function keyText(key: string): string {
  return /^[A-Za-z_][\w-]*$/.test(key) ? key : quoted(key);
}

function isTag(key: Expression, wanted: string): boolean {
  return literalText(key) === wanted || (key.kind === 'name' && key.name === wanted);
}

/** Adds a tag behind the last one of a map, or sets the value of the one that is there. */
function changeMap({ piece }: Place, map: ObjectLiteral, { key, value }: Tag): readonly TextEdit[] {
  const before = map.items.find((item) => isTag(item.key, key));
  if (before !== undefined) {
    return before.value.kind === 'literal' ? [replace(piece, before.value, quoted(value))] : [];
  }
  const last = map.items.at(-1);
  const text = `${keyText(key)} = ${quoted(value)}`;
  const content = piece.text.slice(map.start + 1, map.end - 1);
  if (last === undefined) return content.trim() === '' ? [replace(piece, map, `{ ${text} }`)] : [];
  const end = { start: last.value.end, end: last.value.end };
  if (!content.includes('\n')) return [replace(piece, end, `, ${text}`)];
  return addLine(piece.text, last, text, map.end).map((newText) => replace(piece, end, newText));
}

/** The new line, lined up as `terraform fmt` has it: with the line before it, or as a group of its own. */
function addLine(text: string, last: ObjectLiteral['items'][number], line: string, end: number): readonly string[] {
  const lineStart = text.lastIndexOf('\n', last.key.start - 1) + 1;
  const indent = text.slice(lineStart, last.key.start);
  const rest = text.slice(last.value.end, end);
  // A comma or a comment behind the last tag would have to move.
  if (indent.trim() !== '' || !/^[^\S\n]*\n\s*\}$/.test(rest)) return [];
  const lineEnd = rest.includes('\r\n') ? '\r\n' : '\n';
  const isOneLine = !text.slice(last.key.start, last.value.end).includes('\n');
  const width = text.slice(last.key.start, last.value.start).indexOf('=') - 1;
  const name = line.slice(0, line.indexOf(' = '));
  if (isOneLine && name.length <= width) return [`${lineEnd}${indent}${name.padEnd(width)}${line.slice(name.length)}`];
  return [`${lineEnd}${lineEnd}${indent}${line}`];
}

/** Puts a tag on every bucket of a declaration, or of a call that hands tags on. */
export function tagEdits(bucket: Place, tag: Tag): Change | undefined {
  const { piece, block } = bucket;
  const written = attributeOf(block, 'tags')?.value;
  if (written === undefined) {
    const { base, step, lineEnd } = styleOf(piece, block);
    const value = `{${lineEnd}${base}${step}${step}${keyText(tag.key)} = ${quoted(tag.value)}${lineEnd}${base}${step}}`;
    return { edits: insertInto(bucket, attributes(['tags', value]), block.attributes.at(-1)) };
  }
  if (written.kind === 'object') return { edits: changeMap(bucket, written, tag) };
  const last = written.kind === 'call' && written.name === 'merge' && !written.spread && written.arguments.at(-1);
  if (last && last.kind === 'object') return { edits: changeMap(bucket, last, tag) };
  const text = piece.text.slice(written.start, written.end);
  if (text.includes('\n')) return undefined;
  return { edits: [replace(piece, written, `merge(${text}, { ${keyText(tag.key)} = ${quoted(tag.value)} })`)] };
}
