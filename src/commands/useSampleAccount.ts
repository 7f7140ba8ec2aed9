import { writeConnection } from '../ui/connectionSettings';
import type { Command } from './command';

export const useSampleAccount: Command = {
  id: 's3backup.useSampleAccount',
  run: () => writeConnection({ kind: 'sample' }),
};
