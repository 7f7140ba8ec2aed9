import type { SourceRange } from '../../model/source';
import { LineIndex } from '../lineIndex';
import type { SourceText } from '../dialect';
import type { Header } from './cut';
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

/** A part of a file. It is parsed when somebody first asks what is in it. */
export class Piece {
  readonly file: FileText;
  readonly start: number;
  readonly header: Header | undefined;
  readonly #parser: HclParser;
  readonly #text: string;
  #body: Body | undefined;

  constructor(file: FileText, start: number, header: Header | undefined, text: string, parser: HclParser, body?: Body) {
    this.file = file;
    this.start = start;
    this.header = header;
    this.#text = text;
    this.#parser = parser;
    this.#body = body;
  }

  get text(): string {
    return this.#text;
  }

  /** What was parsed so far; it holds for any piece of the same text. */
  get parsed(): Body | undefined {
    return this.#body;
  }

  get body(): Body {
    this.#body ??= this.#parse();
    return this.#body;
  }

  range(span: Span): SourceRange {
    return { file: this.file.file, ...this.file.lines.range(this.start + span.start, this.start + span.end) };
  }

  #parse(): Body {
    const body = this.#parser.parse(this.#text);
    const { header } = this;
    if (header === undefined || body.blocks.some((block) => block.type === header.keyword)) return body;
    return { attributes: [], blocks: [announced(header, this.#text.trimEnd().length)], errors: [] };
  }
}

/** A file, cut into pieces. */
export class FileText {
  readonly file: string;
  readonly text: string;
  readonly pieces: readonly Piece[];
  #lines: LineIndex | undefined;

  constructor(source: SourceText, parser: HclParser, parsed: ReadonlyMap<string, Body>) {
    this.file = source.file;
    this.text = source.text;
    if (isJsonSyntax(source.file)) {
      const { text } = source;
      this.pieces = [new Piece(this, 0, undefined, text, createJsonParser(parser), parsed.get(text))];
      return;
    }
    this.pieces = cut(source.text).map(({ start, end, header }) => {
      const text = source.text.slice(start, end);
      return new Piece(this, start, header, text, parser, parsed.get(text));
    });
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

  open(source: SourceText): FileText {
    const before = this.#files.get(source.file);
    if (before?.text === source.text) return before;
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
