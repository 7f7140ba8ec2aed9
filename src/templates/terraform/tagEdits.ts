import type { TextEdit } from '../../model/source';
import type { Place } from './blockEdits';
import { insertInto, replace } from './blockEdits';
import type { Change } from './change';
import type { Piece } from './pieces';
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

/** The key as the others of the map are written: without quotes where it can do without and not all have some. */
function keyLike({ text }: Piece, map: ObjectLiteral, key: string): string {
  const isQuoted = map.items.length > 0 && map.items.every((item) => text.charAt(item.key.start) === '"');
  return isQuoted ? quoted(key) : keyText(key);
}

/** Adds a tag behind the last one of a map, or sets the value of the one that is there. */
function changeMap({ piece }: Place, map: ObjectLiteral, { key, value }: Tag): readonly TextEdit[] {
  const before = map.items.find((item) => isTag(item.key, key));
  if (before !== undefined) {
    return before.value.kind === 'literal' ? [replace(piece, before.value, quoted(value))] : [];
  }
  const last = map.items.at(-1);
  const name = keyLike(piece, map, key);
  const content = piece.text.slice(map.start + 1, map.end - 1);
  if (last === undefined) return content.trim() === '' ? [replace(piece, map, `{ ${name} = ${quoted(value)} }`)] : [];
  const end = last.value.end;
  if (content.includes('\n')) return addLine(piece, map, last, name, quoted(value));
  return [replace(piece, { start: end, end }, `, ${name} = ${quoted(value)}`)];
}

/** The new line, lined up as `terraform fmt` has it: with the line before it, or as a group of its own. */
function addLine(
  piece: Piece,
  map: ObjectLiteral,
  last: ObjectLiteral['items'][number],
  name: string,
  value: string,
): readonly TextEdit[] {
  const { text } = piece;
  const indent = text.slice(text.lastIndexOf('\n', last.key.start - 1) + 1, last.key.start);
  const rest = text.slice(last.value.end, map.end);
  const [, behind, comma] = /^((,?)[^\S\r\n]*(?:(?:#|\/\/)[^\r\n]*)?)\r?\n\s*\}$/.exec(rest) ?? [];
  if (indent.trim() !== '' || behind === undefined || comma === undefined) return [];
  const lineEnd = rest.includes('\r\n') ? '\r\n' : '\n';
  const isOneLine = !text.slice(last.key.start, last.value.end).includes('\n');
  const width = text.slice(last.key.start, last.value.start).indexOf('=') - 1;
  const linesUp = isOneLine && name.length <= width;
  const line = `${linesUp ? name.padEnd(width) : name} = ${value}${comma}`;
  const at = last.value.end + behind.trimEnd().length;
  return [replace(piece, { start: at, end: at }, `${lineEnd}${linesUp ? '' : lineEnd}${indent}${line}`)];
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
