import { Disposable, workspace } from 'vscode';
import { onDidChangeConnection, readConnectionChoice } from '../ui/connectionSettings';
import type { ConnectionStatus } from '../ui/connectionStatus';
import type { BucketsView } from './bucketsView';
import { invalidSettings, untrustedWorkspace } from './obstacles';

function connect(view: BucketsView): void {
  const choice = readConnectionChoice();
  switch (choice.kind) {
    case 'none':
      view.connect(undefined);
      return;
    case 'invalid':
      view.connect(undefined, invalidSettings(choice.why));
      return;
    case 'ready':
      if (choice.connection.kind === 'profile' && !workspace.isTrusted) view.connect(undefined, untrustedWorkspace);
      else view.connect(choice.connection);
  }
}

function showStatus(view: BucketsView, status: ConnectionStatus): void {
  const choice = readConnectionChoice();
  const connection = choice.kind === 'ready' ? choice.connection : undefined;
  status.show(connection, view.session?.regions ?? [], view.session?.identity);
}

/** Shows what the person's settings say, now and whenever they or the trust in the workspace change. */
export function followConnection(view: BucketsView, status: ConnectionStatus): Disposable {
  const follow = (): void => {
    connect(view);
    showStatus(view, status);
  };
  follow();
  return Disposable.from(
    onDidChangeConnection(follow),
    workspace.onDidGrantWorkspaceTrust(follow),
    view.onDidChangeSession(() => {
      showStatus(view, status);
    }),
  );
}
