import type { Command } from './command';

export const refresh: Command = {
  id: 's3backup.refresh',
  run: ({ current }) => {
    current.refresh();
    return Promise.resolve();
  },
};
