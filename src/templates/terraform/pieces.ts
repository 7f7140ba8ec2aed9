import type { SourceRange } from '../../model/source';
import { maxBlockLength, unread, whyTooLong } from '../limits';
import { LineIndex } from '../lineIndex';
import { isConflicting, mergeConflicts, whyConflicting } from '../mergeConflicts';
import type { SourceText } from '../dialect';
import type { Cut, Header } from './cut';
import { createJsonParser } from './convertJson';
import { cut } from './cut';
import { isJsonSyntax } from './look';
import type { HclParser } from './parser';
import { ParsedPieces } from './parsedPieces';
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
  readonly text: string;
  /** None for a piece that is too long, or has a part in a merge conflict: nothing in it is what anybody wants. */
  readonly #parsed: ParsedPieces | undefined;
  #body: Body | undefined;

  constructor(file: FileText, cut: Cut, parsed: ParsedPieces | undefined) {
    this.file = file;
    this.start = cut.start;
    this.header = cut.header;
    this.text = file.text.slice(cut.start, cut.end);
    this.#parsed = parsed;
  }

  get body(): Body {
    this.#body ??= this.#parse();
    return this.#body;
  }

  range(span: Span): SourceRange {
    return { file: this.file.file, ...this.file.lines.range(this.start + span.start, this.start + span.end) };
  }

  /** Whether it starts where another one does. */
  isAtSamePlace(other: Piece): boolean {
    if (this === other) return true;
    if (this.file.file !== other.file.file) return false;
    const [one, another] = [this.file.lines.position(this.start), other.file.lines.position(other.start)];
    return one.line === another.line && one.character === another.character;
  }

  #parse(): Body {
    const { header } = this;
    const whole: Span = { start: 0, end: this.text.trimEnd().length };
    const blocks = header === undefined ? [] : [announced(header, whole.end)];
    const body = this.#parsed?.parse(this.text);
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
  readonly #longBlock: Span | undefined;
  #lines: LineIndex | undefined;

  /** @param unread why the file itself cannot be read, if it cannot. */
  constructor(source: SourceText, parsed: ParsedPieces, unread?: string) {
    this.file = source.file;
    this.unread = unread ?? whyTooLong(source.text);
    this.text = this.unread === undefined ? source.text : '';
    this.#conflicts = mergeConflicts(this.text);
    const whole: Cut = { start: 0, end: this.text.length, header: undefined };
    const isNative = !isJsonSyntax(source.file);
    const isTooLong = ({ start, end }: Cut): boolean => isNative && end - start > maxBlockLength;
    const cuts = isNative ? cut(this.text) : [whole];
    this.#longBlock = cuts.find(isTooLong);
    const isRead = (piece: Cut): boolean => !isTooLong(piece) && !isConflicting(piece, this.#conflicts);
    this.pieces = cuts.map((piece) => new Piece(this, piece, isRead(piece) ? parsed : undefined));
  }

  /** Why it is not read in full, whatever stands in it. */
  get trouble(): string | undefined {
    const [conflict] = this.#conflicts;
    const lineOf = ({ start }: Span): number => this.lines.position(start).line;
    if (this.unread !== undefined) return this.unread;
    if (conflict !== undefined) return whyConflicting(lineOf(conflict));
    return (
      this.#longBlock && `The block at line ${lineOf(this.#longBlock) + 1} is longer than 256 thousand characters.`
    );
  }

  get lines(): LineIndex {
    this.#lines ??= new LineIndex(this.text);
    return this.#lines;
  }
}

/** How many files are remembered. An editor works on a few modules; a scan of a whole tree reads each file once. */
const capacity = 512;

/** Remembers what was read, so that after a keystroke only its file is cut again, and the piece around it parsed. */
export class FileCache {
  readonly #native: ParsedPieces;
  readonly #json: ParsedPieces;
  readonly #files = new Map<string, FileText>();

  constructor(parser: HclParser) {
    this.#native = new ParsedPieces(parser);
    this.#json = new ParsedPieces(createJsonParser(parser));
  }

  /** A file that is there and cannot be read. */
  unread(file: string): FileText {
    return new FileText({ file, text: '' }, this.#native, unread);
  }

  open(source: SourceText): FileText {
    const before = this.#files.get(source.file);
    if (before?.text === source.text && before.unread === undefined) return before;
    const file = new FileText(source, isJsonSyntax(source.file) ? this.#json : this.#native);
    this.#files.delete(source.file);
    this.#files.set(source.file, file);
    if (this.#files.size > capacity) {
      const [oldest] = this.#files.keys();
      if (oldest !== undefined) this.#files.delete(oldest);
    }
    return file;
  }
}
