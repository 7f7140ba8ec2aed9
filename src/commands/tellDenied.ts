import * as l10n from '@vscode/l10n';
import { env, window } from 'vscode';
import type { DeniedAction } from '../aws/readPolicy';
import { readPolicy } from '../aws/readPolicy';

/** Says which action is denied, and offers the policy that would allow it. */
export async function tellDenied(denied: DeniedAction): Promise<void> {
  const copy = l10n.t('Copy IAM Policy');
  const message = l10n.t('{0} is denied. Allow it, then try again.', denied.action);
  if ((await window.showErrorMessage(message, copy)) === copy) await env.clipboard.writeText(readPolicy([denied]));
}
