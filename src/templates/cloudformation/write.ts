import type { Quote } from './syntax';

/** A value to be written into a template. */
export type Data = string | number | readonly Data[] | { readonly [key: string]: Data };

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
  /** After `:` and `,` in braces. */
  readonly gap: string;
  /** Inside braces and brackets. */
  readonly padding: string;
}

export function quoted(text: string, quote: Quote): string {
  switch (quote) {
    case 'single':
      return `'${text}'`;
    case 'double':
      return `"${text}"`;
    case 'none':
    case 'block':
      return text;
  }
}

function isList(data: Data): data is readonly Data[] {
  return Array.isArray(data);
}

function scalarText(data: string | number, style: Style): string {
  return typeof data === 'string' ? quoted(data, style.textQuote) : String(data);
}

function keyText(key: string, style: Style): string {
  return quoted(key, style.keyQuote);
}

/** On one line, in braces: JSON, or YAML's flow style. */
export function inline(data: Data, style: Style): string {
  if (isList(data)) return `[${data.map((item) => inline(item, style)).join(`,${style.gap}`)}]`;
  if (typeof data !== 'object') return scalarText(data, style);
  return `{${style.padding}${inlineEntries(data, style)}${style.padding}}`;
}

export function inlineEntries(data: DataMap, style: Style): string {
  return Object.entries(data)
    .map(([key, value]) => `${keyText(key, style)}:${style.gap}${inline(value, style)}`)
    .join(`,${style.gap}`);
}

/** JSON over several lines; the first continues the line it is put on. */
export function pretty(data: Data, indent: string, style: Style): string {
  if (typeof data !== 'object') return scalarText(data, style);
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
    if (typeof value !== 'object') return [`${start} ${scalarText(value, style)}`];
    if (!isList(value)) return [start, ...blockEntries(value, indent + style.step, style)];
    return [start, ...value.flatMap((item) => blockItem(item, indent + style.dashStep, style))];
  });
}

/** One item of a YAML block list. */
export function blockItem(item: Data, indent: string, style: Style): readonly string[] {
  if (typeof item !== 'object' || isList(item)) return [`${indent}- ${inline(item, style)}`];
  const [first = '', ...others] = blockEntries(item, `${indent}  `, style);
  return [`${indent}- ${first.trimStart()}`, ...others];
}
