import { parallelBuckets } from '../../aws/call';
import { FillOrder } from './fillOrder';

/** Reads what waits, several buckets at a time. Which wait, and in which order, is told from outside. */
export class Fill {
  readonly #read: (name: string) => Promise<void>;
  readonly #order = new FillOrder();
  readonly #waiters = new Map<string, (() => void)[]>();
  #underWay = 0;
  #whenIdle: (() => void)[] = [];
  #isOver = false;

  /** @param read Reads one bucket. It must not throw. */
  constructor(read: (name: string) => Promise<void>) {
    this.#read = read;
  }

  add(names: Iterable<string>): void {
    this.#order.add(names);
    this.#continue();
  }

  /** Brings one forward that waits. */
  prefer(name: string): void {
    this.#order.prefer(name);
  }

  /** Reads one before all others. Settles when it is read, when it is given up, or at the end. */
  first(name: string): Promise<void> {
    this.#order.add([name]);
    this.#order.prefer(name);
    const read = this.#whenRead(name);
    this.#continue();
    return read;
  }

  /** Reads some, those that wait already among them. Settles like {@link first}, when the last of them is. */
  async all(names: readonly string[], read: (name: string) => void): Promise<void> {
    const each = names.map(async (name) => {
      await this.#whenRead(name);
      read(name);
    });
    this.add(names);
    await Promise.all(each);
  }

  /** Gives up what waits; what is under way is read to its end. @returns those that waited. */
  drop(names: readonly string[]): readonly string[] {
    const dropped = names.filter((name) => this.#order.drop(name));
    for (const name of dropped) this.#settle(name);
    return dropped;
  }

  /** Settles when nothing waits, or at the end. */
  whenIdle(): Promise<void> {
    return new Promise((resolve) => {
      if (this.#underWay === 0) resolve();
      else this.#whenIdle.push(resolve);
    });
  }

  /** Nothing more is read. */
  end(): void {
    this.#isOver = true;
    for (const name of [...this.#waiters.keys()]) this.#settle(name);
    for (const resolve of this.#whenIdle.splice(0)) resolve();
  }

  #whenRead(name: string): Promise<void> {
    return new Promise((resolve) => {
      if (this.#isOver) resolve();
      else this.#waiters.set(name, [...(this.#waiters.get(name) ?? []), resolve]);
    });
  }

  #settle(name: string): void {
    const waiters = this.#waiters.get(name) ?? [];
    this.#waiters.delete(name);
    for (const resolve of waiters) resolve();
  }

  #continue(): void {
    while (this.#underWay < parallelBuckets && !this.#isOver) {
      const name = this.#order.take();
      if (name === undefined) break;
      this.#underWay += 1;
      void this.#read(name).finally(() => {
        this.#underWay -= 1;
        this.#settle(name);
        this.#continue();
      });
    }
    if (this.#underWay === 0) for (const resolve of this.#whenIdle.splice(0)) resolve();
  }
}
