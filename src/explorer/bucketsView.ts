import type { Event, TreeDataProvider, TreeItem, TreeView } from 'vscode';
import { Disposable, EventEmitter, window } from 'vscode';
import type { Connection, InProcessAccount } from '../aws/connection';
import { classify } from '../aws/failure';
import { formatTime } from '../ui/format';
import { needsAttention } from '../verdict/status';
import type { AccountSession, SessionChange } from './accountSession';
import type { Node, PointsOwner } from './nodes';
import { render, renderMessage, resolveTooltip } from './renderer';
import { bucketRows, failureRows, goneRows, pointRows, retry, rootRows, rowsAtOnce, tryAgain } from './rows';

export const bucketsViewId = 's3backup.buckets';

/** A description would not be shown where the container has but one view. */
const title = 'Buckets';

/** What the view needs of its surroundings. */
export interface BucketsViewHost {
  log(message: string): void;
  /** Makes the sample account; called only when it is chosen. */
  sampleAccount(): Promise<InProcessAccount>;
}

/** The Buckets tree: a cache of rows over one session, and the events that tell VS Code which rows changed. */
export class BucketsView implements TreeDataProvider<Node>, Disposable {
  readonly #host: BucketsViewHost;
  readonly #view: TreeView<Node>;
  readonly #changed = new EventEmitter<Node | Node[] | undefined>();
  readonly #sessionChanged = new EventEmitter<AccountSession | undefined>();
  /** Rows of buckets keep their identity, so that a change redraws one row. */
  readonly #bucketNodes = new Map<string, Node>();
  readonly #pointsNodes = new Map<string, Node>();
  #connection: Connection | undefined;
  /** Said instead of buckets: why the connection is not used. */
  #obstacle: Node | undefined;
  #opening: Promise<AccountSession | undefined> | undefined;
  /** Counts the connections, so that one that opens slowly does not take the place of a later one. */
  #generation = 0;
  #session: AccountSession | undefined;
  #limit = rowsAtOnce;

