import { env } from 'vscode';
import { bucketArn, partitionOf } from '../model/arn';
import type { Command } from './command';
import { whichBucket } from './whichBucket';

export const copyBucketArn: Command = {
  id: 's3backup.copyBucketArn',
  run: async ({ view }, argument) => {
    const name = await whichBucket(view, argument);
    if (name === undefined) return;
    const region = view.session?.entry(name)?.listed.region ?? '';
    await env.clipboard.writeText(bucketArn(name, partitionOf(region)));
  },
};
