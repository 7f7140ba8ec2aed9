import type { Command } from './command';
import { whichBucket } from './whichBucket';

export const refreshBucket: Command = {
  id: 's3backup.refreshBucket',
  run: async ({ current }, argument) => {
    const name = await whichBucket(current, argument);
    if (name !== undefined) await current.session?.refresh([name]);
  },
};
