import * as l10n from '@vscode/l10n';
import { env, window } from 'vscode';
import { readPolicy } from '../aws/readPolicy';
import { partitionOf } from '../model/arn';
import type { Command } from './command';

/** Reached by a row only, which says what was denied: the action, a space and the bucket. */
export const copyPolicyFor: Command = {
  id: 's3backup.copyPolicyFor',
  run: async ({ current }, argument) => {
    const [action, bucket] = typeof argument === 'string' ? argument.split(' ') : [];
    if (action === undefined || bucket === undefined) return;
    const partition = partitionOf(current.session?.regions[0] ?? '');
    await env.clipboard.writeText(readPolicy([{ action, bucket, partition }]));
    window.setStatusBarMessage(`$(copy) ${l10n.t('policy with 1 action copied')}`, 4_000);
  },
};
