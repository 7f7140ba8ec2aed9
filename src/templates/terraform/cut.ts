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

/**
 * Finds heredocs and block comments. Each part of the text is looked at a fixed number of times, however many of them
 * are opened and never closed.
 */
class Hidden {
  readonly #text: string;
  /** Up to where the current line has been looked at, and whether that is within a quoted string or a comment. */
  #seen = { lineEnd: -1, at: 0, quoted: false, commented: false };
  #lastCommentEnd: number | undefined;
  #lines: ReadonlyMap<string, readonly number[]> | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  /** Heredocs and block comments, in order: what looks like a block in them is none. */
  spans(): readonly Span[] {
    const text = this.#text;
    const spans: Span[] = [];
    let comment = text.indexOf('/*');
    let heredoc = text.indexOf('<<');
    while (comment !== -1 || heredoc !== -1) {
      const at = comment === -1 || (heredoc !== -1 && heredoc < comment) ? heredoc : comment;
      const end = this.#end(at);
      if (end !== undefined) spans.push({ start: at, end });
      const next = end ?? at + 2;
      if (comment !== -1 && comment < next) comment = text.indexOf('/*', next);
      if (heredoc !== -1 && heredoc < next) heredoc = text.indexOf('<<', next);
    }
    return spans;
  }

  /** Where a heredoc or a block comment that starts at an offset ends, or `undefined` where neither does. */
  #end(at: number): number | undefined {
    if (!this.#isCode(at)) return undefined;
    if (this.#text[at] === '/') return this.#commentEnd(at);
    const heredoc = matchAt(heredocPattern, this.#text, at);
    return heredoc?.[1] === undefined ? undefined : this.#heredocEnd(heredoc[1], at + heredoc[0].length);
  }

  /** Whether what stands at an offset is neither in a quoted string nor behind a line comment. Offsets only grow. */
  #isCode(offset: number): boolean {
    const text = this.#text;
    if (offset > this.#seen.lineEnd) {
      const newline = text.indexOf('\n', offset);
      const lineEnd = newline === -1 ? text.length : newline;
      this.#seen = { lineEnd, at: text.lastIndexOf('\n', offset - 1) + 1, quoted: false, commented: false };
    }
    const seen = this.#seen;
    for (; seen.at < offset && !seen.commented; seen.at++) {
      const letter = text[seen.at];
      if (letter === '\\' && seen.quoted) seen.at++;
      else if (letter === '"') seen.quoted = !seen.quoted;
      else if (!seen.quoted && (letter === '#' || (letter === '/' && text[seen.at + 1] === '/'))) seen.commented = true;
    }
    return !seen.quoted && !seen.commented;
  }

  #commentEnd(at: number): number | undefined {
    this.#lastCommentEnd ??= this.#text.lastIndexOf('*/');
    if (this.#lastCommentEnd < at + 2) return undefined;
    const end = this.#text.indexOf('*/', at + 2);
    // Another one is opened before the end: ours has only just been typed and has no end yet.
    return /^[ \t]*\/\*/m.test(this.#text.slice(at + 2, end)) ? undefined : end + 2;
  }

  /** @returns the end of a heredoc's last line, or `undefined` where it is not closed. */
  #heredocEnd(marker: string, from: number): number | undefined {
    this.#lines ??= linesByMarker(this.#text);
    const line = firstFrom(this.#lines.get(marker) ?? [], from);
    if (line === undefined) return undefined;
    const newline = this.#text.indexOf('\n', line);
    const end = newline === -1 ? this.#text.length : newline;
    // The same marker is opened again: ours has only just been typed and has no end yet.
    return this.#text.slice(line, end).trim() === marker ? end : undefined;
  }
}

/** The lines that hold nothing but a word, or open a heredoc that ends with it, by the word. */
function linesByMarker(text: string): ReadonlyMap<string, readonly number[]> {
  const lines = new Map<string, number[]>();
  for (const { 1: closing, 2: opening, index } of text.matchAll(
    /^(?:[^\S\n]*([A-Za-z_][\w-]*)|[^\n]*<<-?([A-Za-z_][\w-]*))[^\S\n]*$/gm,
  )) {
    const marker = closing ?? opening ?? '';
    const others = lines.get(marker);
    if (others === undefined) lines.set(marker, [index]);
    else others.push(index);
  }
  return lines;
}

/** The first of ascending numbers that is not less than another. */
function firstFrom(numbers: readonly number[], from: number): number | undefined {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  return numbers[low];
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
  const hidden = new Hidden(text).spans();
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
