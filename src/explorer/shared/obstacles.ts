import * as l10n from '@vscode/l10n';
import type { MessageNode } from './message';

/** The settings name a connection that cannot be. */
export function invalidSettings(why: string): MessageNode {
  return {
    kind: 'message',
    id: 'invalid-settings',
    icon: 'error',
    text: why,
    detail: l10n.t('Open the settings of the connection.'),
    command: {
      id: 'workbench.action.openSettings',
      title: l10n.t('Open settings'),
      argument: '@id:s3backup.connection.*',
    },
  };
}

/** A profile may run a program to log in, and files and environment of a container may come from the workspace. */
export function untrustedWorkspace(): MessageNode {
  return {
    kind: 'message',
    id: 'untrusted',
    icon: 'info',
    text: l10n.t('AWS credentials are used in trusted workspaces only.'),
    detail: l10n.t('Manage trust, or explore the sample account.'),
    command: { id: 'workbench.trust.manage', title: l10n.t('Manage Workspace Trust') },
  };
}
