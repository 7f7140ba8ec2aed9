import * as l10n from '@vscode/l10n';
import { window } from 'vscode';
import { bucketChoices } from './bucketChoices';
import type { Command } from './command';

/** Goes to the bucket of that name, where a row hands one, or to the one that a person picks. */
export const goToBucket: Command = {
  id: 's3backup.goToBucket',
  run: async ({ current, buckets }, argument) => {
    const session = await current.open();
    if (session === undefined) return;
    if (typeof argument === 'string') {
      await buckets.reveal(argument);
      return;
    }
    const placeHolder = l10n.t('The bucket to go to, by its name, status or Region');
    const chosen = await window.showQuickPick(bucketChoices(session), { placeHolder, matchOnDescription: true });
    if (chosen !== undefined) await buckets.reveal(chosen.label);
  },
};
