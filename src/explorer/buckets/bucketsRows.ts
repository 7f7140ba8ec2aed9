import * as l10n from '@vscode/l10n';
import type { Disposable, TreeItem } from 'vscode';
import { window } from 'vscode';
import { classify } from '../../aws/failure';
import { formatTime } from '../../ui/format';
import type { AccountSession } from '../session/accountSession';
import type { SessionChange } from '../session/sessionChange';
import type { FolderOfObjects, ObjectNode } from '../objects/nodes';
import { objectsId } from '../objects/nodes';
import { objectRows, readMore } from '../objects/rows';
import { failureRows } from '../shared/failureRows';
import type { MessageNode } from '../shared/message';
import type { Row } from '../shared/row';
import type { TreeRows } from '../shared/sessionTree';
import { bucketDecorations } from './decorations';
import { filtered, filterMessage, isFilter } from './filter';
import type { Arrangement, Layout } from './layout';
import { layOut } from './layout';
import { leftOutRow } from './leftOutRow';
import type { BucketNode, Node, PointsOwner } from './nodes';
import { idOf } from './nodes';
import { inRanges } from './ranges';
import { rowOf } from './renderer';
import { bucketRows, goneRows, listFailureRows, noticeRows, pointRows, retry } from './rows';
import { subjectOf } from './subjects';
import { bucketTooltip } from './tooltips';
import { stepNodes } from './whyRows';

type Shown = Node | MessageNode;

/** What the head of the view says. */
export interface BucketsSummary {
  /** How many buckets wait for somebody. */
  readonly attention: number;
  readonly tooltip: string;
  /** When the list was read, if it was. */
  readonly asOf?: string;
  /** Which filter holds, if one does. */
  readonly filter?: string;
}

/** The rows of the Buckets view, as far as they are unfolded. */
export class BucketsRows implements TreeRows<Node>, Disposable {
  readonly #arrangement: () => Arrangement;
  readonly #decorations = window.registerFileDecorationProvider(bucketDecorations);
  /** Rows of buckets keep their identity, so that a change redraws one row. */
  readonly #bucketNodes = new Map<string, BucketNode>();
  readonly #pointsNodes = new Map<string, Node>();
  /** Rows of folders and keys that were unfolded, by their ids. */
  readonly #objectsNodes = new Map<string, FolderOfObjects | ObjectNode>();
  /** As it was drawn last. */
  #layout: Layout | undefined;
  /** As it is being drawn, and of which session. */
  #drawing: { readonly session: AccountSession; readonly layout: Promise<Layout> } | undefined;

  readonly idOf = idOf;
  readonly row: (node: Node, session: AccountSession) => Row = rowOf;
  readonly subject = subjectOf;

  /** @param arrangement How the buckets are to be shown now. */
  constructor(arrangement: () => Arrangement) {
    this.#arrangement = arrangement;
  }

  children(node: Node | undefined, session: AccountSession): Promise<readonly Shown[]> {
    return node === undefined ? this.#rootRows(session) : this.#childRows(node, session);
  }

