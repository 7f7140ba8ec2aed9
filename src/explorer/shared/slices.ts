/** How long work goes on without a break, in milliseconds: rows and keys of other views want their turn. */
const longest = 5;

/** Long work that gives way to others every few milliseconds, however many parts it has. */
export class Slices {
  readonly #signal: AbortSignal | undefined;
  #start = performance.now();

  /** @param signal Ends the work. */
  constructor(signal?: AbortSignal) {
    this.#signal = signal;
  }

  /** Visits all items. @throws the reason of the signal. */
  async visit<T>(items: Iterable<T>, visit: (item: T) => void): Promise<void> {
    for (const item of items) {
      if (performance.now() - this.#start >= longest) await this.#giveWay();
      this.#signal?.throwIfAborted();
      visit(item);
    }
    this.#signal?.throwIfAborted();
  }

  async #giveWay(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    this.#start = performance.now();
  }
}
