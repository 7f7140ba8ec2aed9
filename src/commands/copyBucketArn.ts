import { env } from 'vscode';
import { bucketArn, partitionOf } from '../model/arn';
import type { Command } from './command';
import { whichBucket } from './whichBucket';

export const copyBucketArn: Command = {
  id: 's3backup.copyBucketArn',
  run: async ({ current }, argument) => {
    const name = await whichBucket(current, argument);
    if (name === undefined) return;
    const region = current.session?.entry(name)?.listed.region ?? '';
    await env.clipboard.writeText(bucketArn(name, partitionOf(region)));
  },
};
