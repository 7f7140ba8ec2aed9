import type { Label, Span } from './syntax';

/** The start of a top-level block, as far as it can be read without parsing. */
export interface Header {
  readonly keyword: string;
  /** With spans from the start of the piece. */
  readonly labels: readonly Label[];
}

/** A part of a file that can be parsed for itself. */
export interface Cut extends Span {
  /** None for what comes before the first block. */
  readonly header: Header | undefined;
}

const labelled: ReadonlyMap<string, number> = new Map([
  ['resource', 2],
  ['data', 2],
  ['ephemeral', 2],
  ['module', 1],
  ['variable', 1],
  ['output', 1],
  ['provider', 1],
  ['check', 1],
]);

const headerPattern =
  /(?:(resource|data|ephemeral|module|variable|output|provider|check)[ \t]*(?=["\w])|(locals|terraform|moved|import|removed)[ \t]*(?=\{))/y;
const labelPattern = /[ \t]*(?:"([^"\n]*)"|([A-Za-z_][\w-]*))/y;
const openPattern = /[ \t]*\{/y;

const heredocPattern = /<<-?([A-Za-z_][\w-]*)[ \t]*\r?\n/y;

/** The first letters of the keywords, so that most lines are passed over at once. */
const firstLetters = new Set(
  [...labelled.keys(), 'locals', 'terraform', 'moved', 'import', 'removed'].map((keyword) => keyword.charCodeAt(0)),
);

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}

/** Whether what stands at an offset is neither in a quoted string nor behind a line comment. */
function isCode(text: string, offset: number): boolean {
  let quoted = false;
  for (let at = text.lastIndexOf('\n', offset - 1) + 1; at < offset; at++) {
    const letter = text[at];
    if (letter === '\\' && quoted) at++;
    else if (letter === '"') quoted = !quoted;
    else if (!quoted && (letter === '#' || (letter === '/' && text[at + 1] === '/'))) return false;
  }
  return !quoted;
}

/** @returns where the line after a heredoc's last one starts, or `undefined` where it is not closed. */
function heredocEnd(text: string, marker: string, from: number): number | undefined {
  for (let at = text.indexOf(marker, from); at !== -1; at = text.indexOf(marker, at + marker.length)) {
    const lineStart = text.lastIndexOf('\n', at) + 1;
    const newline = text.indexOf('\n', at);
    const lineEnd = newline === -1 ? text.length : newline;
    const line = text.slice(lineStart, lineEnd).trim();
    if (line === marker) return lineEnd;
    // The same marker is opened again: ours has only just been typed and has no end yet.
    if (/<<-?$/.test(text.slice(lineStart, at)) && line.endsWith(marker)) return undefined;
  }
  return undefined;
}

/** Where a heredoc or a block comment that starts at an offset ends, or `undefined` where neither does. */
function hiddenEnd(text: string, at: number): number | undefined {
  if (!isCode(text, at)) return undefined;
  if (text[at] === '/') {
    const end = text.indexOf('*/', at + 2);
    // Another one is opened before the end: ours has only just been typed and has no end yet.
    const isUnclosed = end === -1 || /^[ \t]*\/\*/m.test(text.slice(at + 2, end));
    return isUnclosed ? undefined : end + 2;
  }
  const heredoc = matchAt(heredocPattern, text, at);
  return heredoc?.[1] === undefined ? undefined : heredocEnd(text, heredoc[1], at + heredoc[0].length);
}

/** Heredocs and block comments, in order: what looks like a block in them is none. */
function hiddenSpans(text: string): readonly Span[] {
  const spans: Span[] = [];
  let comment = text.indexOf('/*');
  let heredoc = text.indexOf('<<');
  while (comment !== -1 || heredoc !== -1) {
    const at = comment === -1 || (heredoc !== -1 && heredoc < comment) ? heredoc : comment;
    const end = hiddenEnd(text, at);
    if (end !== undefined) spans.push({ start: at, end });
    const next = end ?? at + 2;
    if (comment !== -1 && comment < next) comment = text.indexOf('/*', next);
    if (heredoc !== -1 && heredoc < next) heredoc = text.indexOf('<<', next);
  }
  return spans;
}

function readLabels(
  text: string,
  from: number,
  base: number,
): { readonly labels: readonly Label[]; readonly end: number } {
  const labels: Label[] = [];
  let end = from;
  while (labels.length < 3) {
    const match = matchAt(labelPattern, text, end);
    if (match === undefined) break;
    end += match[0].length;
    const label = match[1] ?? match[2] ?? '';
    const close = match[1] === undefined ? end : end - 1;
    labels.push({ text: label, start: close - label.length - base, end: close - base });
  }
  return { labels, end };
}

/**
 * A header is taken on the word of its keyword where it starts a line, so that half-typed ones cut too; where it is
 * indented it has to be complete, because an attribute may have the name of a keyword.
 */
function readHeader(text: string, at: number, indented: boolean): Header | undefined {
  const match = matchAt(headerPattern, text, at);
  if (match === undefined) return undefined;
  const keyword = match[1] ?? match[2] ?? '';
  const { labels, end } = readLabels(text, at + match[0].length, at);
  const opened = matchAt(openPattern, text, end) !== undefined;
  if (indented && !(opened && labels.length === (labelled.get(keyword) ?? 0))) return undefined;
  return { keyword, labels };
}

function skipIndent(text: string, from: number): number {
  let at = from;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code !== 0x20 && code !== 0x09 && code !== 0xfeff) return at;
    at++;
  }
}

/**
 * Cuts a file into pieces, one for each top-level block. It looks only at line starts, heredocs and block comments:
 * a brace or a quote that is missing while somebody types spoils its own piece and no other.
 */
export function cut(text: string): readonly Cut[] {
  const hidden = hiddenSpans(text);
  const cuts: Cut[] = [];
  let start = 0;
  let header: Header | undefined;
  let nextHidden = 0;
  for (let line = 0; line < text.length;) {
    while ((hidden[nextHidden]?.end ?? Infinity) <= line) nextHidden++;
    const covering = hidden[nextHidden];
    if (covering !== undefined && covering.start < line) {
      line = covering.end;
      nextHidden++;
    } else {
      const at = skipIndent(text, line);
      const found = firstLetters.has(text.charCodeAt(at)) ? readHeader(text, at, at > line) : undefined;
      if (found !== undefined) {
        if (at > start) cuts.push({ start, end: at, header });
        start = at;
        header = found;
      }
    }
    const newline = text.indexOf('\n', line);
    if (newline === -1) break;
    line = newline + 1;
  }
  if (text.length > start) cuts.push({ start, end: text.length, header });
  return cuts;
}
