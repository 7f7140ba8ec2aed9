import type { Piece } from './pieces';
import type { Block } from './syntax';

/** How a file is laid out around a block. */
export interface Style {
  /** What stands before the block's own first line. */
  readonly base: string;
  /** What one level of nesting adds. */
  readonly step: string;
  readonly lineEnd: string;
}

/** What `terraform fmt` writes. */
const standardStep = '  ';

function indentAt(text: string, offset: number): string {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(lineStart, offset))?.[0] ?? '';
}

export function styleOf(piece: Piece, block: Block): Style {
  const { text } = piece.file;
  const base = indentAt(text, piece.start + block.start);
  const members = [...block.attributes, ...block.blocks];
  const inner = members
    .map((member) => piece.start + member.start)
    .filter((start) => text.slice(text.lastIndexOf('\n', start - 1) + 1, start).trim() === '')
    .map((start) => indentAt(text, start))
    .find((indent) => indent.length > base.length && indent.startsWith(base));
  return {
    base,
    step: inner?.slice(base.length) ?? standardStep,
    lineEnd: text.includes('\r\n') ? '\r\n' : '\n',
  };
}
