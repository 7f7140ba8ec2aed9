import type { Terminal } from './io';

/** A terminal is written to at most this often, in milliseconds. */
const drawEvery = 100;

/** Tells a person how far the reading is. Says nothing where nobody is there. */
export class StatusProgress {
  readonly #terminal: Terminal | undefined;
  #drawnAt = Number.NEGATIVE_INFINITY;

  constructor(terminal: Terminal | undefined) {
    this.#terminal = terminal;
  }

  /** @param read Buckets that are read. */
  tell(read: number, of: number): void {
    const now = performance.now();
    if (now - this.#drawnAt < drawEvery && read < of) return;
    this.#drawnAt = now;
    this.#terminal?.progress(`${read} of ${of} buckets`);
  }

  end(): void {
    this.#terminal?.progress('');
  }
}
