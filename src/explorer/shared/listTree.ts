import { MarkdownString } from 'vscode';
import { isAbort } from '../../aws/failure';
import type { AccountSession } from '../session/accountSession';
import { formatTime } from '../../ui/format';
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

/** What a look at a list found. */
export interface Seen {
  /** Whether something is on its way to something else. */
  readonly isMoving: boolean;
  /** When it was read, in the person's zone. */
  readonly asOf?: string;
}

/** Draws rows that are plain data. */
export class ListTree implements TreeRows<ListRow> {
  readonly #contents: ListContents;
  readonly #shown: (seen: Seen) => void;

  /** @param shown Told of each look what it found. */
  constructor(contents: ListContents, shown: (seen: Seen) => void) {
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
      const asOf = await this.#contents.asOf?.(session);
      this.#shown({
        isMoving: (await this.#contents.isMoving?.(session)) === true,
        ...(asOf && { asOf: formatTime(asOf, session.now()) }),
      });
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
