/** What is still to be read, in row order, except that what a person looks at comes first. */
export class FillOrder {
  readonly #waiting = new Set<string>();
  readonly #first: string[] = [];
  #rest: string[] = [];
  #next = 0;

  add(names: Iterable<string>): void {
    for (const name of names) {
      if (this.#waiting.has(name)) continue;
      this.#waiting.add(name);
      this.#rest.push(name);
    }
  }

  /** Brings one forward; the latest wish comes first. Nothing happens where it is not waiting. */
  prefer(name: string): void {
    if (this.#waiting.has(name)) this.#first.push(name);
  }

  /** Gives one up. @returns whether it was waiting. */
  drop(name: string): boolean {
    return this.#waiting.delete(name);
  }

  take(): string | undefined {
    for (let name = this.#first.pop(); name !== undefined; name = this.#first.pop()) {
      if (this.#waiting.delete(name)) return name;
    }
    for (let name = this.#rest[this.#next]; name !== undefined; name = this.#rest[this.#next]) {
      this.#next += 1;
      if (this.#waiting.delete(name)) return name;
    }
    this.#rest = [];
    this.#next = 0;
    return undefined;
  }
}
