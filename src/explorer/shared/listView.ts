import { commands, Disposable } from 'vscode';
import type { CurrentSession } from '../session/currentSession';
import type { ListContents, ListRow } from './listRow';
import type { ListTree } from './listTree';
import { isMessage, SessionTree } from './sessionTree';

export interface ListOptions {
  readonly viewId: string;
  /** The view's title; with the time of its oldest answer where there are some. Behind a description the title is lost. */
  readonly title: (asOf?: string) => string;
  /** What the view shows; loaded when it is first seen. */
  readonly load: () => Promise<ListContents>;
  /** Whether rows tell of buckets, which fill in. */
  readonly followsBuckets?: boolean;
}

/** Rows that tell of buckets are drawn again at most this often while those fill in. */
const redrawEvery = 1_000;

/** What moves is looked at again after this long, and then ever more rarely. */
const firstLook = 10_000;
const rarestLook = 120_000;

/** A view whose rows are plain data. They, and how they are drawn, are loaded when the view is seen. */
export class ListView implements Disposable {
  readonly tree: SessionTree<ListRow>;
  readonly #viewId: string;
  readonly #current: CurrentSession;
  readonly #title: ListOptions['title'];
  readonly #subscription: Disposable;
  #rows: ListTree | undefined;
  #timer: NodeJS.Timeout | undefined;
  #nextLook: NodeJS.Timeout | undefined;
  #lookAfter = firstLook;
  #isMoving = false;

  constructor(current: CurrentSession, { viewId, title, load, followsBuckets = false }: ListOptions) {
    this.#viewId = viewId;
    this.#current = current;
    this.#title = title;
    this.tree = new SessionTree<ListRow>(current, viewId, async () => {
      const [{ ListTree: Tree }, contents] = await Promise.all([import('./listTree'), load()]);
      return (this.#rows ??= new Tree(contents, ({ isMoving, asOf }) => {
        this.tree.view.title = title(asOf);
        this.#lookAgain(isMoving);
      }));
    });
    this.#subscription = Disposable.from(
      current.onDidChange(({ kind }) => {
        if (kind === 'connection') this.#begin();
        else if (kind === 'buckets' && followsBuckets) this.#redrawSoon();
      }),
      this.tree.view.onDidChangeVisibility(({ visible }) => {
        if (visible && this.#isMoving) void this.#look();
      }),
    );
  }

  /** Reads what the view shows anew, and nothing else. */
  refresh(): Promise<void> {
    const { session } = this.#current;
    if (session !== undefined) this.#rows?.forget(session);
    this.#lookAfter = firstLook;
    this.tree.redraw();
    return Promise.resolve();
  }

  /** Selects the first of the rows at the top that is meant; without one, only shows the view. */
  async reveal(isMeant: (row: ListRow) => boolean): Promise<void> {
    await commands.executeCommand(`${this.#viewId}.focus`);
    const row = (await this.tree.getChildren()).find((one): one is ListRow => !isMessage(one) && isMeant(one));
    if (row !== undefined) await this.tree.view.reveal(row, { select: true, focus: true, expand: true });
  }

  dispose(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#nextLook);
    Disposable.from(this.#subscription, this.tree).dispose();
  }

  /** Another connection: nothing of the old one is awaited. */
  #begin(): void {
    this.#lookAgain(false);
    this.tree.view.title = this.#title();
    this.tree.redraw();
  }

  #lookAgain(isMoving: boolean): void {
    clearTimeout(this.#nextLook);
    this.#isMoving = isMoving;
    if (!isMoving) {
      this.#lookAfter = firstLook;
      return;
    }
    this.#nextLook = setTimeout(() => void this.#look(), this.#lookAfter);
    this.#lookAfter = Math.min(rarestLook, this.#lookAfter * 1.5);
  }

  /** A view that nobody sees does not look. What fails is a fact of its rows, or the end of the session. */
  async #look(): Promise<void> {
    const { session } = this.#current;
    if (session === undefined || !this.tree.view.visible) return;
    try {
      await this.#rows?.renew(session);
      this.tree.redraw();
    } catch (error) {
      if (session === this.#current.session) this.#current.log(String(error));
    }
  }

  #redrawSoon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      if (this.tree.view.visible) this.tree.redraw();
    }, redrawEvery);
  }
}
