import type { Command } from './command';

/** Reached by its row only: without a bucket there is nothing to load. */
export const loadOlderPoints: Command = {
  id: 's3backup.loadOlderPoints',
  run: async ({ view }, bucket) => {
    if (typeof bucket === 'string') await view.loadOlderPoints(bucket);
  },
};
