import type { Command } from './command';

/** Reached by its row only: without a bucket there is nothing to load. */
export const loadOlderPoints: Command = {
  id: 's3backup.loadOlderPoints',
  run: async ({ buckets }, bucket) => {
    if (typeof bucket === 'string') await buckets.loadOlderPoints(bucket);
  },
};
