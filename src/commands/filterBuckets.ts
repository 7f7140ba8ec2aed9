import * as l10n from '@vscode/l10n';
import type { QuickPick, QuickPickItem } from 'vscode';
import { window } from 'vscode';
import type { BucketsView } from '../explorer/buckets/bucketsView';
import type { BucketFilter } from '../explorer/buckets/filter';
import type { ShownStatus } from '../explorer/buckets/grouping';
import { shownStatus, shownStatusWord, statusOrder } from '../explorer/buckets/grouping';
import type { BucketEntry } from '../explorer/session/bucketEntry';
import type { Command } from './command';

interface StatusItem extends QuickPickItem {
  readonly status: ShownStatus;
}

/** The statuses that there are, or that are chosen, with how many buckets have each. */
function statusItems(entries: readonly BucketEntry[], chosen: ReadonlySet<ShownStatus>): readonly StatusItem[] {
  const counts = new Map<ShownStatus, number>();
  for (const entry of entries) counts.set(shownStatus(entry), (counts.get(shownStatus(entry)) ?? 0) + 1);
  return statusOrder
    .filter((status) => counts.has(status) || chosen.has(status))
    .map((status) => ({
      status,
      label: shownStatusWord(status),
      description: String(counts.get(status) ?? 0),
      // What is typed is part of a bucket's name and filters the view, not these rows.
      alwaysShow: true,
    }));
}

function filterOf(pick: QuickPick<StatusItem>): BucketFilter {
  return { text: pick.value.trim(), statuses: new Set(pick.selectedItems.map(({ status }) => status)) };
}

/** The view follows what is typed and ticked; Escape brings back what was before. */
function ask(view: BucketsView, entries: readonly BucketEntry[]): Promise<void> {
  const before = view.filter;
  const pick = window.createQuickPick<StatusItem>();
  pick.title = l10n.t('Filter Buckets');
  pick.placeholder = l10n.t('Type part of a name, tick statuses');
  pick.canSelectMany = true;
  const items = statusItems(entries, before.statuses);
  pick.items = items;
  pick.value = before.text;
  pick.selectedItems = items.filter(({ status }) => before.statuses.has(status));
  const follow = (): void => {
    view.setFilter(filterOf(pick));
  };
  return new Promise((resolve) => {
    let isAccepted = false;
    pick.onDidChangeValue(follow);
    pick.onDidChangeSelection(follow);
    pick.onDidAccept(() => {
      isAccepted = true;
      follow();
      pick.hide();
    });
    pick.onDidHide(() => {
      if (!isAccepted) view.setFilter(before);
      pick.dispose();
      resolve();
    });
    pick.show();
  });
}

export const filterBuckets: Command = {
  id: 's3backup.filterBuckets',
  run: async ({ current, buckets }) => {
    const session = await current.open();
    if (session !== undefined) await ask(buckets, session.entries);
  },
};
