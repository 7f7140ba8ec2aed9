/** What is thrown where a text holds anything out of the ordinary. One object: where it was thrown is of no interest. */
export const outOfTheOrdinary = new Error('This is left to the grammar.');

/** How deep things may stand in each other: what reads them goes down by calls. */
const deepest = 100;

const tab = 0x09;
const newline = 0x0a;
const carriageReturn = 0x0d;
const space = 0x20;
const hash = 0x23;
const asterisk = 0x2a;
const hyphen = 0x2d;
const slash = 0x2f;
const underscore = 0x5f;
/** What comes from here on may be a letter or a space, or neither. */
const beyondAscii = 0x80;

export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

export function startsName(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || code === underscore;
}

export function continuesName(code: number): boolean {
  return startsName(code) || isDigit(code) || code === hyphen;
}

/** A place in a text of HCL that is read from its start to its end, and what is read alike everywhere. */
export class PlainCursor {
  readonly text: string;
  at = 0;
  #depth = 0;

  constructor(text: string) {
    this.text = text;
  }

  /** The code of the next letter; not a number at the end of the text. */
  get next(): number {
    return this.text.charCodeAt(this.at);
  }

  get isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  /** @throws where the text is to be read by somebody who knows more. */
  giveUp(): never {
    throw outOfTheOrdinary;
  }

  /** Whoever begins something that may hold the same again says so, and when it is over. */
  goDown(): void {
    this.#depth += 1;
    if (this.#depth > deepest) this.giveUp();
  }

  goUp(): void {
    this.#depth -= 1;
  }

  startsWith(part: string): boolean {
    return this.text.startsWith(part, this.at);
  }

  /** Passes over something that has to stand here. */
  pass(part: string): void {
    if (!this.startsWith(part)) this.giveUp();
    this.at += part.length;
  }

  /** Passes over what a sticky pattern matches here. @returns nothing where it does not. */
  match(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const [found = ''] = pattern.exec(this.text) ?? [];
    this.at += found.length;
    return found;
  }

  skipSpaces(): void {
    for (;;) {
      const code = this.next;
      if (code !== space && code !== tab && code !== carriageReturn) return;
      this.at += 1;
    }
  }

  /** Spaces, ends of lines and comments. */
  skipAll(): void {
    for (;;) {
      const code = this.next;
      if (code === space || code === newline || code === tab || code === carriageReturn) this.at += 1;
      else if (!this.#skipComment(code)) return;
    }
  }

  /** @returns the name that stands here. */
  name(): string {
    const start = this.at;
    if (!startsName(this.next)) this.giveUp();
    do this.at += 1;
    while (continuesName(this.next));
    // A letter of another script goes on with the name, and so does the mark of a provider's function.
    if (this.next >= beyondAscii || this.startsWith('::')) this.giveUp();
    return this.text.slice(start, this.at);
  }

  #skipComment(code: number): boolean {
    if (code !== hash && code !== slash) return false;
    const second = this.text.charCodeAt(this.at + 1);
    if (code === slash && second === asterisk) {
      const end = this.text.indexOf('*/', this.at + 2);
      if (end === -1) this.giveUp();
      this.at = end + 2;
      return true;
    }
    if (code === slash && second !== slash) return false;
    const end = this.text.indexOf('\n', this.at);
    this.at = end === -1 ? this.text.length : end;
    return true;
  }
}
