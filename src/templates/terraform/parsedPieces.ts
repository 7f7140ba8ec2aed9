import type { HclParser } from './parser';
import type { Body } from './syntax';

/** How many characters of parsed text are remembered: those of a large project, or of many that are open. */
const capacity = 4_000_000;

/** Parses texts, each once: whatever file a piece is in, and whatever was typed around it. */
export class ParsedPieces {
  readonly #parser: HclParser;
  #recent = new Map<string, Body>();
  #before: ReadonlyMap<string, Body> = new Map();
  #length = 0;

  constructor(parser: HclParser) {
    this.#parser = parser;
  }

  /** @returns `undefined` where the text is nested deeper than anybody writes: what reads it goes down by calls. */
  parse(text: string): Body | undefined {
    const recent = this.#recent.get(text);
    if (recent !== undefined) return recent;
    const body = this.#before.get(text) ?? this.#parse(text);
    if (body !== undefined) this.#remember(text, body);
    return body;
  }

  #parse(text: string): Body | undefined {
    try {
      return this.#parser.parse(text);
    } catch (error) {
      if (error instanceof RangeError) return undefined;
      throw error;
    }
  }

  #remember(text: string, body: Body): void {
    this.#length += text.length;
    // What was not asked for since the last time it was full is forgotten.
    if (this.#length > capacity / 2) {
      this.#before = this.#recent;
      this.#recent = new Map();
      this.#length = text.length;
    }
    this.#recent.set(text, body);
  }
}
