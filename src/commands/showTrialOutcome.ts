import { Uri } from 'vscode';
import type { Command } from './command';

/** Reached by the line above a tried selection only. */
export const showTrialOutcome: Command = {
  id: 's3backup.showTrialOutcome',
  run: async ({ trials }, argument) => {
    if (argument instanceof Uri) await (await trials.load()).showOutcome(argument);
  },
};
