import { typeInTerminal } from '../ui/loginTerminal';
import type { Command } from './command';

/** What the login lacks: a command in a terminal, typed and not run, or another try, which may ask for a code. */
export const signIn: Command = {
  id: 's3backup.signIn',
  run: async ({ current }) => {
    const command = current.session?.loginCommand;
    if (command === undefined) current.refresh();
    else await typeInTerminal(command);
  },
};
