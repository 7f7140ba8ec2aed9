import type { Node } from 'web-tree-sitter';
import type { Expression, Span } from './syntax';

/** What converting a template needs of the conversion of expressions. */
export interface Conversion {
  readonly text: string;
  readonly expression: (node: Node) => Expression;
  readonly opaque: (span: Span) => Expression;
}

/** A stretch of a template that is one thing to what stands around it: an interpolation or a directive. */
interface Marker extends Span {
  readonly convert: (template: Template) => Expression;
  /** Whether it eats the spaces before and after it. */
  readonly stripsBefore: boolean;
  readonly stripsAfter: boolean;
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };

/** `$${` and `%%{` stand for `${` and `%{`. */
function unescapeMarkers(source: string): string {
  return source.replace(/([$%])\1\{/g, '$1{');
}

/** The text that a part of a quoted template stands for. Source: HCL native syntax specification, template literals. */
export function unescapeQuoted(source: string): string {
  if (!/[\\$%]/.test(source)) return source;
  return source.replace(
    /\\u([0-9a-fA-F]{4})|\\U([0-9a-fA-F]{8})|\\(.)|([$%])\4\{/g,
    (whole, short?: string, long?: string, letter?: string, marker?: string) => {
      if (marker !== undefined) return `${marker}{`;
      const code = short ?? long;
      if (code !== undefined) return String.fromCodePoint(Math.min(Number.parseInt(code, 16), 0x10ffff));
      return escapes[letter ?? ''] ?? whole;
    },
  );
}

/** How the literal parts of a template are read, which differs between quoted ones and heredocs. */
interface Template {
  readonly conversion: Conversion;
  literal(span: Span): string;
}

function hasStrip(node: Node | null | undefined, at: 'first' | 'last'): boolean {
  const children = node?.children ?? [];
  // The marker stands just inside of the brackets.
  return (at === 'first' ? children[1] : children.at(-2))?.type === 'strip_marker';
}

function isMarker(node: Node): boolean {
  return node.type === 'template_interpolation' || node.type === 'template_directive';
}

/** Eats the spaces at the start, up to and with the end of the line, as a strip marker before it does. */
function stripStart(text: string): string {
  return text.replace(/^[^\S\n]*\n?/, '');
}

/** Eats the spaces at the end of the last line. */
function stripEnd(text: string): string {
  const lastLine = text.lastIndexOf('\n', text.length - 2) + 1;
  return text.slice(0, lastLine) + text.slice(lastLine).trimEnd();
}

/** The parts of a stretch of a template, in order; empty ones are left out. */
function partsOf(
  template: Template,
  markers: readonly Marker[],
  span: Span,
  strips: { readonly start: boolean; readonly end: boolean },
): readonly (string | Expression)[] {
  const parts: (string | Expression)[] = [];
  let at = span.start;
  let stripsBefore = strips.start;
  const addLiteral = (end: number, stripsAfter: boolean): void => {
    let text = end > at ? template.literal({ start: at, end }) : '';
    if (stripsBefore) text = stripStart(text);
    if (stripsAfter) text = stripEnd(text);
    if (text !== '') parts.push(text);
  };
  for (const marker of markers) {
    addLiteral(marker.start, marker.stripsBefore);
    parts.push(marker.convert(template));
    at = marker.end;
    stripsBefore = marker.stripsAfter;
  }
  addLiteral(span.end, strips.end);
  return parts;
}

export function toExpression(parts: readonly (string | Expression)[], span: Span): Expression {
  const [only] = parts;
  if (parts.length === 0) return { kind: 'literal', value: '', ...span };
  if (parts.length === 1 && typeof only === 'string') return { kind: 'literal', value: only, ...span };
  return { kind: 'template', parts, ...span };
}

function spanOf(node: Node): Span {
  return { start: node.startIndex, end: node.endIndex };
}

function markersIn(nodes: readonly Node[], conversion: Conversion): readonly Marker[] {
  return nodes.filter(isMarker).map((node) => markerOf(node, conversion));
}

function markerOf(node: Node, conversion: Conversion): Marker {
  const span = spanOf(node);
  if (node.type === 'template_interpolation') {
    const expression = node.namedChildren.find((child) => child.type === 'expression');
    return {
      ...span,
      stripsBefore: hasStrip(node, 'first'),
      stripsAfter: hasStrip(node, 'last'),
      convert: () => (expression === undefined ? conversion.opaque(span) : conversion.expression(expression)),
    };
  }
  const directive = node.namedChildren[0];
  const children = directive?.namedChildren ?? [];
  return {
    ...span,
    stripsBefore: hasStrip(children[0], 'first'),
    stripsAfter: hasStrip(children.at(-1), 'last'),
    convert: (template) => convertDirective(directive, template) ?? conversion.opaque(span),
  };
}

/** What stands between two of the brackets of a directive. It is text, even where it is one interpolation only. */
function between(directive: Node, from: Node, to: Node, template: Template): Expression {
  const span = { start: from.endIndex, end: to.startIndex };
  const inside = directive.namedChildren.filter(
    (child) => child.startIndex >= span.start && child.endIndex <= span.end,
  );
  const parts = partsOf(template, markersIn(inside, template.conversion), span, {
    start: hasStrip(from, 'last'),
    end: hasStrip(to, 'first'),
  });
  return toExpression(parts.length === 1 ? ['', ...parts] : parts, span);
}

function convertDirective(directive: Node | undefined, template: Template): Expression | undefined {
  const children = directive?.namedChildren ?? [];
  const [intro] = children;
  const end = children.at(-1);
  const expression = intro?.namedChildren.find((child) => child.type === 'expression');
  if (directive === undefined || intro === undefined || end === undefined || expression === undefined) return undefined;
  const value = template.conversion.expression(expression);
  if (directive.type === 'template_if') {
    const middle = children.find((child) => child.type === 'template_else_intro');
    const nothing: Expression = { kind: 'literal', value: '', start: end.startIndex, end: end.startIndex };
    return {
      kind: 'conditional',
      condition: value,
      then: between(directive, intro, middle ?? end, template),
      otherwise: middle === undefined ? nothing : between(directive, middle, end, template),
      ...spanOf(directive),
    };
  }
  const names = intro.namedChildren.filter((child) => child.type === 'identifier').map((child) => child.text);
  const valueName = names.at(-1);
  if (directive.type !== 'template_for' || valueName === undefined) return undefined;
  const each: Expression = {
    kind: 'for',
    keyName: names.length > 1 ? names[0] : undefined,
    valueName,
    collection: value,
    key: undefined,
    value: between(directive, intro, end, template),
    condition: undefined,
    grouped: false,
    ...spanOf(directive),
  };
  const separator: Expression = { kind: 'literal', value: '', ...spanOf(directive) };
  return { kind: 'call', name: 'join', arguments: [separator, each], spread: false, ...spanOf(directive) };
}

const noStrips = { start: false, end: false };

/** The grammar drops spaces at the ends of literal parts, so these are taken from the text between the others. */
export function convertQuoted(node: Node, conversion: Conversion): Expression {
  const span = spanOf(node);
  const template: Template = {
    conversion,
    literal: ({ start, end }) => unescapeQuoted(conversion.text.slice(start, end)),
  };
  const inner = { start: span.start + 1, end: span.end - 1 };
  return toExpression(partsOf(template, markersIn(node.namedChildren, conversion), inner, noStrips), span);
}

/** How far all lines are indented that are neither blank nor inside of something. */
function indentationOf(text: string, content: Span, brackets: readonly Span[]): number {
  let least = Infinity;
  for (let line = content.start; line < content.end; line = text.indexOf('\n', line) + 1 || content.end) {
    const [spaces = ''] = /^[^\S\n]*/.exec(text.slice(line, content.end)) ?? [];
    const isBlank = line + spaces.length >= content.end || text[line + spaces.length] === '\n';
    const isInside = brackets.some(({ start, end }) => start < line && line < end);
    if (!isBlank && !isInside) least = Math.min(least, spaces.length);
  }
  return least === Infinity ? 0 : least;
}

/** The directives and interpolations at all depths: what is between the brackets of a directive is text again. */
function allBrackets(nodes: readonly Node[], conversion: Conversion): readonly Marker[] {
  return nodes.flatMap((node) => {
    if (node.type !== 'template_directive') return isMarker(node) ? [markerOf(node, conversion)] : [];
    return allBrackets(node.namedChildren[0]?.namedChildren ?? [], conversion);
  });
}

/**
 * What the literal parts of a heredoc stand for: `<<EOT` takes lines as they are, `<<-EOT` takes the common indentation
 * off. Source: HCL specification, heredocs.
 * @param brackets The directives and interpolations in it.
 */
export function heredocLiterals(
  text: string,
  { start, content }: { readonly start: number; readonly content: Span },
  brackets: readonly Span[],
): (span: Span) => string {
  const indentation = text.startsWith('<<-', start) ? indentationOf(text, content, brackets) : 0;
  const indent = new RegExp(`(^|\\n)[^\\S\\n]{0,${indentation}}`, 'g');
  return (span) => {
    const startsLine = span.start === content.start || text[span.start - 1] === '\n';
    const raw = text.slice(span.start, span.end).replace(/\r\n/g, '\n');
    if (indentation === 0) return unescapeMarkers(raw);
    const lines = startsLine ? raw : `\0${raw}`;
    return unescapeMarkers(lines.replace(indent, '$1')).replace('\0', '');
  };
}

export function convertHeredoc(node: Node, conversion: Conversion): Expression {
  const { text } = conversion;
  const span = spanOf(node);
  const [opening, ...others] = node.namedChildren.filter((child) => child.type === 'heredoc_identifier');
  const closing = others.at(-1);
  const first = text.indexOf('\n', span.start) + 1;
  if (opening === undefined || closing === undefined || first === 0) return conversion.opaque(span);
  const content = { start: first, end: text.lastIndexOf('\n', closing.startIndex) + 1 };
  const brackets = allBrackets(node.namedChildren, conversion);
  const template = { conversion, literal: heredocLiterals(text, { start: span.start, content }, brackets) };
  const markers = markersIn(node.namedChildren, conversion);
  return toExpression(partsOf(template, markers, content, noStrips), span);
}
