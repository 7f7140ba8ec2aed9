import type { Command } from './command';

export const loadMoreJobs: Command = {
  id: 's3backup.loadMoreJobs',
  run: async ({ current, activity }) => {
    await current.session?.details.jobs.more();
    activity.tree.redraw();
  },
};
