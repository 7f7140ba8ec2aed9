import { findNodeAtLocation, getNodeValue, parseTree } from 'jsonc-parser';

/** How a suppression starts that is for a whole file. */
export const fileMarker = 's3backup:ignore-file';

const line = /^\s*(?:#|\/\/|\/\*)\s*s3backup:ignore-file\s+(.*?)\s*(?:\*\/\s*)?$/gm;

/** Where JSON keeps what is for a whole template: a property of the template's own `Metadata`. */
export const templateIgnore: readonly string[] = ['Metadata', 's3backup', 'ignore'];

export function isJson(text: string): boolean {
  return /^\s*\{/.test(text);
}

function inTemplate(text: string): readonly string[] {
  const root = parseTree(text, [], { allowTrailingComma: true });
  const node = root && findNodeAtLocation(root, [...templateIgnore]);
  const value: unknown = node && getNodeValue(node);
  return (Array.isArray(value) ? value : [value]).filter((item): item is string => typeof item === 'string');
}

/** What a text wants to be ignored in all of it: `RULE[,RULE]: reason` each. */
export function fileDirectives(text: string): readonly string[] {
  if (!text.includes('s3backup')) return [];
  if (isJson(text)) return inTemplate(text);
  return [...text.matchAll(line)].map(([, directive = '']) => directive);
}
