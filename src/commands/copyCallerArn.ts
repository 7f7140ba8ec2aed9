import { env } from 'vscode';
import { callerOf } from './caller';
import type { Command } from './command';

export const copyCallerArn: Command = {
  id: 's3backup.copyCallerArn',
  run: async (services) => {
    await env.clipboard.writeText(callerOf(services).arn);
  },
};
