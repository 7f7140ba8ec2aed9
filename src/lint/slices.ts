/** How long work in a thread that others share goes on without a break, in milliseconds. */
const shared = 5;

/**
 * Cuts long work into slices, so that whoever shares the thread gets a turn between them, and stops it when it is no
 * longer wanted.
 */
export class Slices {
  readonly #signal: AbortSignal | undefined;
  readonly #longest: number;
  #start = performance.now();

  /** @param longest Milliseconds without a break; `Infinity` in a thread of one's own. */
  constructor(signal?: AbortSignal, longest = shared) {
    this.#signal = signal;
    this.#longest = longest;
  }

  /**
   * Called between two pieces of work. It gives way where the slice is long enough.
   * @throws the reason of the signal, where the work is no longer wanted.
   */
  async breathe(): Promise<void> {
    this.#signal?.throwIfAborted();
    if (this.#longest === Infinity || performance.now() - this.#start < this.#longest) return;
    await new Promise((resolve) => setTimeout(resolve));
    this.#start = performance.now();
    this.#signal?.throwIfAborted();
  }
}
