import * as l10n from '@vscode/l10n';
import type { CredentialCause } from '../../aws/credentials/cause';
import type { Failure } from '../../aws/failure';
import { headline, nextStep } from '../../aws/failure';
import type { MessageNode, RowCommand } from './message';

function switchConnection(): RowCommand {
  return { id: 's3backup.switchConnection', title: l10n.t('Switch connection') };
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/u.test(text) ? '' : '.'}`;
}

function signIn(): RowCommand {
  return { id: 's3backup.signIn', title: l10n.t('Sign in') };
}

type Remedy = 'sign-in' | 'again' | 'switch' | 'trust';

/** What a click does about a login that failed. */
const remedies: Readonly<Record<CredentialCause['kind'], Remedy>> = {
  'sso-login': 'sign-in',
  'console-login': 'sign-in',
  'mfa-code': 'sign-in',
  'mfa-refused': 'sign-in',
  process: 'again',
  expired: 'again',
  'web-identity': 'again',
  'programs-off': 'trust',
  'no-profile': 'switch',
  'broken-profile': 'switch',
  cycle: 'switch',
  'sso-access': 'switch',
  role: 'switch',
  'no-environment': 'switch',
  'no-metadata': 'switch',
  rejected: 'switch',
};

function remedyFor({ kind }: CredentialCause, again: RowCommand): RowCommand {
  switch (remedies[kind]) {
    case 'sign-in':
      return signIn();
    case 'again':
      return again;
    case 'switch':
      return switchConnection();
    case 'trust':
      return { id: 'workbench.trust.manage', title: l10n.t('Manage Workspace Trust') };
  }
}

/** What went wrong, and beneath it what to do next: a click does it. */
export function failureRows(id: string, failure: Failure, again: RowCommand): readonly MessageNode[] {
  const { words, detail } = headline(failure);
  const text = sentence(words);
  const next = sentence(nextStep(failure));
  const command = failure.kind === 'credentials' ? remedyFor(failure.cause, again) : again;
  return [
    { kind: 'message', id, icon: 'error', text, command: again, ...(detail !== undefined && { detail }) },
    { kind: 'message', id: `${id}/next`, icon: 'info', text: next, command },
  ];
}
