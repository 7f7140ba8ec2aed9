import type { Command } from './command';

export const refreshActivity: Command = {
  id: 's3backup.refreshActivity',
  run: ({ activity }) => activity.refresh(),
};
