/** Something that happens at a moment, told that moment rather than the time at which somebody looked. */
type Task = (at: number) => void;

interface Entry {
  readonly at: number;
  readonly order: number;
  readonly task: Task;
}

/** What is going to happen in the account, in time order: a binary heap, so that 100,000 expiries stay cheap. */
export class Agenda {
  readonly #heap: Entry[] = [];
  #order = 0;

  /** Plans a task. Tasks of one moment run in the order in which they were planned. */
  add(at: number, task: Task): void {
    this.#heap.push({ at, order: this.#order++, task });
    this.#rise(this.#heap.length - 1);
  }

  /** Runs everything that is due by now, including what those tasks plan for that time. */
  settle(now: number): void {
    for (let first = this.#heap[0]; first !== undefined && first.at <= now; first = this.#heap[0]) {
      this.#removeFirst();
      first.task(first.at);
    }
  }

  #removeFirst(): void {
    const last = this.#heap.pop();
    if (last !== undefined && this.#heap.length > 0) {
      this.#heap[0] = last;
      this.#sink(0);
    }
  }

  #rise(index: number): void {
    let child = index;
    while (child > 0) {
      const parent = (child - 1) >> 1;
      if (!this.#swapIfEarlier(child, parent)) {
        return;
      }
      child = parent;
    }
  }

  #sink(index: number): void {
    let parent = index;
    for (;;) {
      const left = 2 * parent + 1;
      const right = left + 1;
      const child = isEarlier(this.#heap[right], this.#heap[left]) ? right : left;
      if (!this.#swapIfEarlier(child, parent)) {
        return;
      }
      parent = child;
    }
  }

  #swapIfEarlier(child: number, parent: number): boolean {
    const lower = this.#heap[child];
    const upper = this.#heap[parent];
    if (lower === undefined || upper === undefined || !isEarlier(lower, upper)) {
      return false;
    }
    this.#heap[child] = upper;
    this.#heap[parent] = lower;
    return true;
  }
}

function isEarlier(a: Entry | undefined, b: Entry | undefined): boolean {
  if (a === undefined || b === undefined) {
    return a !== undefined;
  }
  return a.at === b.at ? a.order < b.order : a.at < b.at;
}
