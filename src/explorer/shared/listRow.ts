import * as l10n from '@vscode/l10n';
import type { Completeness } from '../../model/estate';
import type { Fact } from '../../model/fact';
import type { AccountSession } from '../session/accountSession';
import type { MessageNode, RowCommand } from './message';
import type { RowSubject } from './rowSubject';

/** A row that holds all that is drawn of it, as plain data. */
export interface ListRow {
  /** What menus ask for. */
  readonly kind: string;
  /** Unique in its view and stable. */
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  /** A codicon, and the colour of the theme that it has. */
  readonly icon: readonly [id: string, color?: string];
  /** Markdown. */
  readonly tooltip?: string;
  /** Where the text of the row alone would not make a sentence for a screen reader. */
  readonly spoken?: string;
  readonly command?: RowCommand;
  /** What it stands for. */
  readonly subject?: RowSubject;
  /** The rows beneath it; left out where there are never any. */
  readonly children?: () => ListRows;
}

type Rows = readonly (ListRow | MessageNode)[];

/** Rows of a view, of which some only say something. */
export type ListRows = Promise<Rows> | Rows;

/** What a view shows, and how it is made to look again. */
export interface ListContents {
  rows(session: AccountSession): ListRows;
  /** Forgets what this view shows, so that the next rows are read anew. */
  forget(session: AccountSession): void;
  /** When what is shown was read; of several readings, the oldest. */
  asOf?(session: AccountSession): Promise<Date | undefined>;
  /** Whether what is shown is on its way to something else, so that it is worth looking again. */
  isMoving?(session: AccountSession): Promise<boolean>;
  /** Looks again at what moves. */
  renew?(session: AccountSession): Promise<void>;
}

/** A row that says why something is not shown, beside what is. */
export function unreadRow(id: string, what: string, fact: Fact<unknown>, again: RowCommand): MessageNode {
  const why = fact.state === 'denied' ? l10n.t('{0} is denied', fact.action) : fact.state === 'unknown' ? fact.why : '';
  return { kind: 'message', id, icon: 'warning', text: what, detail: why, command: again };
}

/** The same for a collection that may lack something. */
export function partialRow(
  id: string,
  what: string,
  completeness: Completeness,
  again: RowCommand,
): readonly MessageNode[] {
  if (completeness.kind === 'complete') return [];
  return [{ kind: 'message', id, icon: 'warning', text: what, detail: completeness.why, command: again }];
}

/** What stands between the parts of a description. */
export function joined(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join(' · ');
}
