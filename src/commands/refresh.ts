import type { Command } from './command';

export const refresh: Command = {
  id: 's3backup.refresh',
  run: ({ view }) => {
    view.refresh();
    return Promise.resolve();
  },
};
