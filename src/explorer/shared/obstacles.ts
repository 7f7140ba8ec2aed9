import type { MessageNode } from './message';

/** The settings name a connection that cannot be. */
export function invalidSettings(why: string): MessageNode {
  return {
    kind: 'message',
    id: 'invalid-settings',
    icon: 'error',
    text: why,
    detail: 'Open the settings of the connection.',
    command: { id: 'workbench.action.openSettings', title: 'Open settings', argument: '@id:s3backup.connection.*' },
  };
}

/** A profile may run a program to log in, and files and environment of a container may come from the workspace. */
export const untrustedWorkspace: MessageNode = {
  kind: 'message',
  id: 'untrusted',
  icon: 'info',
  text: 'AWS credentials are used in trusted workspaces only.',
  detail: 'Manage trust, or explore the sample account.',
  command: { id: 'workbench.trust.manage', title: 'Manage Workspace Trust' },
};
