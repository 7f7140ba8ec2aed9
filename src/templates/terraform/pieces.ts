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

/** How many characters of parsed text are remembered: those of a large project, or of many that are open. */
const capacity = 4_000_000;

/** Parses texts, each once: whatever file a piece is in, and whatever was typed around it. */
class ParsedPieces {
  readonly #parser: HclParser;
  #recent = new Map<string, Body>();
  #before: ReadonlyMap<string, Body> = new Map();
  #length = 0;

  constructor(parser: HclParser) {
    this.#parser = parser;
  }

  parse(text: string): Body {
    const recent = this.#recent.get(text);
    if (recent !== undefined) return recent;
    const body = this.#before.get(text) ?? this.#parser.parse(text);
    this.#length += text.length;
    // What was not asked for since the last time it was full is forgotten.
    if (this.#length > capacity / 2) {
      this.#before = this.#recent;
      this.#recent = new Map();
      this.#length = text.length;
    }
    this.#recent.set(text, body);
    return body;
  }
}

/** A part of a file. It is parsed when somebody first asks what is in it. */
export class Piece {
  readonly file: FileText;
  readonly start: number;
  readonly header: Header | undefined;
  readonly text: string;
  readonly #parsed: ParsedPieces;
  #body: Body | undefined;

  constructor(file: FileText, start: number, header: Header | undefined, text: string, parsed: ParsedPieces) {
    this.file = file;
    this.start = start;
    this.header = header;
    this.text = text;
    this.#parsed = parsed;
  }

  get body(): Body {
    this.#body ??= this.#parse();
    return this.#body;
  }

  range(span: Span): SourceRange {
    return { file: this.file.file, ...this.file.lines.range(this.start + span.start, this.start + span.end) };
  }

  #parse(): Body {
    const body = this.#parsed.parse(this.text);
    const { header } = this;
    if (header === undefined || body.blocks.some((block) => block.type === header.keyword)) return body;
    return { attributes: [], blocks: [announced(header, this.text.trimEnd().length)], errors: [] };
  }
}

/** A file, cut into pieces. */
export class FileText {
  readonly file: string;
  readonly text: string;
  readonly pieces: readonly Piece[];
  #lines: LineIndex | undefined;

  constructor(source: SourceText, parsed: ParsedPieces) {
    this.file = source.file;
    this.text = source.text;
    if (isJsonSyntax(source.file)) {
      this.pieces = [new Piece(this, 0, undefined, source.text, parsed)];
      return;
    }
    this.pieces = cut(source.text).map(
      ({ start, end, header }) => new Piece(this, start, header, source.text.slice(start, end), parsed),
    );
  }

  get lines(): LineIndex {
    this.#lines ??= new LineIndex(this.text);
    return this.#lines;
  }
}

/** How many files are remembered. An editor works on a few modules; a scan of a whole tree reads each file once. */
const fileCapacity = 512;

/** Remembers what was read, so that after a keystroke only its file is cut again, and the piece around it parsed. */
export class FileCache {
  readonly #native: ParsedPieces;
  readonly #json: ParsedPieces;
  readonly #files = new Map<string, FileText>();

  constructor(parser: HclParser) {
    this.#native = new ParsedPieces(parser);
    this.#json = new ParsedPieces(createJsonParser(parser));
  }

  open(source: SourceText): FileText {
    const before = this.#files.get(source.file);
    if (before?.text === source.text) return before;
    const file = new FileText(source, isJsonSyntax(source.file) ? this.#json : this.#native);
    this.#files.delete(source.file);
    this.#files.set(source.file, file);
    if (this.#files.size > fileCapacity) {
      const [oldest] = this.#files.keys();
      if (oldest !== undefined) this.#files.delete(oldest);
    }
    return file;
  }
}
