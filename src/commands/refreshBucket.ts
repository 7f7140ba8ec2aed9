import type { Command } from './command';
import { whichBuckets } from './whichBuckets';

export const refreshBucket: Command = {
  id: 's3backup.refreshBucket',
  run: async ({ current }, argument, selected) => {
    await current.session?.refresh(await whichBuckets(current, argument, selected));
  },
};
