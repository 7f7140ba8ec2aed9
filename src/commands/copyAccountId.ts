import { env } from 'vscode';
import { callerOf } from './caller';
import type { Command } from './command';

export const copyAccountId: Command = {
  id: 's3backup.copyAccountId',
  run: async (services) => {
    await env.clipboard.writeText(callerOf(services).account);
  },
};
