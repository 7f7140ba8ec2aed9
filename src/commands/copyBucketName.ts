import { env } from 'vscode';
import type { Command } from './command';
import { whichBucket } from './whichBucket';

export const copyBucketName: Command = {
  id: 's3backup.copyBucketName',
  run: async ({ current }, argument) => {
    const name = await whichBucket(current, argument);
    if (name !== undefined) await env.clipboard.writeText(name);
  },
};
