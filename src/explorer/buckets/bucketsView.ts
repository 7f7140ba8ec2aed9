import { Disposable, window } from 'vscode';
import { classify } from '../../aws/failure';
import { formatTime } from '../../ui/format';
import { needsAttention } from '../../verdict/status';
import type { AccountSession, SessionChange } from '../session/accountSession';
import type { CurrentChange, CurrentSession } from '../session/currentSession';
import type { MessageNode } from '../shared/message';
import { failureRows } from '../shared/message';
import { SessionTree } from '../shared/sessionTree';
import type { Node, PointsOwner } from './nodes';
import { idOf } from './nodes';
import { rowOf } from './renderer';
import { bucketRows, goneRows, pointRows, retry, rootRows, rowsAtOnce } from './rows';
import { bucketTooltip } from './tooltips';

export const bucketsViewId = 's3backup.buckets';

/** A description would not be shown where the container has but one view. */
const title = 'Buckets';

/** The Buckets view: which rows there are, and which of them a change of the session redraws. */
export class BucketsView implements Disposable {
  readonly tree: SessionTree<Node>;
  readonly #current: CurrentSession;
  readonly #subscription: Disposable;
  /** Rows of buckets keep their identity, so that a change redraws one row. */
  readonly #bucketNodes = new Map<string, Node>();
  readonly #pointsNodes = new Map<string, Node>();
  #limit = rowsAtOnce;

  constructor(current: CurrentSession) {
    this.#current = current;
    this.tree = new SessionTree<Node>(current, {
      viewId: bucketsViewId,
      idOf,
      children: (node, session) => (node === undefined ? this.#rootRows(session) : this.#childRows(node, session)),
      row: rowOf,
      tooltip: (node, session) => {
        const entry = node.kind === 'bucket' ? session.entry(node.name) : undefined;
        return entry && bucketTooltip(entry);
      },
      attended: (node, session) => {
        if (node.kind === 'bucket') session.prefer(node.name);
      },
    });
    this.#subscription = current.onDidChange((change) => {
      this.#onChange(change);
    });
  }

  async loadMoreBuckets(): Promise<void> {
    const { session } = this.#current;
    if (session === undefined) return;
    this.#limit += rowsAtOnce;
    if (session.entries.length < this.#limit) await session.listMore();
    this.tree.redraw();
  }

  async loadOlderPoints(name: string): Promise<void> {
    await this.#current.session?.morePoints(name);
    const node = this.#pointsNodes.get(name);
    if (node) this.tree.redraw([node]);
  }

  dispose(): void {
    Disposable.from(this.#subscription, this.tree).dispose();
  }

  #onChange(change: CurrentChange): void {
    const { session } = this.#current;
    switch (change.kind) {
      case 'connection':
        this.#forget();
        this.tree.redraw();
        return;
      case 'opened':
        if (session !== undefined) this.#showProgress(session);
        return;
      case 'list':
      case 'buckets':
        if (session !== undefined) this.#showSummary(session);
        this.#redraw(change);
    }
  }

  #redraw(change: SessionChange): void {
    if (change.kind === 'list') this.tree.redraw();
    else this.tree.redraw([...change.names].flatMap((name) => this.#bucketNodes.get(name) ?? []));
  }

  /** The bar at the top of the view, for as long as rows fill in. */
  #showProgress(session: AccountSession): void {
    void window.withProgress({ location: { viewId: bucketsViewId } }, () => session.whenFilled());
  }

  /** How many buckets wait for somebody, and when that was seen. */
  #showSummary(session: AccountSession): void {
    const { view } = this.tree;
    const count = session.entries.filter(
      ({ state }) => state.kind === 'read' && needsAttention(state.assessment.status),
    ).length;
    const tooltip = count === 1 ? '1 bucket needs attention' : `${count} buckets need attention`;
    view.badge = count === 0 ? undefined : { value: count, tooltip };
    const { list } = session;
    view.title = list.kind === 'read' ? `${title} · as of ${formatTime(list.asOf, session.now())}` : title;
  }

  #forget(): void {
    this.#bucketNodes.clear();
    this.#pointsNodes.clear();
    this.#limit = rowsAtOnce;
    this.tree.view.badge = undefined;
    this.tree.view.title = title;
  }

  #rootRows(session: AccountSession): readonly (Node | MessageNode)[] {
    return rootRows(session, this.#limit).map((node) => {
      if (node.kind !== 'bucket') return node;
      const kept = this.#bucketNodes.get(node.name) ?? node;
      this.#bucketNodes.set(node.name, kept);
      return kept;
    });
  }

  async #childRows(node: Node, session: AccountSession): Promise<readonly (Node | MessageNode)[]> {
    switch (node.kind) {
      case 'bucket': {
        const entry = session.entry(node.name);
        return entry === undefined ? [] : bucketRows(node.name, entry.state);
      }
      case 'gone':
        return goneRows(session);
      case 'points':
      case 'gone-bucket':
        this.#pointsNodes.set(node.owner.name, node);
        return this.#pointRows(node.owner, session);
      case 'reason':
      case 'window':
      case 'point':
      case 'plans':
      case 'more-buckets':
      case 'more-points':
        return [];
    }
  }

  async #pointRows(owner: PointsOwner, session: AccountSession): Promise<readonly (Node | MessageNode)[]> {
    try {
      return pointRows(owner, await session.openPoints(owner.name, owner.region, owner.lastBackupAt));
    } catch (error) {
      const failure = classify(error, 'backup:ListRecoveryPointsByResource');
      return failureRows(`${owner.name}/points`, failure, retry(owner.name));
    }
  }
}
