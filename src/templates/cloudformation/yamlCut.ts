import type { Line, Slice } from './slice';
import { idIndent, isSection, linesOf } from './slice';
import { entryOf } from './syntax';
import { parseYaml } from './yamlSyntax';

const keyLine = /^\s*(["']?)([A-Za-z0-9_<][\w:.<-]*)\1\s*:(?=\s|$)\s*(.*)$/;
const typeLine = /^\s+(["']?)Type\1\s*:\s*["']?(AWS|Alexa|Custom)::/;
const typeKey = /^\s+(["']?)(Type|<<)\1\s*:/m;
const nothingAfterKey = /^(#.*|&\S+\s*(#.*)?)?$/;

interface Key {
  readonly name: string;
  /** What stands after the colon. */
  readonly rest: string;
}

function keyOf(text: string, line: Line): Key | undefined {
  const match = keyLine.exec(text.slice(line.start, line.end));
  return match === null ? undefined : { name: match[2] ?? '', rest: match[3] ?? '' };
}

/** A piece whose end is not known yet. */
interface Opening {
  readonly kind: Slice['kind'];
  readonly name: string;
  readonly line: number;
}

/**
 * Cuts a template at its sections and logical ids, by indentation alone. Text that is half written, wherever it
 * stands, costs the resource it stands in and none of the others.
 */
export function cutYaml(text: string): readonly Slice[] {
  const lines = linesOf(text, true);
  const openings: Opening[] = [];
  let resources: { readonly from: number; readonly to: number } | undefined;
  // Mostly none, but a template may be indented as a whole.
  const margin = lines.find((line) => !text.startsWith('---', line.start))?.indent;
  for (const [index, line] of lines.entries()) {
    const key = line.indent === margin ? keyOf(text, line) : undefined;
    if (key === undefined || !isSection(key.name)) continue;
    if (resources?.to === lines.length) resources = { ...resources, to: index };
    openings.push({ kind: 'section', name: key.name, line: index });
    if (key.name !== 'Resources') continue;
    // Resources in braces have no lines to go by.
    if (!nothingAfterKey.test(key.rest)) return cutParsed(text);
    resources = { from: index + 1, to: lines.length };
  }
  if (resources === undefined) return text.trimStart().startsWith('{') ? cutParsed(text) : [];
  const inside = resourceOpenings(text, lines, resources);
  if (inside === undefined) return cutParsed(text);
  const all = [...openings, ...inside].sort((one, other) => one.line - other.line);
  return close(text, lines, all);
}

function resourceOpenings(
  text: string,
  lines: readonly Line[],
  { from, to }: { readonly from: number; readonly to: number },
): readonly Opening[] | undefined {
  const region = lines.slice(from, to);
  const indent = idIndent(text, region, { typeLine, keyLine });
  if (indent === undefined) return undefined;
  let isLoop = false;
  return region.flatMap((line, index): Opening[] => {
    if (line.indent > indent) return [];
    const key = line.indent === indent ? keyOf(text, line) : undefined;
    // The list of a loop may be as far to the left as the loop itself.
    if (isLoop && line.indent === indent && text.startsWith('-', line.start + indent)) return [];
    isLoop = key?.name.startsWith('Fn::') ?? false;
    return [{ kind: key === undefined ? 'other' : 'resource', name: key?.name ?? '', line: from + index }];
  });
}

function close(text: string, lines: readonly Line[], openings: readonly Opening[]): readonly Slice[] {
  const slices = openings.map((opening, index): Slice => {
    const next = openings[index + 1];
    const start = lines[opening.line]?.start ?? 0;
    const end = next === undefined ? text.length : (lines[next.line]?.start ?? text.length);
    return { kind: opening.kind, name: opening.name, start, end, torn: false };
  });
  return slices.map((slice, index) => {
    const next = slices[index + 1];
    const lineCount = (openings[index + 2]?.line ?? lines.length) - (openings[index + 1]?.line ?? lines.length);
    const torn =
      slice.kind === 'resource' &&
      next !== undefined &&
      lineCount > 1 &&
      isRemainder(text, next) &&
      !repeats(text, slice, next);
    return torn ? { ...slice, torn } : slice;
  });
}

/** The keys directly below the first line of a piece. */
function keysBelow(text: string, { start, end }: Slice): readonly string[] {
  const whole = text.slice(start, end);
  const [, ...lines] = linesOf(whole, true);
  const indent = lines[0]?.indent;
  return lines.filter((line) => line.indent === indent).flatMap((line) => keyOf(whole, line)?.name ?? []);
}

/** Whether a piece has a key that the one above has already: nothing can have it twice, so it is not the rest of it. */
function repeats(text: string, above: Slice, slice: Slice): boolean {
  const known = new Set(keysBelow(text, above));
  return keysBelow(text, slice).some((key) => known.has(key));
}

/** Whether a piece with a body is no resource of its own, so that the body may belong to the resource above. */
function isRemainder(text: string, slice: Slice): boolean {
  if (slice.kind === 'section' || slice.name.startsWith('Fn::')) return false;
  if (slice.kind === 'other') return true;
  const whole = text.slice(slice.start, slice.end);
  const firstLine = keyLine.exec(whole.split('\n', 1)[0]?.trimEnd() ?? '');
  return nothingAfterKey.test(firstLine?.[3] ?? '') && !typeKey.test(whole);
}

/**
 * For templates that are not laid out in lines: the parser says where their parts are. With an error anywhere it may
 * say wrong, so then there are none.
 */
function cutParsed(text: string): readonly Slice[] {
  const { root, error } = parseYaml(text);
  if (root?.kind !== 'map' || error !== undefined) return [];
  const resources = entryOf(root, 'Resources')?.value;
  return root.entries.flatMap((section): Slice[] => {
    const inner = section.value === resources && resources.kind === 'map' ? resources.entries : [];
    const named = [
      { kind: 'section' as const, entry: section },
      ...inner.map((entry) => ({ kind: 'resource' as const, entry })),
    ];
    return named.map(({ kind, entry }) => {
      const quoted = entry.keyQuote === 'none' ? 0 : 1;
      return { kind, name: entry.key, start: entry.keySpan.start - quoted, end: entry.value.end, torn: false };
    });
  });
}
