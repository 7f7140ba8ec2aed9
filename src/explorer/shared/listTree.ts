import { MarkdownString } from 'vscode';
import { isAbort } from '../../aws/failure';
import type { AccountSession } from '../session/accountSession';
import { icon } from './icons';
import type { ListContents, ListRow, ListRows } from './listRow';
import type { Row } from './row';
import type { RowSubject } from './rowSubject';
import type { TreeRows } from './sessionTree';

function drawn({ label, description, icon: [name, color], tooltip, spoken, command, children }: ListRow): Row {
  return {
    label,
    icon: icon(name, color),
    unfolds: children !== undefined,
    ...(description !== undefined && { description }),
    ...(tooltip !== undefined && { tooltip: new MarkdownString(tooltip) }),
    ...(spoken !== undefined && { spoken }),
    ...(command && { command }),
  };
}

/** Draws rows that are plain data. */
export class ListTree implements TreeRows<ListRow> {
  readonly #contents: ListContents;
  readonly #shown: (isMoving: boolean) => void;

  /** @param shown Told of each look whether what it found is moving. */
  constructor(contents: ListContents, shown: (isMoving: boolean) => void) {
    this.#contents = contents;
    this.#shown = shown;
  }

  idOf({ id }: ListRow): string {
    return id;
  }

  async children(node: ListRow | undefined, session: AccountSession): Promise<Awaited<ListRows>> {
    try {
      if (node !== undefined) return (await node.children?.()) ?? [];
      const rows = await this.#contents.rows(session);
      this.#shown((await this.#contents.isMoving?.(session)) === true);
      return rows;
    } catch (error) {
      // The connection was changed meanwhile, and the new rows are under way.
      if (isAbort(error)) return [];
      throw error;
    }
  }

  row(node: ListRow): Row {
    return drawn(node);
  }

  subject({ subject }: ListRow): RowSubject | undefined {
    return subject;
  }

  async renew(session: AccountSession): Promise<void> {
    await this.#contents.renew?.(session);
  }

  forget(session: AccountSession): void {
    this.#contents.forget(session);
  }
}
