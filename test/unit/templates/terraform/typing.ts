/** One moment of typing: what stands in the text, on a line of its own or in place of something, and what it is. */
export interface TypingState {
  readonly name: string;
  /** The text with something half-typed in the block that starts at an offset. */
  readonly apply: (text: string, blockStart: number) => string;
}

/** Puts a line behind the first line of the block. */
function lineInBlock(line: string): TypingState['apply'] {
  return (text, blockStart) => {
    const newline = text.indexOf('\n', blockStart);
    return `${text.slice(0, newline + 1)}${line}\n${text.slice(newline + 1)}`;
  };
}

/** Puts a line before the block. */
function lineBefore(line: string): TypingState['apply'] {
  return (text, blockStart) => `${text.slice(0, blockStart)}${line}\n${text.slice(blockStart)}`;
}

/** Takes away the brace that closes the block. */
function withoutBrace(text: string, blockStart: number): string {
  const close = text.indexOf('\n}', blockStart);
  return close === -1 ? text : `${text.slice(0, close + 1)}${text.slice(close + 2)}`;
}

/** The states of lint work that spoil a plain parse the most, and some that do not. */
export const typingStates: readonly TypingState[] = [
  { name: 'attribute without a value', apply: lineInBlock('  bucket_prefix =') },
  { name: 'bare word', apply: lineInBlock('  vers') },
  { name: 'reference with a dot', apply: lineInBlock('  depends_on = aws_s3_bucket.') },
  { name: 'open list', apply: lineInBlock('  depends_on = [') },
  { name: 'open interpolation', apply: lineInBlock('  bucket_prefix = "${var.') },
  { name: 'open parenthesis', apply: lineInBlock('  tags = merge(local.tags') },
  { name: 'unclosed quote', apply: lineInBlock('  bucket_prefix = "data') },
  { name: 'open block', apply: lineInBlock('  timeouts {') },
  { name: 'open map', apply: lineInBlock('  tags = {') },
  { name: 'deleted brace', apply: withoutBrace },
  { name: 'heredoc just opened', apply: lineInBlock('  policy = <<EOT') },
  { name: 'half-typed keyword', apply: lineBefore('resou') },
  { name: 'half-typed resource header', apply: lineBefore('resource "aws_s3_buck') },
  { name: 'resource header without a body', apply: lineBefore('resource "aws_s3_bucket_versioning" "new"') },
  { name: 'open block comment', apply: lineBefore('/* later') },
];
