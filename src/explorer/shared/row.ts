import { TreeItem, TreeItemCollapsibleState } from 'vscode';
import { icon, severityIcon } from './icons';
import type { MessageNode, RowCommand } from './message';

/** What is seen and heard of a row. */
export interface Row {
  readonly label: string;
  readonly description?: string;
  readonly icon: ReturnType<typeof icon>;
  /** What menus ask for; the kind of the node where it is left out. */
  readonly contextValue?: string;
  readonly unfolds?: boolean | 'at-first';
  readonly command?: RowCommand;
  readonly tooltip?: TreeItem['tooltip'];
  /** Where the text of the row alone would not make a sentence for a screen reader. */
  readonly spoken?: string;
  /** Lets decorations find the row. */
  readonly resource?: TreeItem['resourceUri'];
}

function foldingOf({ unfolds }: Row): TreeItemCollapsibleState {
  if (unfolds === 'at-first') return TreeItemCollapsibleState.Expanded;
  return unfolds === true ? TreeItemCollapsibleState.Collapsed : TreeItemCollapsibleState.None;
}

/** @param id Unique in the view and stable, so that a row keeps its selection and its unfolding. */
export function toTreeItem(id: string, kind: string, row: Row): TreeItem {
  const item = new TreeItem(row.label, foldingOf(row));
  item.id = id;
  item.iconPath = row.icon;
  item.contextValue = row.contextValue ?? kind;
  if (row.description !== undefined) item.description = row.description;
  if (row.tooltip !== undefined) item.tooltip = row.tooltip;
  if (row.resource !== undefined) item.resourceUri = row.resource;
  const spoken = row.spoken ?? [row.label, row.description].filter(Boolean).join(', ');
  item.accessibilityInformation = { label: spoken };
  if (row.command) {
    const { id: command, title, argument } = row.command;
    item.command = { command, title, arguments: argument === undefined ? [] : [argument] };
  }
  return item;
}

const messageIcons = {
  info: () => icon('info'),
  warning: () => severityIcon('warning'),
  error: () => severityIcon('error'),
  loading: () => icon('loading~spin'),
  running: () => icon('sync', 'charts.blue'),
};

export function messageRow({ text, detail, icon: name, command }: MessageNode): Row {
  return {
    label: text,
    icon: messageIcons[name](),
    tooltip: [text, detail].filter(Boolean).join(' '),
    ...(detail !== undefined && { description: detail }),
    ...(command && { command }),
  };
}
