import type { Command } from './command';
import { whichBucket } from './whichBucket';

export const refreshBucket: Command = {
  id: 's3backup.refreshBucket',
  run: async ({ view }, argument) => {
    const name = await whichBucket(view, argument);
    if (name !== undefined) await view.refreshBucket(name);
  },
};
