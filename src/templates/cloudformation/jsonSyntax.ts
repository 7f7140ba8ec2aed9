import type { Node, ParseError } from 'jsonc-parser';
import { parseTree, printParseErrorCode } from 'jsonc-parser';
import type { Parsed } from './parsed';
import type { Entry, SyntaxNode } from './syntax';
import { mapOrCall } from './syntax';

function convertEntry(property: Node): Entry | undefined {
  const [key, value] = property.children ?? [];
  if (key === undefined) return undefined;
  const end = key.offset + key.length;
  return {
    key: String(key.value),
    keySpan: { start: key.offset + 1, end: end - 1 },
    keyQuote: 'double',
    value: value === undefined ? { kind: 'null', start: end, end } : convert(value),
  };
}

function convert(node: Node): SyntaxNode {
  const place = { start: node.offset, end: node.offset + node.length };
  switch (node.type) {
    case 'object': {
      const entries = (node.children ?? []).flatMap((property) => convertEntry(property) ?? []);
      return mapOrCall({ kind: 'map', entries, merges: [], flow: true, ...place });
    }
    case 'array':
      return { kind: 'list', items: (node.children ?? []).map(convert), flow: true, ...place };
    case 'string':
      return { kind: 'scalar', text: String(node.value), quote: 'double', ...place };
    case 'number':
    case 'boolean':
      return { kind: 'scalar', text: String(node.value), quote: 'none', ...place };
    case 'null':
    case 'property':
      return { kind: 'null', ...place };
  }
}

/** Parses JSON; comments and trailing commas are let pass. */
export function parseJson(text: string): Parsed {
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: true });
  const [error] = errors;
  return {
    ...(tree && { root: convert(tree) }),
    ...(error && { error: { offset: error.offset, message: printParseErrorCode(error.error) } }),
  };
}
