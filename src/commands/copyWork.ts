import * as l10n from '@vscode/l10n';
import { env, window } from 'vscode';
import type { Command } from './command';
import { commandConnection } from './previewedChange';

/** Copies the calls that a preview of work shows, as a script of the AWS CLI. */
export const copyWorkAsCommands: Command = {
  id: 's3backup.copyWorkAsCommands',
  run: async ({ workPreviews }, argument) => {
    const found = (await workPreviews()).find(argument);
    if (found === undefined) throw new Error(l10n.t('No preview of work is open.'));
    const { plainCommand, shellScript } = await import('../aws/changes/awsCommands');
    const connection = commandConnection(found.value.connection);
    await env.clipboard.writeText(shellScript(found.value.calls.map((call) => plainCommand(call, connection))));
    window.setStatusBarMessage(l10n.t('Copied as commands of the AWS CLI'), 3_000);
  },
};
