import * as l10n from '@vscode/l10n';
import type { Identity } from '../aws/account';
import type { Services } from './command';

/** Who AWS says the caller is. @throws Error where that is not known. */
export function callerOf({ current }: Services): Identity {
  const identity = current.session?.identity;
  if (identity?.state !== 'known') throw new Error(l10n.t('AWS has not said whose account this is.'));
  return identity.value;
}
