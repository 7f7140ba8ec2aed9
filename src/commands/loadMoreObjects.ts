import type { Command } from './command';

/** Reached by its row only. */
export const loadMoreObjects: Command = {
  id: 's3backup.loadMoreObjects',
  run: async ({ buckets }, id) => {
    if (typeof id === 'string') await buckets.loadMoreObjects(id);
  },
};
