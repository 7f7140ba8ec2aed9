import type { Command } from './command';

export const clearBucketFilter: Command = {
  id: 's3backup.clearBucketFilter',
  run: ({ buckets }) => {
    buckets.setFilter();
    return Promise.resolve();
  },
};
