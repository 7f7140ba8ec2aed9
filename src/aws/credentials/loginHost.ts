import { KeptSessions } from './keptSessions';

/** A code of an MFA device that is needed. */
export interface MfaRequest {
  readonly profile: string;
  readonly device: string;
  readonly role: string;
}

/** What logging in needs of whoever runs it: the editor or the command line. */
export interface LoginHost {
  /** Asks a person for a code. @returns `undefined` where it is not given, or may not be asked for now. */
  mfaCode(request: MfaRequest, signal: AbortSignal): Promise<string | undefined>;
  /** Whether a profile's `credential_process` may be run. */
  mayRunPrograms(): boolean;
  readonly kept: KeptSessions;
}

/** Nobody is there to be asked, and the programs of the caller's own profiles may run: a script. */
export function unattended(): LoginHost {
  return { mfaCode: () => Promise.resolve(undefined), mayRunPrograms: () => true, kept: new KeptSessions() };
}
