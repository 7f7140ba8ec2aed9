import type { Format } from './pieces';
import type { MapNode, Quote } from './syntax';
import type { Style } from './write';

/** A resource as an example of how its template is written. */
export interface Example {
  readonly text: string;
  readonly format: Format;
  /** Where the logical id begins. */
  readonly keyStart: number;
  readonly body: MapNode;
}

export function lineStart(text: string, offset: number): number {
  return offset <= 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

/** The white space that the line of a place begins with. */
export function indentAt(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(lineStart(text, offset), offset))?.[0] ?? '';
}

function stepOf({ text, keyStart, body }: Example): string {
  const [first] = body.entries;
  // In a loop the logical id stands behind the dash of a list.
  const outer = /^[ \t-]*/.exec(text.slice(lineStart(text, keyStart), keyStart))?.[0].replaceAll('-', ' ') ?? '';
  const inner = first === undefined ? '' : indentAt(text, first.keySpan.start);
  return inner.length > outer.length && inner.startsWith(outer) ? inner.slice(outer.length) : '  ';
}

let asked: { readonly text: string; readonly areBelowKeys: boolean } | undefined;

/** Whether the dashes of the first block list of a template stand below its key, not one level further in. */
function areDashesBelowKeys(text: string): boolean {
  // The same text is asked about for each edit of a template.
  if (asked?.text !== text) {
    const list = /^([ \t]*)[^\s#-][^\n]*:[ \t]*\r?\n([ \t]*)- /m.exec(text);
    asked = { text, areBelowKeys: list !== null && list[1] === list[2] };
  }
  return asked.areBelowKeys;
}

function plainQuote(quote: Quote | undefined): Quote {
  return quote === undefined || quote === 'block' ? 'none' : quote;
}

/** The quotes of the first quoted value of the template. */
function neededQuoteOf(text: string): Style['neededQuote'] {
  return /(?:: |- |\[)(["'])/.exec(text)?.[1] === "'" ? 'single' : 'double';
}

/** How to write into `near`, a map of the example or the example's own body. */
export function styleOf(example: Example, near: MapNode): Style {
  const { text, format, body } = example;
  const isJson = format === 'json';
  const type = body.entries.find((entry) => entry.key === 'Type');
  const step = stepOf(example);
  const afterColon = type === undefined ? ' ' : text.slice(type.keySpan.end, type.value.start);
  return {
    lineEnd: text.includes('\r\n') ? '\r\n' : '\n',
    step,
    dashStep: areDashesBelowKeys(text) ? '' : step,
    keyQuote: isJson ? 'double' : plainQuote((near.entries[0] ?? type)?.keyQuote),
    textQuote: isJson ? 'double' : plainQuote(type?.value.kind === 'scalar' ? type.value.quote : undefined),
    neededQuote: isJson ? 'double' : neededQuoteOf(text),
    gap: isJson && !/\s/.test(afterColon) ? '' : ' ',
    padding: near.flow && text.charAt(near.start + 1) === ' ' ? ' ' : '',
  };
}
