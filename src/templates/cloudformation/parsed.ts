import type { SyntaxNode } from './syntax';

export interface SyntaxError {
  readonly offset: number;
  readonly message: string;
}

/** What a parser made of a text. With an error, `root` is what could be recovered, and may lack or misplace things. */
export interface Parsed {
  readonly root?: SyntaxNode;
  readonly error?: SyntaxError;
}
