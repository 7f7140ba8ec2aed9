import type { Command } from './command';

export const refresh: Command = {
  id: 's3backup.refresh',
  run: ({ buckets }) => buckets.refresh(),
};
