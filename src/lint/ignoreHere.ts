import type { JSONPath } from 'jsonc-parser';
import { findNodeAtLocation, getNodeValue, modify, parseTree } from 'jsonc-parser';
import type { Declaration } from '../model/declaration';
import type { TextEdit } from '../model/source';
import { LineIndex } from '../templates/lineIndex';
import { fileMarker, isJson, templateIgnore } from './fileSuppressions';
import { marker } from './suppressions';

/** Stands where a person is to say why. */
export const reasonPlaceholder = 'reason';

function lineEndOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

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

/** Sets a property of a JSON text, in the style of the text. @returns `undefined` where that takes several edits. */
function setProperty(file: string, text: string, path: JSONPath, value: unknown): TextEdit | undefined {
  const indent = /^([ \t]+)\S/m.exec(text)?.[1] ?? '  ';
  const formattingOptions = {
    insertSpaces: !indent.startsWith('\t'),
    tabSize: indent.startsWith('\t') ? 4 : indent.length,
    eol: lineEndOf(text),
  };
  const [edit, ...others] = modify(text, path, value, { formattingOptions });
  if (edit === undefined || others.length > 0) return undefined;
  const range = new LineIndex(text).range(edit.offset, edit.offset + edit.length);
  return { file, range, newText: edit.content };
}

/** One more entry in the `Metadata` of a resource or a template: CloudFormation's JSON has no comments. */
function inMetadata(file: string, text: string, owner: JSONPath, path: JSONPath, rule: string): TextEdit | undefined {
  const root = parseTree(text, [], { allowTrailingComma: true });
  if (root === undefined || findNodeAtLocation(root, owner)?.type !== 'object') return undefined;
  const node = findNodeAtLocation(root, path);
  return setProperty(file, text, path, added(node && getNodeValue(node), `${rule}: ${reasonPlaceholder}`));
}

/** A comment property in the body of a Terraform resource that is written in JSON, where there is none yet. */
function commentProperty(text: string, rule: string, { resource, block }: Declaration): TextEdit | undefined {
  const path = ['resource', ...resource.split('.').slice(-2)];
  const root = parseTree(text, []);
  if (root === undefined || findNodeAtLocation(root, path)?.type !== 'object') return undefined;
  if (findNodeAtLocation(root, [...path, '//']) !== undefined) return undefined;
  return setProperty(block.file, text, [...path, '//'], `${marker} ${rule}: ${reasonPlaceholder}`);
}

/**
 * The edit that suppresses a rule on one declaration. It holds a placeholder for the reason.
 * @param text The file of the declaration.
 * @returns `undefined` where there is no place for a suppression.
 */
export function ignoreHere(text: string, rule: string, declaration: Declaration): TextEdit | undefined {
  if (!isJson(text)) return commentAbove(text, rule, declaration);
  if (declaration.dialect === 'terraform') return commentProperty(text, rule, declaration);
  const owner = ['Resources', declaration.resource];
  return inMetadata(declaration.block.file, text, owner, [...owner, ...templateIgnore], rule);
}

/**
 * The edit that suppresses a rule in a whole file: a comment above everything, or an entry in a template's metadata.
 * @returns `undefined` where there is no place for it: Terraform's JSON has none.
 */
export function ignoreInFile(file: string, text: string, rule: string, dialect: string): TextEdit | undefined {
  if (isJson(text)) return dialect === 'terraform' ? undefined : inMetadata(file, text, [], [...templateIgnore], rule);
  const start = { line: 0, character: 0 };
  const newText = `# ${fileMarker} ${rule}: ${reasonPlaceholder}${lineEndOf(text)}`;
  return { file, range: { start, end: start }, newText };
}
