import { Disposable, workspace } from 'vscode';
import { onDidChangeConnection, readConnectionChoice } from '../../ui/connectionSettings';
import type { ConnectionStatus } from '../../ui/connectionStatus';
import { invalidSettings, untrustedWorkspace } from '../shared/obstacles';
import type { CurrentSession } from './currentSession';

function connect(current: CurrentSession): void {
  const choice = readConnectionChoice();
  switch (choice.kind) {
    case 'none':
      current.connect(undefined);
      return;
    case 'invalid':
      current.connect(undefined, invalidSettings(choice.why));
      return;
    case 'ready':
      if (choice.connection.kind === 'profile' && !workspace.isTrusted) current.connect(undefined, untrustedWorkspace);
      else current.connect(choice.connection);
  }
}

function showStatus({ session }: CurrentSession, status: ConnectionStatus): void {
  const choice = readConnectionChoice();
  const connection = choice.kind === 'ready' ? choice.connection : undefined;
  status.show(connection, session?.regions ?? [], session?.identity);
}

/** Shows what the person's settings say, now and whenever they or the trust in the workspace change. */
export function followConnection(current: CurrentSession, status: ConnectionStatus): Disposable {
  const follow = (): void => {
    connect(current);
    showStatus(current, status);
  };
  follow();
  return Disposable.from(
    onDidChangeConnection(follow),
    workspace.onDidGrantWorkspaceTrust(follow),
    current.onDidChange(({ kind }) => {
      if (kind !== 'buckets') showStatus(current, status);
    }),
  );
}
