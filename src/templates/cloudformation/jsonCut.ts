import type { Node } from 'jsonc-parser';
import { parseTree } from 'jsonc-parser';
import type { Line, Slice } from './slice';
import { idIndent, isSection, linesOf } from './slice';

const keyLine = /^\s*"([^"\\]+)"\s*:/;
const typeLine = /^\s*"Type"\s*:\s*"(AWS|Alexa|Custom)::/;
const closingLine = /^\s*[}\]]+,?\s*$/;

/**
 * Cuts a template at its sections and logical ids. Text without an error is cut where the parser says. With one, the
 * parser may take all that follows for a part of the resource that was being written, so the lines decide then.
 */
export function cutJson(text: string): readonly Slice[] {
  const errors: unknown[] = [];
  const root = parseTree(text, errors as never[], { allowTrailingComma: true });
  return errors.length === 0 ? cutTree(root) : cutLines(text);
}

interface Property {
  readonly key: string;
  readonly start: number;
  readonly end: number;
  readonly value: Node;
}

function propertiesOf(node: Node | undefined): readonly Property[] {
  if (node?.type !== 'object') return [];
  return (node.children ?? []).flatMap((property) => {
    const [key, value] = property.children ?? [];
    if (key === undefined || value === undefined) return [];
    return [{ key: String(key.value), start: property.offset, end: property.offset + property.length, value }];
  });
}

function cutTree(root: Node | undefined): readonly Slice[] {
  return propertiesOf(root).flatMap((section): Slice[] => {
    const resources = section.key === 'Resources' ? propertiesOf(section.value) : [];
    return [
      { kind: 'section', name: section.key, start: section.start, end: section.end, torn: false },
      ...resources.map(({ key, start, end }): Slice => ({ kind: 'resource', name: key, start, end, torn: false })),
    ];
  });
}

function keyOf(text: string, line: Line): string | undefined {
  return keyLine.exec(text.slice(line.start, line.end))?.[1];
}

/** Pieces that hold the error do not parse, the others do: so none need be called torn. */
function cutLines(text: string): readonly Slice[] {
  const lines = linesOf(text, false);
  const indent = idIndent(text, lines, { typeLine, keyLine });
  if (indent === undefined) return [];
  const slices: Slice[] = [];
  let open: Omit<Slice, 'end' | 'torn'> | undefined;
  let inResources = false;
  const closeAt = (end: number): void => {
    if (open !== undefined) slices.push({ ...open, end, torn: false });
    open = undefined;
  };
  for (const line of lines) {
    if (line.indent > indent) continue;
    const key = keyOf(text, line);
    if (line.indent < indent && key !== undefined && isSection(key)) {
      closeAt(line.start);
      inResources = key === 'Resources';
      open = inResources ? undefined : { kind: 'section', name: key, start: line.start };
    } else if (inResources && line.indent === indent && key !== undefined) {
      closeAt(line.start);
      open = { kind: 'resource', name: key, start: line.start };
    } else if (inResources && !(line.indent === indent && closingLine.test(text.slice(line.start, line.end)))) {
      closeAt(line.start);
    }
  }
  closeAt(text.length);
  return slices;
}
