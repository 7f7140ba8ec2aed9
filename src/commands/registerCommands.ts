import * as l10n from '@vscode/l10n';
import { commands, Disposable, window } from 'vscode';
import type { Services } from './command';

/** A command that fails says so once, with the way to the log; nothing is left unhandled. */
async function runGuarded(id: string, services: Services, argument: unknown, selected: unknown): Promise<void> {
  // What is asked for may need a login, and the person is here to give what it needs.
  services.login.attend();
  try {
    const { commandOf } = await import('./allCommands');
    await commandOf(id).run(services, argument, Array.isArray(selected) ? selected : []);
  } catch (error) {
    services.log.error(error instanceof Error ? error : String(error));
    const text = l10n.t('S3 Backup: {0}', error instanceof Error ? error.message : String(error));
    const show = l10n.t('Show log');
    if ((await window.showErrorMessage(text, show)) === show) services.log.show();
  }
}

/** The part of the manifest that is read here. */
export interface ContributedCommands {
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

/** Registers all that the manifest names. What they do is loaded with the first that is run. */
export function registerCommands({ contributes }: ContributedCommands, services: Services): Disposable {
  return Disposable.from(
    ...contributes.commands.map(({ command: id }) =>
      commands.registerCommand(id, (argument: unknown, selected: unknown) =>
        runGuarded(id, services, argument, selected),
      ),
    ),
  );
}
