import type { JSONPath } from 'jsonc-parser';
import { findNodeAtLocation, getNodeValue, modify, parseTree } from 'jsonc-parser';
import type { Declaration } from '../model/declaration';
import type { TextEdit } from '../model/source';
import { LineIndex } from '../templates/lineIndex';
import { marker } from './suppressions';

/** Stands where a person is to say why. */
export const reasonPlaceholder = 'reason';

/** A comment on a line of its own directly above the declaration, where such a line can be. */
function commentAbove(text: string, rule: string, { block }: Declaration): TextEdit | undefined {
  const line = text.split('\n')[block.start.line];
  if (line === undefined) return undefined;
  const before = line.slice(0, block.start.character);
  if (before.trim() !== '') return undefined;
  const start = { line: block.start.line, character: 0 };
  const lineEnd = line.endsWith('\r') ? '\r\n' : '\n';
  const newText = `${before}# ${marker} ${rule}: ${reasonPlaceholder}${lineEnd}`;
  return { file: block.file, range: { start, end: start }, newText };
}

/** The entry that is added to what is there already. */
function added(ignore: unknown, directive: string): unknown {
  if (ignore === undefined) return [directive];
  return Array.isArray(ignore) ? [...(ignore as readonly unknown[]), directive] : [ignore, directive];
}

/** An entry in the resource's `Metadata`: JSON has no comments. */
function inMetadata(text: string, rule: string, { resource, block }: Declaration): TextEdit | undefined {
  const root = parseTree(text, [], { allowTrailingComma: true });
  const path: JSONPath = ['Resources', resource];
  if (root === undefined || findNodeAtLocation(root, path)?.type !== 'object') return undefined;
  const target = [...path, 'Metadata', 's3backup', 'ignore'];
  const node = findNodeAtLocation(root, target);
  const value = added(node && getNodeValue(node), `${rule}: ${reasonPlaceholder}`);
  const indent = /^([ \t]+)\S/m.exec(text)?.[1] ?? '  ';
  const formattingOptions = {
    insertSpaces: !indent.startsWith('\t'),
    tabSize: indent.startsWith('\t') ? 4 : indent.length,
    eol: text.includes('\r\n') ? '\r\n' : '\n',
  };
  const [edit, ...others] = modify(text, target, value, { formattingOptions });
  if (edit === undefined || others.length > 0) return undefined;
  const range = new LineIndex(text).range(edit.offset, edit.offset + edit.length);
  return { file: block.file, range, newText: edit.content };
}

/**
 * The edit that suppresses a rule on one declaration. Its text ends in a placeholder for the reason.
 * @param text The file of the declaration.
 * @returns `undefined` where there is no place for a suppression.
 */
export function ignoreHere(text: string, rule: string, declaration: Declaration): TextEdit | undefined {
  const isJson = declaration.dialect !== 'terraform' && /^\s*\{/.test(text);
  return isJson ? inMetadata(text, rule, declaration) : commentAbove(text, rule, declaration);
}
