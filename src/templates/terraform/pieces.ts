import type { SourceRange } from '../../model/source';
import { unread, whyTooLong } from '../limits';
import { LineIndex } from '../lineIndex';
import { isConflicting, mergeConflicts, whyConflicting } from '../mergeConflicts';
import type { SourceText } from '../dialect';
import type { Cut, Header } from './cut';
import { createJsonParser } from './convertJson';
import { cut } from './cut';
import { isJsonSyntax } from './look';
import type { HclParser } from './parser';
import type { Block, Body, Span } from './syntax';

/** A block that its header announces and that does not parse: it is there, and nothing more is known of it. */
function announced(header: Header, length: number): Block {
  return {
    type: header.keyword,
    labels: header.labels,
    attributes: [],
    blocks: [],
    body: { start: length, end: length },
    broken: true,
    start: 0,
    end: length,
  };
}

/** @returns `undefined` where the text is nested deeper than anybody writes: what reads it goes down by calls. */
function parsed(parser: HclParser, text: string): Body | undefined {
  try {
    return parser.parse(text);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** How a piece came to be. */
interface Origin {
  readonly parser: HclParser;
  /** It has a part in a merge conflict, so nothing in it is what anybody wants. */
  readonly conflicting: boolean;
}

/** A part of a file. It is parsed when somebody first asks what is in it. */
export class Piece {
  readonly file: FileText;
  readonly start: number;
  readonly header: Header | undefined;
  readonly #origin: Origin;
  readonly #text: string;
  #body: Body | undefined;

  constructor(file: FileText, start: number, header: Header | undefined, text: string, origin: Origin, body?: Body) {
    this.file = file;
    this.start = start;
    this.header = header;
    this.#text = text;
    this.#origin = origin;
    this.#body = origin.conflicting ? undefined : body;
  }

  get text(): string {
    return this.#text;
  }

  /** What was parsed so far; it holds for any piece of the same text. */
  get parsed(): Body | undefined {
    return this.#origin.conflicting ? undefined : this.#body;
  }

  get body(): Body {
    this.#body ??= this.#parse();
    return this.#body;
  }

  range(span: Span): SourceRange {
    return { file: this.file.file, ...this.file.lines.range(this.start + span.start, this.start + span.end) };
  }

  #parse(): Body {
    const { header } = this;
    const { conflicting, parser } = this.#origin;
    const whole: Span = { start: 0, end: this.#text.trimEnd().length };
    const blocks = header === undefined ? [] : [announced(header, whole.end)];
    if (conflicting) return { attributes: [], blocks, errors: [whole] };
    const body = parsed(parser, this.#text);
    if (body === undefined) return { attributes: [], blocks, errors: [whole] };
    if (header === undefined || body.blocks.some((block) => block.type === header.keyword)) return body;
    return { attributes: [], blocks, errors: [] };
  }
}

/** A file, cut into pieces. */
export class FileText {
  readonly file: string;
  readonly text: string;
  readonly pieces: readonly Piece[];
  /** Why nothing in it is read, if so. */
  readonly unread: string | undefined;
  readonly #conflicts: readonly Span[];
  #lines: LineIndex | undefined;

  /** @param unread why the file itself cannot be read, if it cannot. */
  constructor(source: SourceText, parser: HclParser, parsed: ReadonlyMap<string, Body>, unread?: string) {
    this.file = source.file;
    this.unread = unread ?? whyTooLong(source.text);
    this.text = this.unread === undefined ? source.text : '';
    this.#conflicts = mergeConflicts(this.text);
    const isJson = isJsonSyntax(source.file);
    const itsParser = isJson ? createJsonParser(parser) : parser;
    const cuts: readonly Cut[] = isJson ? [{ start: 0, end: this.text.length, header: undefined }] : cut(this.text);
    this.pieces = cuts.map((piece) => {
      const text = this.text.slice(piece.start, piece.end);
      const origin = { parser: itsParser, conflicting: isConflicting(piece, this.#conflicts) };
      return new Piece(this, piece.start, piece.header, text, origin, parsed.get(text));
    });
  }

  /** Why it is not read in full, whatever stands in it. */
  get trouble(): string | undefined {
    const [conflict] = this.#conflicts;
    return this.unread ?? (conflict && whyConflicting(this.lines.position(conflict.start).line));
  }

  get lines(): LineIndex {
    this.#lines ??= new LineIndex(this.text);
    return this.#lines;
  }
}

/** How many files are remembered. An editor works on a few modules; a scan of a whole tree reads each file once. */
const capacity = 512;

/** Remembers what was parsed, so that after a keystroke only the piece around it is parsed again. */
export class FileCache {
  readonly #parser: HclParser;
  readonly #files = new Map<string, FileText>();

  constructor(parser: HclParser) {
    this.#parser = parser;
  }

  /** A file that is there and cannot be read. */
  unread(file: string): FileText {
    return new FileText({ file, text: '' }, this.#parser, new Map(), unread);
  }

  open(source: SourceText): FileText {
    const before = this.#files.get(source.file);
    if (before?.text === source.text && before.unread === undefined) return before;
    const parsed = new Map<string, Body>();
    for (const piece of before?.pieces ?? []) {
      if (piece.parsed !== undefined) parsed.set(piece.text, piece.parsed);
    }
    const file = new FileText(source, this.#parser, parsed);
    this.#files.delete(source.file);
    this.#files.set(source.file, file);
    if (this.#files.size > capacity) {
      const [oldest] = this.#files.keys();
      if (oldest !== undefined) this.#files.delete(oldest);
    }
    return file;
  }
}
