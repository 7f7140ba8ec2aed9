import * as l10n from '@vscode/l10n';
import { window, workspace } from 'vscode';
import { KeptSessions } from '../aws/credentials/keptSessions';
import type { LoginHost, MfaRequest } from '../aws/credentials/loginHost';

/** How long after something a person did a question may come up, in milliseconds. */
const attention = 120_000;

/**
 * Asks a person what a login needs, but only as the answer to something that the person did: a window that opens, and a
 * session that expires while nobody looks, say so in a row instead.
 */
export class LoginPrompts implements LoginHost {
  readonly kept = new KeptSessions();
  #attendedAt = Number.NEGATIVE_INFINITY;

  /** A person does something that may need a login. */
  attend(): void {
    this.#attendedAt = performance.now();
  }

  mayRunPrograms(): boolean {
    return workspace.isTrusted;
  }

  mfaCode(request: MfaRequest, signal: AbortSignal): Promise<string | undefined> {
    if (performance.now() - this.#attendedAt > attention) return Promise.resolve(undefined);
    return askForCode(request, signal);
  }
}

function askForCode({ profile, device, role }: MfaRequest, signal: AbortSignal): Promise<string | undefined> {
  const input = window.createInputBox();
  input.title = l10n.t('MFA code for the profile {0}', profile);
  input.prompt = l10n.t('The code that {0} shows now, for the role {1}.', device, role);
  input.placeholder = l10n.t('Six digits');
  input.ignoreFocusOut = true;
  input.onDidChangeValue(() => {
    input.validationMessage = '';
  });
  const close = (): void => {
    input.hide();
  };
  signal.addEventListener('abort', close, { once: true });
  return new Promise((resolve) => {
    input.onDidAccept(() => {
      const code = input.value.replaceAll(/\s/gu, '');
      if (!/^\d{6}$/u.test(code)) {
        input.validationMessage = l10n.t('A code has six digits.');
        return;
      }
      resolve(code);
      input.hide();
    });
    input.onDidHide(() => {
      signal.removeEventListener('abort', close);
      resolve(undefined);
      input.dispose();
    });
    if (signal.aborted) input.hide();
    else input.show();
  });
}
