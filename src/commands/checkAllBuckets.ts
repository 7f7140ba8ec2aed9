import * as l10n from '@vscode/l10n';
import { ProgressLocation, window } from 'vscode';
import type { Command } from './command';
import { signalOf } from './signalOf';

/** Reads the buckets that nobody has looked at. What is read when it is cancelled stays. */
export const checkAllBuckets: Command = {
  id: 's3backup.checkAllBuckets',
  run: async ({ current }) => {
    const session = await current.open();
    if (session === undefined) return;
    const title = l10n.t('Checking all buckets');
    const options = { location: ProgressLocation.Notification, title, cancellable: true };
    await window.withProgress(options, (progress, token) =>
      session.checkAll(signalOf(token), ({ checked, all }) => {
        progress.report({ message: l10n.t('{0} of {1}', checked, all), increment: 100 / all });
      }),
    );
  },
};
