import type { Quote } from './syntax';

/** A value to be written into a template. */
export type Data = string | number | boolean | Verbatim | readonly Data[] | { readonly [key: string]: Data };

/** Text that is written as it is, such as the short form of a function. */
export class Verbatim {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** An object to be written into a template. */
export type DataMap = Readonly<Record<string, Data>>;

/** How a template is written. */
export interface Style {
  readonly lineEnd: string;
  /** White space of one level. */
  readonly step: string;
  /** What stands between the key of a block list and the dashes of its items: one level or nothing. */
  readonly dashStep: string;
  readonly keyQuote: Quote;
  readonly textQuote: Quote;
  /** Around a text that cannot stand without quotes. */
  readonly neededQuote: 'single' | 'double';
  /** After `:` and `,` in braces. */
  readonly gap: string;
  /** Inside braces and brackets. */
  readonly padding: string;
}

/** Whether YAML takes a text without quotes for that text and nothing else. */
function isPlain(text: string): boolean {
  return /^[A-Za-z](?:[\w./:-]*[\w./-])?$/.test(text) && !/^(?:true|false|yes|no|on|off|null|y|n)$/i.test(text);
}

export function quoted(text: string, quote: Quote, needed: Style['neededQuote'] = 'double'): string {
  switch (quote) {
    case 'single':
      return `'${text.replaceAll("'", "''")}'`;
    case 'double':
      return JSON.stringify(text);
    case 'none':
    case 'block':
      return isPlain(text) ? text : quoted(text, needed);
  }
}

function isList(data: Data): data is readonly Data[] {
  return Array.isArray(data);
}

type Scalar = string | number | boolean | Verbatim;

function isScalar(data: Data): data is Scalar {
  return typeof data !== 'object' || data instanceof Verbatim;
}

function scalarText(data: Scalar, style: Style): string {
  if (data instanceof Verbatim) return data.text;
  return typeof data === 'string' ? quoted(data, style.textQuote, style.neededQuote) : String(data);
}

function keyText(key: string, style: Style): string {
  return quoted(key, style.keyQuote, style.neededQuote);
}

/** On one line, in braces: JSON, or YAML's flow style. */
export function inline(data: Data, style: Style): string {
  if (isList(data)) return `[${data.map((item) => inline(item, style)).join(`,${style.gap}`)}]`;
  if (isScalar(data)) return scalarText(data, style);
  return `{${style.padding}${inlineEntries(data, style)}${style.padding}}`;
}

export function inlineEntries(data: DataMap, style: Style): string {
  return Object.entries(data)
    .map(([key, value]) => `${keyText(key, style)}:${style.gap}${inline(value, style)}`)
    .join(`,${style.gap}`);
}

/** JSON over several lines; the first continues the line it is put on. */
export function pretty(data: Data, indent: string, style: Style): string {
  if (isScalar(data)) return scalarText(data, style);
  const inner = indent + style.step;
  const [open, close] = isList(data) ? ['[', ']'] : ['{', '}'];
  const members = isList(data)
    ? data.map((item) => inner + pretty(item, inner, style))
    : [prettyEntries(data, inner, style)];
  return [open, members.join(`,${style.lineEnd}`), indent + close].join(style.lineEnd);
}

/** The members of a JSON object, each on lines of its own. */
export function prettyEntries(data: DataMap, indent: string, style: Style): string {
  return Object.entries(data)
    .map(([key, value]) => `${indent}${keyText(key, style)}:${style.gap}${pretty(value, indent, style)}`)
    .join(`,${style.lineEnd}`);
}

/** The lines of a YAML block. */
export function blockEntries(data: DataMap, indent: string, style: Style): readonly string[] {
  return Object.entries(data).flatMap(([key, value]) => {
    const start = `${indent}${keyText(key, style)}:`;
    if (isScalar(value)) return [`${start} ${scalarText(value, style)}`];
    if (!isList(value)) return [start, ...blockEntries(value, indent + style.step, style)];
    return [start, ...value.flatMap((item) => blockItem(item, indent + style.dashStep, style))];
  });
}

/** One item of a YAML block list. */
export function blockItem(item: Data, indent: string, style: Style): readonly string[] {
  if (isScalar(item) || isList(item)) return [`${indent}- ${inline(item, style)}`];
  const [first = '', ...others] = blockEntries(item, `${indent}  `, style);
  return [`${indent}- ${first.trimStart()}`, ...others];
}
