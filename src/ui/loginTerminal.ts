import * as l10n from '@vscode/l10n';
import { commands, env, ExtensionKind, extensions, window } from 'vscode';

/** The extension's own id. */
const extensionId = 's3-backup-explorer.s3-backup-explorer';

/**
 * Opens a terminal with a command typed and not run: the person decides. It opens where the extension runs, because that
 * is where the login is looked for.
 */
export async function typeInTerminal(command: string): Promise<void> {
  const runsHere = extensions.getExtension(extensionId)?.extensionKind === ExtensionKind.UI;
  if (runsHere && env.remoteName !== undefined) {
    // A new terminal would open on the remote machine.
    await commands.executeCommand('workbench.action.terminal.newLocal');
    window.activeTerminal?.sendText(command, false);
    return;
  }
  const terminal = window.createTerminal({ name: l10n.t('AWS login') });
  terminal.show();
  terminal.sendText(command, false);
}
