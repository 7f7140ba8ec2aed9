import { writeConnection } from '../ui/connectionSettings';
import type { Command } from './command';

export const useProfile: Command = {
  id: 's3backup.useProfile',
  run: async ({ login }) => {
    const { chooseConnection } = await import('./credentialSteps');
    const connection = await chooseConnection();
    if (connection === undefined) return;
    // The steps may have taken a while.
    login.attend();
    await writeConnection(connection);
  },
};
