import * as l10n from '@vscode/l10n';

/** What a click on a row that says something does. */
export interface RowCommand {
  readonly id: string;
  readonly title: string;
  /** What it is done to: a name, or the row itself. */
  readonly argument?: string | { readonly kind: string };
}

/** A row of any view that says something: that it reads, that there is nothing, what went wrong. */
export interface MessageNode {
  readonly kind: 'message';
  /** Unique in its view. */
  readonly id: string;
  readonly icon: 'info' | 'warning' | 'error' | 'loading' | 'running';
  readonly text: string;
  readonly detail?: string;
  readonly command?: RowCommand;
}

/** Reads everything anew. */
export function tryAgain(): RowCommand {
  return { id: 's3backup.refresh', title: l10n.t('Try again') };
}
