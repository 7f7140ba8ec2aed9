import type { SourceRange } from '../model/source';
import type { WrittenSuppression } from '../templates/dialect';
import { fileDirectives, fileMarker } from './fileSuppressions';
import type { Silence } from './peers';
import { mayHoldPeers, peersIn, peerSuppression } from './peers';
import type { Suppressed } from './result';

/** How our own suppressions start. */
export const marker = 's3backup:ignore';

const comment = /(?:#|\/\/|\/\*)\s*s3backup:ignore\s+(.*?)\s*(?:\*\/\s*)?$/;
/** A property that is a comment in Terraform's JSON. Source: Terraform, JSON configuration syntax, comment properties. */
const commentProperty = /"\/\/"\s*:\s*"s3backup:ignore\s+((?:[^"\\]|\\.)*)"/;
const anyComment = /(?:#|\/\/|\/\*)(.*?)(?:\*\/\s*)?$/;
const commentLine = /^\s*(#|\/\/|\/\*)/;
const closingLine = /^\s*[}\])]+,?\s*$/;
const ruleList = /^([a-z0-9-]+(?:\s*,\s*[a-z0-9-]+)*)\s*(?::\s*(.*))?$/;

/** What one suppression of ours is for. */
interface Directive {
  readonly rules: readonly string[];
  readonly reason: string;
}

/** Reads `RULE[,RULE]: reason`. @returns `undefined` for anything else. */
export function parseDirective(text: string): Directive | undefined {
  const match = ruleList.exec(text.trim());
  if (match === null) return undefined;
  return { rules: (match[1] ?? '').split(',').map((rule) => rule.trim()), reason: match[2] ?? '' };
}

/** Whether another linter's suppression silences a finding. */
export function isByPeer({ by }: Suppressed): boolean {
  return !by.startsWith(marker);
}

function own(directive: string, by = marker): readonly Silence[] {
  const parsed = parseDirective(directive);
  return parsed === undefined ? [] : [{ by, ...parsed }];
}

function inLine(line: string, today: string): readonly Silence[] {
  const written = (comment.exec(line.trimEnd()) ?? commentProperty.exec(line))?.[1];
  if (written !== undefined) return own(written);
  const text = mayHoldPeers(line) ? anyComment.exec(line.trimEnd())?.[1] : undefined;
  return text === undefined ? [] : peersIn(text, today);
}

