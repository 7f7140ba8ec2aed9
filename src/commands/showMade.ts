import type { Command } from './command';
import type { MadeThing } from './madeLinks';
import { isRowOf } from './madeLinks';

function isMadeThing(argument: unknown): argument is MadeThing {
  return typeof argument === 'object' && argument !== null && 'kind' in argument && 'region' in argument;
}

/** Reached by the links of a change that was made only: shows the plan or vault that is handed over. */
export const showMade: Command = {
  id: 's3backup.showMade',
  run: async ({ plans, vaults }, argument) => {
    if (!isMadeThing(argument)) return;
    await (argument.kind === 'plan' ? plans : vaults).reveal((row) => isRowOf(argument, row));
  },
};
