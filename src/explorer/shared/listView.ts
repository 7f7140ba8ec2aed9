import { Disposable } from 'vscode';
import type { CurrentSession } from '../session/currentSession';
import type { ListContents, ListRow } from './listRow';
import type { ListTree } from './listTree';
import { SessionTree } from './sessionTree';

export interface ListOptions {
  readonly viewId: string;
  /** What the view shows; loaded when it is first seen. */
  readonly load: () => Promise<ListContents>;
  /** Whether rows tell of buckets, which fill in. */
  readonly followsBuckets?: boolean;
}

/** Rows that tell of buckets are drawn again at most this often while those fill in. */
const redrawEvery = 1_000;

/** A view whose rows are plain data. They, and how they are drawn, are loaded when the view is seen. */
export class ListView implements Disposable {
  readonly tree: SessionTree<ListRow>;
  readonly #current: CurrentSession;
  readonly #subscription: Disposable;
  #rows: ListTree | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(current: CurrentSession, { viewId, load, followsBuckets = false }: ListOptions) {
    this.#current = current;
    this.tree = new SessionTree<ListRow>(current, viewId, async () => {
      const [{ ListTree: Tree }, contents] = await Promise.all([import('./listTree'), load()]);
      return (this.#rows ??= new Tree(contents));
    });
    this.#subscription = current.onDidChange(({ kind }) => {
      if (kind === 'connection') this.tree.redraw();
      else if (kind === 'buckets' && followsBuckets) this.#redrawSoon();
    });
  }

  /** Reads what the view shows anew, and nothing else. */
  refresh(): Promise<void> {
    const { session } = this.#current;
    if (session !== undefined) this.#rows?.forget(session);
    this.tree.redraw();
    return Promise.resolve();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    Disposable.from(this.#subscription, this.tree).dispose();
  }

  #redrawSoon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      if (this.tree.view.visible) this.tree.redraw();
    }, redrawEvery);
  }
}
