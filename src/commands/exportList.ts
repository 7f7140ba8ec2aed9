import * as l10n from '@vscode/l10n';
import type { Command } from './command';

/** Writes the buckets with their statuses and reasons into a file. Buckets that were not looked at are unknown in it. */
export const exportList: Command = {
  id: 's3backup.exportList',
  run: async ({ current }) => {
    const session = await current.open();
    if (session === undefined) throw new Error(l10n.t('There is no connection to an account.'));
    const { exportBuckets } = await import('./exportBuckets');
    await exportBuckets(session);
  },
};
