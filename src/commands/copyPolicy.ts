import * as l10n from '@vscode/l10n';
import { env, window } from 'vscode';
import { readPolicy } from '../aws/readPolicy';
import type { AccountSession } from '../explorer/session/accountSession';
import { deniedFor, deniedInAccount } from '../explorer/session/denied';
import type { Command } from './command';
import { bucketNamed } from './whichBucket';
import { whichBuckets } from './whichBuckets';

function deniedForAll(session: AccountSession, names: readonly string[]): ReturnType<typeof deniedFor> {
  return names.flatMap((name) => {
    const entry = session.entry(name);
    return entry === undefined ? [] : deniedFor(name, entry.state);
  });
}

/** The smallest policy that allows what was denied: for the chosen buckets, or without one for all that was seen. */
export const copyPolicy: Command = {
  id: 's3backup.copyPolicy',
  run: async ({ current }, argument, selected = []) => {
    const { session } = current;
    if (session === undefined) return;
    const isOnRow = bucketNamed(argument) !== undefined;
    const denied = isOnRow
      ? deniedForAll(session, await whichBuckets(current, argument, selected))
      : deniedInAccount(session);
    if (denied.length === 0) {
      void window.showInformationMessage(l10n.t('Nothing that was read so far was denied.'));
      return;
    }
    await env.clipboard.writeText(readPolicy(denied));
    const count = new Set(denied.map(({ action }) => action)).size;
    const words = count === 1 ? l10n.t('policy with 1 action copied') : l10n.t('policy with {0} actions copied', count);
    window.setStatusBarMessage(`$(copy) ${words}`, 4_000);
  },
};