  constructor(host: BucketsViewHost) {
    this.#host = host;
    this.#view = window.createTreeView<Node>(bucketsViewId, { treeDataProvider: this, showCollapseAll: true });
    this.#view.onDidExpandElement(({ element }) => {
      this.#prefer(element);
    });
    this.#view.onDidChangeSelection(({ selection }) => {
      for (const node of selection) this.#prefer(node);
    });
  }

  get onDidChangeTreeData(): Event<Node | Node[] | undefined> {
    return this.#changed.event;
  }

  /** Tells who asks of every session that begins, ends or learns something of the list. */
  get onDidChangeSession(): Event<AccountSession | undefined> {
    return this.#sessionChanged.event;
  }

  get session(): AccountSession | undefined {
    return this.#session;
  }

  /** Shows another connection, or none, or why there is none. All that is known of the old one is dropped. */
  connect(connection: Connection | undefined, obstacle?: Node): void {
    this.#drop();
    this.#connection = connection;
    this.#obstacle = obstacle;
    this.#changed.fire(undefined);
    this.#sessionChanged.fire(undefined);
  }

  /** Reads everything anew. */
  refresh(): void {
    this.connect(this.#connection, this.#obstacle);
  }

  async refreshBucket(name: string): Promise<void> {
    await this.#session?.refresh(name);
  }

  async loadMoreBuckets(): Promise<void> {
    const session = this.#session;
    if (session === undefined) return;
    this.#limit += rowsAtOnce;
    if (session.entries.length < this.#limit) await session.listMore();
    this.#changed.fire(undefined);
  }

  async loadOlderPoints(name: string): Promise<void> {
    await this.#session?.morePoints(name);
    const node = this.#pointsNodes.get(name);
    if (node) this.#changed.fire(node);
  }

  getTreeItem(node: Node): TreeItem {
    if (node.kind === 'message') return renderMessage(node);
    if (this.#session === undefined) throw new Error('This row is of a connection that is gone.');
    return render(node, this.#session);
  }

  resolveTreeItem(item: TreeItem, node: Node): TreeItem {
    this.#prefer(node);
    if (this.#session !== undefined) item.tooltip = resolveTooltip(node, this.#session) ?? item.tooltip;
    return item;
  }

  async getChildren(node?: Node): Promise<Node[]> {
    if (this.#obstacle !== undefined) return node === undefined ? [this.#obstacle] : [];
    let session: AccountSession | undefined;
    try {
      session = await this.#open();
    } catch (error) {
      this.#host.log(error instanceof Error ? (error.stack ?? error.message) : String(error));
      this.#opening = undefined;
      return [...failureRows('open', classify(error, 's3:ListAllMyBuckets'), tryAgain)];
    }
    if (session === undefined) return [];
    return [...(node === undefined ? this.#rootRows(session) : await this.#childRows(node, session))];
  }

  dispose(): void {
    this.#drop();
    Disposable.from(this.#view, this.#changed, this.#sessionChanged).dispose();
  }

  #open(): Promise<AccountSession | undefined> {
    this.#opening ??= this.#openSession();
    return this.#opening;
  }

  /** The SDK is loaded here, when first rows are asked for, and not before. */
  async #openSession(): Promise<AccountSession | undefined> {
    const connection = this.#connection;
    const generation = this.#generation;
    if (connection === undefined) return undefined;
    const [{ AccountSession: Session }, sample] = await Promise.all([
      import('./accountSession'),
      connection.kind === 'sample' ? this.#host.sampleAccount() : undefined,
    ]);
    if (generation !== this.#generation) return this.#open();
    const session: AccountSession = new Session(connection, sample, {
      changed: (change) => {
        if (session === this.#session) this.#onChange(change);
      },
      log: (message) => {
        this.#host.log(message);
      },
    });
    this.#session = session;
    await session.open();
    if (generation !== this.#generation) return this.#open();
    this.#sessionChanged.fire(session);
    this.#showProgress(session);
    return session;
  }

  /** The bar at the top of the view, for as long as rows fill in. */
  #showProgress(session: AccountSession): void {
    void window.withProgress({ location: { viewId: bucketsViewId } }, () => session.whenFilled());
  }

  /** How many buckets wait for somebody, and when that was seen. */
  #showSummary(session: AccountSession): void {
    const count = session.entries.filter(
      ({ state }) => state.kind === 'read' && needsAttention(state.assessment.status),
    ).length;
    const tooltip = count === 1 ? '1 bucket needs attention' : `${count} buckets need attention`;
    this.#view.badge = count === 0 ? undefined : { value: count, tooltip };
    const { list } = session;
    this.#view.title = list.kind === 'read' ? `${title} · as of ${formatTime(list.asOf, session.now())}` : title;
  }

  #drop(): void {
    this.#session?.dispose();
    this.#session = undefined;
    this.#opening = undefined;
    this.#generation += 1;
    this.#bucketNodes.clear();
    this.#pointsNodes.clear();
    this.#limit = rowsAtOnce;
    this.#view.badge = undefined;
    this.#view.title = title;
  }

  #onChange(change: SessionChange): void {
    if (this.#session !== undefined) this.#showSummary(this.#session);
    if (change.kind === 'list') {
      this.#changed.fire(undefined);
      this.#sessionChanged.fire(this.#session);
      return;
    }
    const nodes = [...change.names].flatMap((name) => this.#bucketNodes.get(name) ?? []);
    if (nodes.length > 0) this.#changed.fire(nodes);
  }

  #rootRows(session: AccountSession): readonly Node[] {
    return rootRows(session, this.#limit).map((node) => {
      if (node.kind !== 'bucket') return node;
      const kept = this.#bucketNodes.get(node.name) ?? node;
      this.#bucketNodes.set(node.name, kept);
      return kept;
    });
  }

  async #childRows(node: Node, session: AccountSession): Promise<readonly Node[]> {
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
      case 'message':
        return [];
    }
  }

  async #pointRows(owner: PointsOwner, session: AccountSession): Promise<readonly Node[]> {
    try {
      return pointRows(owner, await session.openPoints(owner.name, owner.region, owner.lastBackupAt));
    } catch (error) {
      const failure = classify(error, 'backup:ListRecoveryPointsByResource');
      return failureRows(`${owner.name}/points`, failure, retry(owner.name));
    }
  }

  #prefer(node: Node): void {
    if (node.kind === 'bucket') this.#session?.prefer(node.name);
  }
}
