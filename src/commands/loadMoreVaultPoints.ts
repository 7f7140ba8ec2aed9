import { window } from 'vscode';
import type { Command } from './command';

/** Reached by its row only: without a vault there is nothing to load. The argument is the vault's Region and name. */
export const loadMoreVaultPoints: Command = {
  id: 's3backup.loadMoreVaultPoints',
  run: async ({ current, vaults }, argument) => {
    const { session } = current;
    const [region, name] = typeof argument === 'string' ? argument.split('/') : [];
    if (session === undefined || region === undefined || name === undefined) return;
    const contents = session.details.vaultContents(region, name);
    await window.withProgress({ location: { viewId: 's3backup.vaults' } }, () => contents.more());
    vaults.tree.redraw();
  },
};