function inMetadata(suppression: WrittenSuppression): readonly Silence[] {
  if (suppression.by === 's3backup') return own(suppression.directive);
  const { by, id, reason } = suppression;
  const silence = peerSuppression(by, by === 'checkov' ? `skip=${id}` : id, id, reason);
  return silence === undefined ? [] : [silence];
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** The suppressions in the comments of one text, by line. */
class Comments {
  readonly #lines: readonly string[];
  readonly #today: string;

  constructor(text: string, today: string) {
    this.#lines = text.includes(marker) || mayHoldPeers(text) ? text.split('\n') : [];
    this.#today = today;
  }

  /** Whether there are none, wherever one looks. */
  get areNone(): boolean {
    return this.#lines.length === 0;
  }

  /** Those within a block, and those in the comment directly above it. */
  around(block: SourceRange): readonly Silence[] {
    if (this.areNone) return [];
    const above = this.#lines.slice(this.#firstLineAbove(block), block.start.line);
    return [...above, ...this.#within(block)].flatMap((line) => inLine(line, this.#today));
  }

  #line(index: number): string {
    return this.#lines[index] ?? '';
  }

  #isBlank(index: number): boolean {
    return this.#line(index).trim() === '';
  }

  #firstLineAbove({ start }: SourceRange): number {
    let first = start.line;
    while (first > 0 && commentLine.test(this.#line(first - 1)) && !this.#isOfSibling(first - 1, start.character)) {
      first -= 1;
    }
    return first;
  }

  /** Whether a comment above a declaration is indented so far that it belongs to what stands before. */
  #isOfSibling(index: number, indent: number): boolean {
    if (indentOf(this.#line(index)) <= indent) return false;
    let before = index;
    while (before >= 0 && (this.#isBlank(before) || commentLine.test(this.#line(before)))) before -= 1;
    // What ends with a bracket of its own has no comments after it.
    return before >= 0 && indentOf(this.#line(before)) >= indent && !closingLine.test(this.#line(before));
  }

  /** The lines of a block, without what else stands on its first and last one. */
  #within(block: SourceRange): readonly string[] {
    const { start } = block;
    const last = this.#lastLine(block);
    return this.#lines.slice(start.line, last + 1).map((line, index) => {
      const isLast = start.line + index === block.end.line;
      const rest = isLast ? line.slice(block.end.character) : '';
      const upTo = rest.trim() === '' || commentLine.test(rest) ? line.length : block.end.character;
      return line.slice(index === 0 ? start.character : 0, upTo);
    });
  }

  /** Where indentation ends a block, comments after the last value belong to it as far as they are indented more. */
  #lastLine({ start, end }: SourceRange): number {
    let last = end.character === 0 ? Math.max(start.line, end.line - 1) : end.line;
    if (this.#line(last).slice(0, end.character).endsWith('}')) return last;
    const isInside = (index: number): boolean => indentOf(this.#line(index)) > start.character;
    const isComment = (index: number): boolean => commentLine.test(this.#line(index));
    while (last > start.line && (this.#isBlank(last) || (isComment(last) && !isInside(last)))) last -= 1;
    for (let next = last + 1; next < this.#lines.length; next += 1) {
      if (this.#isBlank(next)) continue;
      if (!isComment(next) || !isInside(next)) break;
      last = next;
    }
    return last;
  }
}

function isSameBlock(one: SourceRange, other: SourceRange): boolean {
  return (
    one.file === other.file && one.start.line === other.start.line && one.start.character === other.start.character
  );
}

/** What one text asks to be silent about. */
interface FileSilences {
  readonly comments: Comments;
  readonly whole: readonly Silence[];
}

/** Finds what asks for silence about a rule. A text is looked through when something is found in it. */
export class Suppressions {
  readonly #texts: ReadonlyMap<string, string>;
  readonly #written: readonly WrittenSuppression[];
  readonly #today: string;
  readonly #files = new Map<string, FileSilences>();

  /** @param today `YYYY-MM-DD`: some suppressions of peers expire. */
  constructor(
    texts: ReadonlyMap<string, string>,
    written: readonly WrittenSuppression[],
    today = new Date().toISOString().slice(0, 10),
  ) {
    this.#texts = texts;
    this.#written = written;
    this.#today = today;
  }

  /**
   * Our own comes before those of peers, what is nearer before what is for a whole file.
   * @param file Where the finding is shown.
   * @param block The declaration that it is about.
   */
  find(rule: string, file: string, block: SourceRange | undefined): Suppressed | undefined {
    if (this.#written.length === 0 && this.#isSilent(file) && (block === undefined || this.#isSilent(block.file))) {
      return undefined;
    }
    const near = block === undefined ? [] : this.#near(block);
    const files = [...new Set([file, block?.file ?? file])].flatMap((name) => this.#in(name).whole);
    const silences = [...near, ...files].filter(({ rules }) => rules.includes(rule));
    const found = silences.find((silence) => !isByPeer(silence)) ?? silences[0];
    return found && { by: found.by, reason: found.reason };
  }

  /** Whether a text suppresses nothing. */
  #isSilent(file: string): boolean {
    const { comments, whole } = this.#in(file);
    return comments.areNone && whole.length === 0;
  }

  #in(file: string): FileSilences {
    const before = this.#files.get(file);
    if (before !== undefined) return before;
    const text = this.#texts.get(file) ?? '';
    const whole = fileDirectives(text).flatMap((directive) => own(directive, fileMarker));
    const silences = { comments: new Comments(text, this.#today), whole };
    this.#files.set(file, silences);
    return silences;
  }

  #near(block: SourceRange): readonly Silence[] {
    const inComments = this.#in(block.file).comments.around(block);
    return [
      ...inComments,
      ...this.#written.filter((suppression) => isSameBlock(suppression.block, block)).flatMap(inMetadata),
    ];
  }
}
