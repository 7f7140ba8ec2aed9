import type { SourceRange } from '../model/source';
import type { WrittenSuppression } from '../templates/dialect';
import type { Suppressed } from './result';

const marker = 's3backup:ignore';
const comment = /(?:#|\/\/|\/\*)\s*s3backup:ignore\s+(.*?)\s*(?:\*\/\s*)?$/;
const commentLine = /^\s*(#|\/\/|\/\*)/;
const ruleList = /^([a-z0-9-]+(?:\s*,\s*[a-z0-9-]+)*)\s*(?::\s*(.*))?$/;

/** What one suppression is for. */
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

/** The suppressions in the comments of one text, by line. */
class Comments {
  readonly #lines: readonly string[];

  constructor(text: string) {
    this.#lines = text.includes(marker) ? text.split('\n') : [];
  }

  /** Those within a block, and those in the comment directly above it. */
  around(block: SourceRange): readonly Directive[] {
    if (this.#lines.length === 0) return [];
    let first = block.start.line;
    while (first > 0 && commentLine.test(this.#lines[first - 1] ?? '')) first -= 1;
    return this.#lines.slice(first, block.end.line + 1).flatMap((line) => {
      const written = comment.exec(line.trimEnd())?.[1];
      return written === undefined ? [] : (parseDirective(written) ?? []);
    });
  }
}

function isSameBlock(one: SourceRange, other: SourceRange): boolean {
  return (
    one.file === other.file && one.start.line === other.start.line && one.start.character === other.start.character
  );
}

/** Finds what asks for silence about a rule on a declaration. */
export class Suppressions {
  readonly #comments = new Map<string, Comments>();
  readonly #written: readonly WrittenSuppression[];

  constructor(texts: ReadonlyMap<string, string>, written: readonly WrittenSuppression[]) {
    for (const [file, text] of texts) this.#comments.set(file, new Comments(text));
    this.#written = written;
  }

  find(rule: string, block: SourceRange): Suppressed | undefined {
    const written = this.#written
      .filter((suppression) => isSameBlock(suppression.block, block))
      .flatMap(({ directive }) => parseDirective(directive) ?? []);
    const inComments = this.#comments.get(block.file)?.around(block) ?? [];
    const directive = [...inComments, ...written].find(({ rules }) => rules.includes(rule));
    return directive && { by: marker, reason: directive.reason };
  }
}
