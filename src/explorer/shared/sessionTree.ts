import type { Event, TreeDataProvider, TreeView } from 'vscode';
import { Disposable, EventEmitter, TreeItem, window } from 'vscode';
import type { AccountSession } from '../session/accountSession';
import type { CurrentSession } from '../session/currentSession';
import type { MessageNode } from './message';
import { tryAgain } from './message';
import type { Row } from './row';
import { messageRow, toTreeItem } from './row';
import type { RowSubject } from './rowSubject';
import { markersOf } from './rowSubject';

/** The rows of one view: plain data, and how they are drawn. */
export interface TreeRows<N extends { readonly kind: string }> {
  /** Unique in the view and stable, so that a row keeps its selection and its unfolding while its text changes. */
  idOf(node: N): string;
  /**
   * The rows at the top, or beneath a row.
   * @throws anything: it becomes rows that say so, and the others stay.
   */
  children(
    node: N | undefined,
    session: AccountSession,
  ): Promise<readonly (N | MessageNode)[]> | readonly (N | MessageNode)[];
  row(node: N, session: AccountSession): Row;
  /** The row above, where rows are to be revealed. */
  parent?(node: N): Promise<N | undefined>;
  /** What the row stands for, where it can be copied, opened elsewhere or read anew by itself. */
  subject?(node: N, session: AccountSession): RowSubject | undefined;
  /** What is worth making only for the row under the pointer. */
  tooltip?(node: N, session: AccountSession): TreeItem['tooltip'] | undefined;
  /** A person looks at a row: it is hovered, selected or unfolded. */
  attended?(node: N, session: AccountSession): void;
}

export function isMessage(node: { readonly kind: string }): node is MessageNode {
  return node.kind === 'message';
}

/** What went wrong, as rows. Their words are loaded when they are needed. */
async function troubleRows(id: string, error: unknown): Promise<readonly MessageNode[]> {
  const [{ failureRows }, { classify }] = await Promise.all([import('./failureRows'), import('../../aws/failure')]);
  return failureRows(id, classify(error, 's3:ListAllMyBuckets'), tryAgain());
}

/** A view over the current session: what all views do alike. What its rows are is loaded with the first of them. */
export class SessionTree<N extends { readonly kind: string }> implements TreeDataProvider<N | MessageNode>, Disposable {
  readonly view: TreeView<N | MessageNode>;
  readonly #current: CurrentSession;
  readonly #load: () => Promise<TreeRows<N>>;
  #rows: TreeRows<N> | undefined;
  /** All rows that the editor has from this view: a command is handed one of them. */
  readonly #given = new WeakSet<object>();
  readonly #changed = new EventEmitter<N | MessageNode | (N | MessageNode)[] | undefined>();

  constructor(
    current: CurrentSession,
    viewId: string,
    load: () => Promise<TreeRows<N>>,
    options: { readonly manySelect?: boolean } = {},
  ) {
    this.#current = current;
    this.#load = load;
    this.view = window.createTreeView<N | MessageNode>(viewId, {
      treeDataProvider: this,
      showCollapseAll: true,
      canSelectMany: options.manySelect === true,
    });
    this.view.onDidExpandElement(({ element }) => {
      this.#attend(element);
    });
    this.view.onDidChangeSelection(({ selection }) => {
      for (const node of selection) this.#attend(node);
    });
  }

  get onDidChangeTreeData(): Event<N | MessageNode | (N | MessageNode)[] | undefined> {
    return this.#changed.event;
  }

  /** Draws some rows again with what is beneath them, or all. */
  redraw(nodes?: readonly N[]): void {
    if (nodes === undefined) this.#changed.fire(undefined);
    else if (nodes.length > 0) this.#changed.fire([...nodes]);
  }

  getTreeItem(node: N | MessageNode): TreeItem {
    if (isMessage(node)) return toTreeItem(`message/${node.id}`, node.kind, messageRow(node));
    const { session } = this.#current;
    const rows = this.#rows;
    // VS Code asks for a row of the old connection that it was told of just before: an error would end all redrawing.
    if (session === undefined || rows === undefined) return new TreeItem('');
    const row = rows.row(node, session);
    const subject = rows.subject?.(node, session);
    const contextValue = `${row.contextValue ?? node.kind}${subject === undefined ? '' : markersOf(subject)}`;
    return toTreeItem(rows.idOf(node), node.kind, { ...row, contextValue });
  }

  getParent(node: N | MessageNode): Promise<N | undefined> | undefined {
    return isMessage(node) ? undefined : this.#rows?.parent?.(node);
  }

  resolveTreeItem(item: TreeItem, node: N | MessageNode): TreeItem {
    const { session } = this.#current;
    if (isMessage(node) || session === undefined) return item;
    this.#attend(node);
    item.tooltip = this.#rows?.tooltip?.(node, session) ?? item.tooltip;
    return item;
  }

  async getChildren(node?: N | MessageNode): Promise<(N | MessageNode)[]> {
    if (node !== undefined && isMessage(node)) return [];
    const { obstacle } = this.#current;
    if (obstacle !== undefined) return node === undefined ? [obstacle] : [];
    try {
      const [session, rows] = await Promise.all([this.#current.open(), this.#load()]);
      this.#rows = rows;
      if (session === undefined) return [];
      const children = await rows.children(node, session);
      for (const child of children) this.#given.add(child);
      return [...children];
    } catch (error) {
      this.#current.log(error instanceof Error ? (error.stack ?? error.message) : String(error));
      const id = (node && this.#rows?.idOf(node)) ?? 'open';
      return [...(await troubleRows(id, error))];
    }
  }

  /** What the row of a command stands for, if it is one of this view. */
  subjectOf(argument: unknown): RowSubject | undefined {
    const { session } = this.#current;
    if (typeof argument !== 'object' || argument === null || !this.#given.has(argument)) return undefined;
    const node = argument as N | MessageNode;
    return isMessage(node) || session === undefined ? undefined : this.#rows?.subject?.(node, session);
  }

  dispose(): void {
    Disposable.from(this.view, this.#changed).dispose();
  }

  #attend(node: N | MessageNode): void {
    const { session } = this.#current;
    if (!isMessage(node) && session !== undefined) this.#rows?.attended?.(node, session);
  }
}
