import type { Command } from './command';

export const refreshVaults: Command = {
  id: 's3backup.refreshVaults',
  run: ({ vaults }) => vaults.refresh(),
};
