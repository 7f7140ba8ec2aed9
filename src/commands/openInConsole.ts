import * as l10n from '@vscode/l10n';
import { env, Uri } from 'vscode';
import type { Command } from './command';
import { whichSubjects } from './whichSubjects';

/** Opens the pages of rows in the AWS console. What the browser is logged in to is not known here. */
export const openInConsole: Command = {
  id: 's3backup.openInConsole',
  run: async (services, argument, selected = []) => {
    if (!services.current.isAws) throw new Error(l10n.t('This account is not at AWS: it has no console.'));
    const subjects = await whichSubjects(
      services,
      [argument, ...selected],
      ({ consoleUrl }) => consoleUrl !== undefined,
      l10n.t('Open what in the AWS console?'),
    );
    for (const { consoleUrl = '' } of subjects) await env.openExternal(Uri.parse(consoleUrl, true));
  },
};
