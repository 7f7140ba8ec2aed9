import * as l10n from '@vscode/l10n';
import { commands, Disposable, window, workspace } from 'vscode';
import type { AccountSession } from '../session/accountSession';
import type { CurrentChange, CurrentSession } from '../session/currentSession';
import { SessionTree } from '../shared/sessionTree';
import type { BucketsRows } from './bucketsRows';
import type { BucketFilter } from './filter';
import type { Grouping } from './grouping';
import { groupingSettings, readGrouping } from './groupingSettings';
import type { Node } from './nodes';

export const bucketsViewId = 's3backup.buckets';

/** Groups and their counts are drawn again at most this often while buckets fill in. In milliseconds. */
const regroupEvery = 1_000;

const noFilter: BucketFilter = { text: '', statuses: new Set() };

/** The Buckets view: its tree, how the buckets are arranged in it, and which of its rows a change redraws. */
export class BucketsView implements Disposable {
  readonly tree: SessionTree<Node>;
  readonly #current: CurrentSession;
  readonly #subscription: Disposable;
  /** None until the first rows are asked for. */
  #rows: BucketsRows | undefined;
  #filter = noFilter;
  #regroup: NodeJS.Timeout | undefined;

  constructor(current: CurrentSession) {
    this.#current = current;
    this.tree = new SessionTree<Node>(current, bucketsViewId, () => this.#loadRows(), { manySelect: true });
    this.#subscription = Disposable.from(
      current.onDidChange((change) => {
        this.#onChange(change);
      }),
      workspace.onDidChangeConfiguration((change) => {
        if (groupingSettings.some((setting) => change.affectsConfiguration(setting))) this.#rearrange();
      }),
    );
  }

  get grouping(): Grouping {
    return readGrouping();
  }

  get filter(): BucketFilter {
    return this.#filter;
  }

  /** Shows the buckets that pass; without a filter, all. */
  setFilter(filter: BucketFilter = noFilter): void {
    this.#filter = filter;
    const isFiltered = filter.text !== '' || filter.statuses.size > 0;
    void commands.executeCommand('setContext', 's3backup.buckets.isFiltered', isFiltered);
    this.#rearrange();
  }

  /** Selects a bucket's row, wherever it is, and reads it first. A filter that hides it is dropped. */
  async reveal(name: string): Promise<void> {
    const { session } = this.#current;
    const rows = await this.#loadRows();
    if (session === undefined) return;
    session.attend(name);
    const node = rows.bucketNode(name);
    if (!rows.shows(name, session)) this.setFilter();
    await this.tree.view.reveal(node, { select: true, focus: true, expand: true });
  }

  /** Reads the list, the Regions and the first buckets anew, and keeps the rows until then. */
  async refresh(): Promise<void> {
    const { session } = this.#current;
    if (session?.list.kind !== 'read') {
      this.#current.refresh();
      return;
    }
    await window.withProgress({ location: { viewId: bucketsViewId } }, () => session.renew());
  }

  async loadMoreBuckets(): Promise<void> {
    await this.#current.session?.listMore();
  }

  async loadOlderPoints(name: string): Promise<void> {
    await this.#current.session?.morePoints(name);
    const node = this.#rows?.pointsNode(name);
    if (node) this.tree.redraw([node]);
  }

  /** Reads the next page of a folder or a key, or the first once more, and draws what is beneath its row. */
  async loadMoreObjects(id: string): Promise<void> {
    const { session } = this.#current;
    const node = session && (await this.#rows?.loadMoreObjects(id, session));
    if (node) this.tree.redraw([node]);
  }

  dispose(): void {
    clearTimeout(this.#regroup);
    this.#rows?.dispose();
    Disposable.from(this.#subscription, this.tree).dispose();
  }

  async #loadRows(): Promise<BucketsRows> {
    if (this.#rows === undefined) {
      const { BucketsRows: Rows } = await import('./bucketsRows');
      this.#rows ??= new Rows(() => ({ grouping: this.grouping, filter: this.#filter }));
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
        if (change.kind === 'buckets' && this.#rows?.followsBuckets === true) this.#regroupSoon();
    }
  }

  #rearrange(): void {
    this.tree.redraw();
    this.#showSummary(this.#current.session);
  }

  #regroupSoon(): void {
    this.#regroup ??= setTimeout(() => {
      this.#regroup = undefined;
      this.#rearrange();
    }, regroupEvery);
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
    view.title = summary?.asOf === undefined ? l10n.t('Buckets') : l10n.t('Buckets · as of {0}', summary.asOf);
    const message = summary?.filter ?? '';
    if (view.message !== message) view.message = message;
  }
}