  /** The row above; known of buckets and of the rows that hold them. */
  async parent(node: Node): Promise<Node | undefined> {
    return (await this.#drawing?.layout)?.parentOf(node);
  }

  tooltip(node: Node, session: AccountSession): TreeItem['tooltip'] | undefined {
    const entry = node.kind === 'bucket' ? session.entry(node.name) : undefined;
    return entry && bucketTooltip(entry);
  }

  attended(node: Node, session: AccountSession): void {
    if (node.kind === 'bucket') session.attend(node.name);
  }

  /** Another connection has other rows. */
  forget(): void {
    this.#bucketNodes.clear();
    this.#pointsNodes.clear();
    this.#objectsNodes.clear();
    this.#layout = undefined;
    this.#drawing = undefined;
  }

  /** The row that a bucket's recovery points are beneath. */
  pointsNode(name: string): Node | undefined {
    return this.#pointsNodes.get(name);
  }

  /** Reads the next page of a folder or a key that was unfolded. @returns its row; what failed is a row beneath it. */
  async loadMoreObjects(id: string, session: AccountSession): Promise<Node | undefined> {
    const node = this.#objectsNodes.get(id);
    if (node !== undefined) await readMore(node, session);
    return node;
  }

  bucketNode(name: string): BucketNode {
    const known = this.#bucketNodes.get(name);
    if (known !== undefined) return known;
    const node: BucketNode = { kind: 'bucket', name };
    this.#bucketNodes.set(name, node);
    return node;
  }

  /** Whether a bucket passes the filter. */
  shows(name: string, session: AccountSession): boolean {
    const entry = session.entry(name);
    return entry !== undefined && filtered([entry], this.#arrangement().filter).length > 0;
  }

  /** The rows that a change is about; `undefined` for all. */
  changedNodes(change: SessionChange): readonly Node[] | undefined {
    return change.kind === 'list' ? undefined : [...change.names].flatMap((name) => this.#bucketNodes.get(name) ?? []);
  }

  /** Whether a change of a bucket can change which rows there are, or what is counted. */
  get followsBuckets(): boolean {
    const { grouping, filter } = this.#arrangement();
    const hasFolders = this.#layout?.rows.some(({ kind }) => kind === 'folder') === true;
    return grouping.by !== 'none' || filter.statuses.size > 0 || hasFolders;
  }

  summary(session: AccountSession): BucketsSummary {
    const { attention, list } = session;
    const { filter } = this.#arrangement();
    return {
      attention,
      tooltip: attention === 1 ? l10n.t('1 bucket needs attention') : l10n.t('{0} buckets need attention', attention),
      ...(list.kind === 'read' && { asOf: formatTime(list.asOf, session.now()) }),
      ...(isFilter(filter) && { filter: filterMessage(filter, session.entries) }),
    };
  }

  dispose(): void {
    this.#decorations.dispose();
  }

  async #rootRows(session: AccountSession): Promise<readonly Shown[]> {
    const arrangement = this.#arrangement();
    const drawing = { session, layout: layOut(session.entries, arrangement, (name) => this.bucketNode(name)) };
    this.#drawing = drawing;
    const layout = await drawing.layout;
    // The connection was changed meanwhile, and the new rows are under way.
    if (!this.#draws(session)) return [];
    if (this.#drawing === drawing) this.#layout = layout;
    const shows = { isFiltered: isFilter(arrangement.filter), shown: layout.shown };
    return [...listFailureRows(session), ...layout.rows, ...noticeRows(session, shows)];
  }

  #draws(session: AccountSession): boolean {
    return this.#drawing?.session === session;
  }

  async #childRows(node: Node, session: AccountSession): Promise<readonly Shown[]> {
    switch (node.kind) {
      case 'folder':
      case 'range':
        return node.rows;
      case 'bucket': {
        const entry = session.entry(node.name);
        if (entry === undefined) return [];
        const rows = bucketRows(node.name, entry.state, session.now(), session.works.of(node.name));
        return entry.state.kind === 'read' ? [...rows, leftOutRow(node.name, session)] : rows;
      }
      case 'gone':
        return goneRows(session);
      case 'points':
      case 'gone-bucket':
        this.#pointsNodes.set(node.owner.name, node);
        return this.#pointRows(node.owner, session);
      case 'why':
        return stepNodes(node.bucket, session);
      case 'objects':
      case 'object':
        return this.#objectRows(node, session);
      default:
        return [];
    }
  }

  async #objectRows(node: FolderOfObjects | ObjectNode, session: AccountSession): Promise<readonly Shown[]> {
    this.#objectsNodes.set(objectsId(node), node);
    const rows = await objectRows(node, session);
    const nodes = rows.filter((row) => row.kind !== 'message');
    const messages = rows.filter((row) => row.kind === 'message');
    return [...inRanges<Node>(nodes, objectsId(node), (row) => rowOf(row, session).label), ...messages];
  }

  async #pointRows(owner: PointsOwner, session: AccountSession): Promise<readonly Shown[]> {
    try {
      const points = await session.openPoints(owner.name, owner.region, owner.lastBackupAt);
      return pointRows(owner, points, session.now());
    } catch (error) {
      const failure = classify(error, 'backup:ListRecoveryPointsByResource');
      return failureRows(`${owner.name}/points`, failure, retry(owner.name));
    }
  }
}
