import type { Command } from './command';

export const refreshPlans: Command = {
  id: 's3backup.refreshPlans',
  run: ({ plans }) => plans.refresh(),
};
