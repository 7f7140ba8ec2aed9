import * as l10n from '@vscode/l10n';
import { env, window } from 'vscode';
import type { Command } from './command';
import { commandConnection } from './previewedChange';

/** Copies the calls that a preview shows, as a script of the AWS CLI. */
export const copyChangeAsCommands: Command = {
  id: 's3backup.copyChangeAsCommands',
  run: async ({ changes }, argument) => {
    const found = changes.find(argument);
    if (found === undefined) throw new Error(l10n.t('No preview of a change is open.'));
    const [{ awsScript }, { callsOf }] = await Promise.all([
      import('../aws/changes/awsCommands'),
      import('../aws/changes/change'),
    ]);
    const { change, connection } = found.value;
    const calls = callsOf(change).map(({ call }) => call);
    await env.clipboard.writeText(awsScript(calls, commandConnection(connection)));
    window.setStatusBarMessage(l10n.t('Copied as commands of the AWS CLI'), 3_000);
  },
};
