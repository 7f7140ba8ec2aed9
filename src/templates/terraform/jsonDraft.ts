import type { JSONPath, Node } from 'jsonc-parser';
import { findNodeAtLocation, parseTree } from 'jsonc-parser';
import type { TextEdit } from '../../model/source';
import { LineIndex } from '../lineIndex';

export type Json = string | number | boolean | readonly Json[] | { readonly [name: string]: Json };

/** A text in JSON that is changed value by value. */
export class JsonDraft {
  readonly before: string;
  #text: string;
  /** How much of the text, at its start and at its end, is as it was. */
  #head = Infinity;
  #tail = Infinity;

  constructor(text: string) {
    this.before = text;
    this.#text = text;
  }

  /**
   * All changes as one edit. It reaches from the first to the last of them, so that it touches any other one at the
   * same places, and the two are not made at once.
   */
  edit(file: string): TextEdit | undefined {
    if (this.#text === this.before) return undefined;
    const range = new LineIndex(this.before).range(this.#head, this.before.length - this.#tail);
    return { file, range, newText: this.#text.slice(this.#head, this.#text.length - this.#tail) };
  }

  find(path: JSONPath): Node | undefined {
    const root = parseTree(this.#text);
    return root && findNodeAtLocation(root, path);
  }

  /** Writes a value in the place of another one. */
  replace(path: JSONPath, value: string): void {
    const node = this.find(path);
    if (node !== undefined) this.#splice(node.offset, node.offset + node.length, JSON.stringify(value));
  }

  /** Adds a member behind the others of an object or a list, which is made where there is none. */
  add(path: readonly (string | number)[], value: Json): void {
    const parentPath = path.slice(0, -1);
    const name = path.at(-1);
    const parent = this.find(parentPath);
    if (parent === undefined && parentPath.length > 0) this.add(parentPath, { [String(name)]: value });
    else if (parent !== undefined) this.#insert(parent, typeof name === 'string' ? name : undefined, value);
  }

  #insert(parent: Node, name: string | undefined, value: Json): void {
    const last = parent.children?.at(-1);
    const indent = last && this.#indentOf(last.offset);
    const isInline = last === undefined ? this.#step === undefined : indent === undefined;
    const key = name === undefined ? '' : `${JSON.stringify(name)}: `;
    if (isInline) {
      const text = key + JSON.stringify(value, undefined, 1).replaceAll(/\n\s*/g, ' ');
      const at = last === undefined ? parent.offset + 1 : last.offset + last.length;
      this.#splice(at, at, last === undefined ? text : `, ${text}`);
      return;
    }
    const outer = /^[ \t]*/.exec(this.#text.slice(this.#text.lastIndexOf('\n', parent.offset) + 1))?.[0] ?? '';
    const inner = indent ?? outer + (this.#step ?? '');
    const lines = (key + JSON.stringify(value, undefined, this.#step)).split('\n').map((line) => inner + line);
    const text = this.#lineEnd + lines.join(this.#lineEnd);
    if (last === undefined) {
      this.#splice(parent.offset + 1, parent.offset + parent.length - 1, text + this.#lineEnd + outer);
    } else this.#splice(last.offset + last.length, last.offset + last.length, `,${text}`);
  }

  /** The white space before something that begins its line. */
  #indentOf(offset: number): string | undefined {
    const before = this.#text.slice(this.#text.lastIndexOf('\n', offset - 1) + 1, offset);
    return before.trim() === '' && this.#text.includes('\n') ? before : undefined;
  }

  get #step(): string | undefined {
    return /^([ \t]+)\S/m.exec(this.before)?.[1];
  }

  get #lineEnd(): string {
    return this.before.includes('\r\n') ? '\r\n' : '\n';
  }

  #splice(start: number, end: number, text: string): void {
    this.#head = Math.min(this.#head, start);
    this.#tail = Math.min(this.#tail, this.#text.length - end);
    this.#text = this.#text.slice(0, start) + text + this.#text.slice(end);
  }
}

/** The value of a block that JSON may write as an object or as a list of one. */
export function onlyBlock(draft: JsonDraft, path: JSONPath): JSONPath | undefined {
  const node = draft.find(path);
  if (node?.type === 'object') return path;
  return node?.type === 'array' && node.children?.length === 1 ? [...path, 0] : undefined;
}
