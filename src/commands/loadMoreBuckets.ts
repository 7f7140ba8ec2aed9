import type { Command } from './command';

export const loadMoreBuckets: Command = {
  id: 's3backup.loadMoreBuckets',
  run: ({ buckets }) => buckets.loadMoreBuckets(),
};
