import * as l10n from '@vscode/l10n';
import { window } from 'vscode';
import type { Command, Services } from './command';
import { whichBuckets } from './whichBuckets';
import { bucketNamed } from './whichBucket';

async function pinnedNames({ current }: Services): Promise<readonly string[]> {
  const pinned = current.session?.entries.filter(({ isPinned }) => isPinned).map(({ listed }) => listed.name) ?? [];
  const placeHolder = l10n.t('The buckets to unpin');
  return (await window.showQuickPick(pinned, { placeHolder, canPickMany: true })) ?? [];
}

export const unpinBucket: Command = {
  id: 's3backup.unpinBucket',
  run: async (services, argument, selected = []) => {
    const { current, pins } = services;
    const isOnRow = bucketNamed(argument) !== undefined;
    const names = isOnRow ? await whichBuckets(current, argument, selected) : await pinnedNames(services);
    if (current.connection === undefined) return;
    await pins.remove(current.connection, names);
    for (const name of names) current.session?.unpin(name);
  },
};
