/** What has changed: the list as a whole, or single buckets. */
export type SessionChange =
  { readonly kind: 'list' } | { readonly kind: 'buckets'; readonly names: ReadonlySet<string> };

export interface SessionListener {
  changed(change: SessionChange): void;
  log(message: string): void;
}

/** Rows change by the hundred while they fill in; a view is told of several at once. In milliseconds. */
const tellEvery = 60;

/** Tells of changes, those of single buckets in bunches. */
export class Changes {
  readonly #listener: SessionListener;
  readonly #names = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #isOver = false;

  constructor(listener: SessionListener) {
    this.#listener = listener;
  }

  list(): void {
    if (!this.#isOver) this.#listener.changed({ kind: 'list' });
  }

  bucket(name: string): void {
    this.#names.add(name);
    if (this.#isOver) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      const names = new Set(this.#names);
      this.#names.clear();
      this.#listener.changed({ kind: 'buckets', names });
    }, tellEvery);
  }

  /** Nothing is told any more. */
  end(): void {
    this.#isOver = true;
    clearTimeout(this.#timer);
  }
}
