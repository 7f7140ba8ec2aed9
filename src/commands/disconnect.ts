import { writeConnection } from '../ui/connectionSettings';
import type { Command } from './command';

export const disconnect: Command = {
  id: 's3backup.disconnect',
  run: ({ login }) => {
    login.kept.clear();
    return writeConnection(undefined);
  },
};
