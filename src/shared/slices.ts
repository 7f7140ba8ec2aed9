/** How long work in a thread that others share goes on without a break, in milliseconds. */
const shared = 5;

/** At once, but after all that waits for its turn. A browser has timers alone. */
const nextTurn: (resume: () => void) => unknown = 'setImmediate' in globalThis ? setImmediate : setTimeout;

/**
 * Cuts long work into slices, so that whoever shares the thread gets a turn between them, and stops it when it is no
 * longer wanted.
 */
export class Slices {
  readonly #signal: AbortSignal | undefined;
  readonly #longest: number;
  #start = performance.now();

  /**
   * @param signal Ends the work.
   * @param longest Milliseconds without a break; `Infinity` in a thread of one's own.
   */
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
    if (!this.#isOver()) return;
    await new Promise<void>((resolve) => {
      nextTurn(resolve);
    });
    this.#start = performance.now();
    this.#signal?.throwIfAborted();
  }

  /** Visits all items, and gives way as often as that takes. @throws the reason of the signal. */
  async visit<T>(items: Iterable<T>, visit: (item: T) => void): Promise<void> {
    for (const item of items) {
      if (this.#isOver()) await this.breathe();
      this.#signal?.throwIfAborted();
      visit(item);
    }
    this.#signal?.throwIfAborted();
  }

  #isOver(): boolean {
    return this.#longest !== Infinity && performance.now() - this.#start >= this.#longest;
  }
}
