/** Where a command writes. Only its report goes to `stdout`; everything said beside it goes to `stderr`. */
export interface Io {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  /** Left out where nobody sits at a terminal. */
  readonly terminal?: Terminal;
}

/** A person at a terminal. */
export interface Terminal {
  /** Shows a line in place of the last one; an empty text takes it away. */
  progress(line: string): void;
  /** @returns `undefined` where the person gives no answer. */
  ask(question: string, signal: AbortSignal): Promise<string | undefined>;
}
