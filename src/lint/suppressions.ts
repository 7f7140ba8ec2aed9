import type { SourceRange } from '../model/source';
import type { WrittenSuppression } from '../templates/dialect';
import type { Silence } from './peers';
import { mayHoldPeers, peersIn, peerSuppression } from './peers';
import type { Suppressed } from './result';

/** How our own suppressions start. */
export const marker = 's3backup:ignore';

const comment = /(?:#|\/\/|\/\*)\s*s3backup:ignore\s+(.*?)\s*(?:\*\/\s*)?$/;
const anyComment = /(?:#|\/\/|\/\*)(.*?)(?:\*\/\s*)?$/;
const commentLine = /^\s*(#|\/\/|\/\*)/;
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
  return by !== marker;
}

function own(directive: string): readonly Silence[] {
  const parsed = parseDirective(directive);
  return parsed === undefined ? [] : [{ by: marker, ...parsed }];
}

function inLine(line: string, today: string): readonly Silence[] {
  const written = comment.exec(line.trimEnd())?.[1];
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

/** The suppressions in the comments of one text, by line. */
class Comments {
  readonly #lines: readonly string[];
  readonly #today: string;

  constructor(text: string, today: string) {
    this.#lines = text.includes(marker) || mayHoldPeers(text) ? text.split('\n') : [];
    this.#today = today;
  }

  /** Those within a block, and those in the comment directly above it. */
  around(block: SourceRange): readonly Silence[] {
    if (this.#lines.length === 0) return [];
    let first = block.start.line;
    while (first > 0 && commentLine.test(this.#lines[first - 1] ?? '')) first -= 1;
    return this.#lines.slice(first, block.end.line + 1).flatMap((line) => inLine(line, this.#today));
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

  /** @param today `YYYY-MM-DD`: some suppressions of peers expire. */
  constructor(
    texts: ReadonlyMap<string, string>,
    written: readonly WrittenSuppression[],
    today = new Date().toISOString().slice(0, 10),
  ) {
    for (const [file, text] of texts) this.#comments.set(file, new Comments(text, today));
    this.#written = written;
  }

  /** Our own comes before those of peers. */
  find(rule: string, block: SourceRange): Suppressed | undefined {
    const inComments = this.#comments.get(block.file)?.around(block) ?? [];
    const written = this.#written.filter((suppression) => isSameBlock(suppression.block, block)).flatMap(inMetadata);
    const silences = [...inComments, ...written].filter(({ rules }) => rules.includes(rule));
    const found = silences.find((silence) => !isByPeer(silence)) ?? silences[0];
    return found && { by: found.by, reason: found.reason };
  }
}
