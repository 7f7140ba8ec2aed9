import type { TreeItem } from 'vscode';
import { classify } from '../../aws/failure';
import { formatTime } from '../../ui/format';
import { needsAttention } from '../../verdict/status';
import type { AccountSession } from '../session/accountSession';
import type { SessionChange } from '../session/sessionChange';
import { failureRows } from '../shared/failureRows';
import type { MessageNode } from '../shared/message';
import type { Row } from '../shared/row';
import type { TreeRows } from '../shared/sessionTree';
import type { Node, PointsOwner } from './nodes';
import { idOf } from './nodes';
import { rowOf } from './renderer';
import { bucketRows, goneRows, pointRows, retry, rootRows, rowsAtOnce } from './rows';
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
}

/** The rows of the Buckets view, as far as they are unfolded. */
export class BucketsRows implements TreeRows<Node> {
  /** Rows of buckets keep their identity, so that a change redraws one row. */
  readonly #bucketNodes = new Map<string, Node>();
  readonly #pointsNodes = new Map<string, Node>();
  #limit = rowsAtOnce;

  readonly idOf = idOf;
  readonly row: (node: Node, session: AccountSession) => Row = rowOf;
  readonly subject = subjectOf;

  children(node: Node | undefined, session: AccountSession): Promise<readonly Shown[]> | readonly Shown[] {
    return node === undefined ? this.#rootRows(session) : this.#childRows(node, session);
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
    this.#limit = rowsAtOnce;
  }

  /** Shows more buckets, and reads the next page where those that are listed do not suffice. */
  async showMore(session: AccountSession): Promise<void> {
    this.#limit += rowsAtOnce;
    if (session.entries.length < this.#limit) await session.listMore();
  }

  /** The row that a bucket's recovery points are beneath. */
  pointsNode(name: string): Node | undefined {
    return this.#pointsNodes.get(name);
  }

  /** The rows that a change is about; `undefined` for all. */
  changedNodes(change: SessionChange): readonly Node[] | undefined {
    return change.kind === 'list' ? undefined : [...change.names].flatMap((name) => this.#bucketNodes.get(name) ?? []);
  }

  summary(session: AccountSession): BucketsSummary {
    const attention = session.entries.filter(
      ({ state }) => state.kind === 'read' && needsAttention(state.assessment.status),
    ).length;
    const { list } = session;
    return {
      attention,
      tooltip: attention === 1 ? '1 bucket needs attention' : `${attention} buckets need attention`,
      ...(list.kind === 'read' && { asOf: formatTime(list.asOf, session.now()) }),
    };
  }

  #rootRows(session: AccountSession): readonly Shown[] {
    return rootRows(session, this.#limit).map((node) => {
      if (node.kind !== 'bucket') return node;
      const kept = this.#bucketNodes.get(node.name) ?? node;
      this.#bucketNodes.set(node.name, kept);
      return kept;
    });
  }

  async #childRows(node: Node, session: AccountSession): Promise<readonly Shown[]> {
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
      case 'why':
        return stepNodes(node.bucket, session);
      case 'reason':
      case 'window':
      case 'point':
      case 'plans':
      case 'step':
      case 'more-buckets':
      case 'more-points':
        return [];
    }
  }

  async #pointRows(owner: PointsOwner, session: AccountSession): Promise<readonly Shown[]> {
    try {
      return pointRows(owner, await session.openPoints(owner.name, owner.region, owner.lastBackupAt));
    } catch (error) {
      const failure = classify(error, 'backup:ListRecoveryPointsByResource');
      return failureRows(`${owner.name}/points`, failure, retry(owner.name));
    }
  }
}
