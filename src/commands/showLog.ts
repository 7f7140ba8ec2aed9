import type { Command } from './command';

export const showLog: Command = {
  id: 's3backup.showLog',
  run: ({ log }) => {
    log.show();
    return Promise.resolve();
  },
};
