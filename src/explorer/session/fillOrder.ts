/** What is still to be read, in row order, except that what a person looks at comes first. */
export class FillOrder {
  readonly #waiting = new Set<string>();
  readonly #first: string[] = [];

  add(names: Iterable<string>): void {
    for (const name of names) this.#waiting.add(name);
  }

  /** Brings one forward; the latest wish comes first. Nothing happens where it is not waiting. */
  prefer(name: string): void {
    if (this.#waiting.has(name)) this.#first.push(name);
  }

  take(): string | undefined {
    for (let name = this.#first.pop(); name !== undefined; name = this.#first.pop()) {
      if (this.#waiting.delete(name)) return name;
    }
    const [next] = this.#waiting;
    if (next !== undefined) this.#waiting.delete(next);
    return next;
  }
}
