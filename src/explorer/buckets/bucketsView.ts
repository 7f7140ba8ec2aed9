import { Disposable, window } from 'vscode';
import type { AccountSession } from '../session/accountSession';
import type { CurrentChange, CurrentSession } from '../session/currentSession';
import { SessionTree } from '../shared/sessionTree';
import type { BucketsRows } from './bucketsRows';
import type { Node } from './nodes';

export const bucketsViewId = 's3backup.buckets';

/** A description would not be shown where the container has but one view. */
const title = 'Buckets';

/** The Buckets view: its tree, and which of its rows a change of the session redraws. */
export class BucketsView implements Disposable {
  readonly tree: SessionTree<Node>;
  readonly #current: CurrentSession;
  readonly #subscription: Disposable;
  /** None until the first rows are asked for. */
  #rows: BucketsRows | undefined;

  constructor(current: CurrentSession) {
    this.#current = current;
    this.tree = new SessionTree<Node>(current, bucketsViewId, () => this.#loadRows());
    this.#subscription = current.onDidChange((change) => {
      this.#onChange(change);
    });
  }

  async loadMoreBuckets(): Promise<void> {
    const { session } = this.#current;
    if (session === undefined) return;
    await this.#rows?.showMore(session);
    this.tree.redraw();
  }

  async loadOlderPoints(name: string): Promise<void> {
    await this.#current.session?.morePoints(name);
    const node = this.#rows?.pointsNode(name);
    if (node) this.tree.redraw([node]);
  }

  dispose(): void {
    Disposable.from(this.#subscription, this.tree).dispose();
  }

  async #loadRows(): Promise<BucketsRows> {
    if (this.#rows === undefined) {
      const { BucketsRows: Rows } = await import('./bucketsRows');
      this.#rows ??= new Rows();
    }
    return this.#rows;
  }

  #onChange(change: CurrentChange): void {
    const { session } = this.#current;
    switch (change.kind) {
      case 'connection':
        this.#rows?.forget();
        this.#showSummary(undefined);
        this.tree.redraw();
        return;
      case 'opened':
        if (session !== undefined) this.#showProgress(session);
        return;
      case 'list':
      case 'buckets':
        this.#showSummary(session);
        this.tree.redraw(this.#rows?.changedNodes(change));
    }
  }

  /** The bar at the top of the view, for as long as rows fill in. */
  #showProgress(session: AccountSession): void {
    void window.withProgress({ location: { viewId: bucketsViewId } }, () => session.whenFilled());
  }

  #showSummary(session: AccountSession | undefined): void {
    const { view } = this.tree;
    const summary = session && this.#rows?.summary(session);
    const attention = summary?.attention ?? 0;
    view.badge = summary === undefined || attention === 0 ? undefined : { value: attention, tooltip: summary.tooltip };
    view.title = summary?.asOf === undefined ? title : `${title} · as of ${summary.asOf}`;
  }
}
