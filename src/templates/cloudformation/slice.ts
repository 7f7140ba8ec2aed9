/** A stretch of a template that is parsed by itself: one resource, one section, or text that is neither. */
export interface Slice {
  readonly kind: 'section' | 'resource' | 'other';
  /** The name of the section, the logical id of the resource. */
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /**
   * What stands after it looks like the rest of it: somebody is writing a line that cuts it in two, so what it lacks
   * may be there.
   */
  readonly torn: boolean;
}

/** The sections of a template. Source: CloudFormation user guide, template sections. */
const sections: ReadonlySet<string> = new Set([
  'AWSTemplateFormatVersion',
  'Conditions',
  'Description',
  'Fn::Transform',
  'Globals',
  'Hooks',
  'Mappings',
  'Metadata',
  'Modules',
  'Outputs',
  'Parameters',
  'Resources',
  'Rules',
  'Transform',
]);

export function isSection(name: string): boolean {
  return sections.has(name);
}

/** One line that is neither blank nor a comment. */
export interface Line {
  readonly start: number;
  /** Without the line break. */
  readonly end: number;
  /** How many characters of white space it begins with. A tab makes it as deep as can be: it belongs to what is above. */
  readonly indent: number;
}

const space = 32;
const tab = 9;
const hash = 35;
const carriageReturn = 13;

/** The lines of a text that hold something. */
export function linesOf(text: string, comments: boolean): readonly Line[] {
  const lines: Line[] = [];
  for (let start = 0; start < text.length;) {
    const newline = text.indexOf('\n', start);
    const next = newline === -1 ? text.length : newline;
    let at = start;
    while (at < next && text.charCodeAt(at) === space) at += 1;
    const code = at < next ? text.charCodeAt(at) : carriageReturn;
    if (code !== carriageReturn && !(comments && code === hash)) {
      const end = text.charCodeAt(next - 1) === carriageReturn ? next - 1 : next;
      lines.push({ start, end, indent: code === tab ? Infinity : at - start });
    }
    start = next + 1;
  }
  return lines;
}

/**
 * How far the logical ids of a template are indented: as far as most lines directly above a `Type` of AWS. Asking the
 * types keeps one line at the wrong depth from deciding.
 */
export function idIndent(
  text: string,
  lines: readonly Line[],
  { typeLine, keyLine }: { readonly typeLine: RegExp; readonly keyLine: RegExp },
): number | undefined {
  const votes = new Map<number, number>();
  let voters = 0;
  for (let index = 0; index < lines.length && voters < 25; index += 1) {
    const line = lines[index];
    if (line === undefined || !Number.isFinite(line.indent) || !typeLine.test(text.slice(line.start, line.end)))
      continue;
    const parent = lines.slice(0, index).findLast((above) => above.indent < line.indent);
    // Below a dash it is a resource that a loop makes.
    if (parent === undefined || !keyLine.test(text.slice(parent.start, parent.end))) continue;
    votes.set(parent.indent, (votes.get(parent.indent) ?? 0) + 1);
    voters += 1;
  }
  const [winner] = [...votes].sort(([, one], [, other]) => other - one);
  return winner?.[0] ?? loopIndent(text, lines);
}

/** How far the outermost loops are indented, for a template that makes all its resources in loops. */
function loopIndent(text: string, lines: readonly Line[]): number | undefined {
  const loops = lines.filter(
    ({ start, end, indent }) => Number.isFinite(indent) && /^["']?Fn::ForEach::/.test(text.slice(start + indent, end)),
  );
  return loops.length === 0 ? undefined : Math.min(...loops.map(({ indent }) => indent));
}
