import * as l10n from '@vscode/l10n';
import { commands, window } from 'vscode';
import type { Command } from './command';

/** Judges all files of the workspace, and shows what is found in the list of problems. */
export const lintWorkspace: Command = {
  id: 's3backup.lintWorkspace',
  async run({ workspaceLint }) {
    switch (await workspaceLint.scan()) {
      case 'done':
        await commands.executeCommand('workbench.actions.view.problems');
        break;
      case 'nothing-open':
        await window.showInformationMessage(l10n.t('Open a folder first: its files are what is linted.'));
        break;
      case 'cancelled':
        break;
    }
  },
};
