import * as l10n from '@vscode/l10n';
import type { Command } from './command';
import { whichSubjects } from './whichSubjects';

/** Reads one thing anew, and draws what is shown of it. */
export const refreshRow: Command = {
  id: 's3backup.refreshRow',
  run: async (services, argument, selected = []) => {
    const subjects = await whichSubjects(
      services,
      [argument, ...selected],
      ({ refresh }) => refresh !== undefined,
      l10n.t('Refresh what?'),
    );
    await Promise.all(subjects.flatMap(({ refresh }) => refresh?.() ?? []));
    if (subjects.length === 0) return;
    // A changed bucket is drawn by its own view, which is told of it.
    for (const { tree } of [services.plans, services.vaults, services.activity]) tree.redraw();
  },
};
