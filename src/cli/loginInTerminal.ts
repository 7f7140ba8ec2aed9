import { KeptSessions } from '../aws/credentials/keptSessions';
import type { LoginHost, MfaRequest } from '../aws/credentials/loginHost';
import type { Io } from './io';

/** The digits of a code may be written in groups. */
function codeOf(answer: string): string | undefined {
  const code = answer.replaceAll(/\s/gu, '');
  return code === '' ? undefined : code;
}

/** Asks whoever sits at the terminal for codes of MFA devices. A script is told that it cannot be asked. */
export function loginInTerminal({ terminal, stderr }: Io): LoginHost {
  const ask = async ({ device, role }: MfaRequest, signal: AbortSignal): Promise<string | undefined> => {
    if (terminal === undefined) {
      stderr(`A code of ${device} is needed for the role ${role}, and can be entered in a terminal only.\n`);
      return undefined;
    }
    terminal.progress('');
    const answer = await terminal.ask(`MFA code of ${device} for the role ${role}: `, signal);
    return answer === undefined ? undefined : codeOf(answer);
  };
  return { mfaCode: ask, mayRunPrograms: () => true, kept: new KeptSessions() };
}
