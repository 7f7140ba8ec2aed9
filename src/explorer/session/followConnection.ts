import * as l10n from '@vscode/l10n';
import { commands, Disposable, workspace } from 'vscode';
import type { Connection } from '../../aws/connection';
import { describeConnection } from '../../aws/connection';
import type { SharedFilesWatch } from '../../aws/credentials/watchSharedFiles';
import { onDidChangeConnection, readConnectionChoice } from '../../ui/connectionSettings';
import type { ConnectionStatus } from '../../ui/connectionStatus';
import type { LoginPrompts } from '../../ui/loginPrompts';
import { invalidSettings, untrustedWorkspace } from '../shared/obstacles';
import type { CurrentSession } from './currentSession';

/** Shows what the person's settings say, now and whenever they, the trust in the workspace or the logins change. */
export function followConnection(current: CurrentSession, status: ConnectionStatus, prompts: LoginPrompts): Disposable {
  const follower = new Follower(current, status);
  follower.follow();
  return Disposable.from(
    follower,
    onDidChangeConnection(() => {
      // The settings are the person's own, so this is what the person wants now.
      prompts.attend();
      follower.follow();
    }),
    workspace.onDidGrantWorkspaceTrust(() => {
      follower.follow();
    }),
    current.onDidChange(({ kind }) => {
      if (kind !== 'buckets') follower.showStatus();
    }),
  );
}

class Follower implements Disposable {
  readonly #current: CurrentSession;
  readonly #status: ConnectionStatus;
  #watch: SharedFilesWatch | undefined;
  /** Counts the connections, so that none is watched for that is gone. */
  #connections = 0;
  /** Who was told of in the log. */
  #told: string | undefined;

  constructor(current: CurrentSession, status: ConnectionStatus) {
    this.#current = current;
    this.#status = status;
  }

  follow(): void {
    const choice = readConnectionChoice();
    this.#unwatch();
    this.#told = undefined;
    if (choice.kind === 'none') this.#current.connect(undefined);
    else if (choice.kind === 'invalid') this.#current.connect(undefined, invalidSettings(choice.why));
    else this.#connect(choice.connection);
    this.showStatus();
  }

  showStatus(): void {
    // Menus offer the console only where there is one.
    void commands.executeCommand('setContext', 's3backup.isAws', this.#current.isAws);
    const choice = readConnectionChoice();
    const connection = choice.kind === 'ready' ? choice.connection : undefined;
    const session = this.#current.session;
    this.#status.show(connection, {
      regions: session?.regions ?? [],
      who: session?.identity,
      problem: session?.loginProblem,
    });
    const who = session?.identity;
    if (connection === undefined || who?.state !== 'known' || who.value.arn === this.#told) return;
    this.#told = who.value.arn;
    this.#current.log(l10n.t('{0} is {1}', describeConnection(connection), who.value.arn));
  }

  dispose(): void {
    this.#unwatch();
  }

  #connect(connection: Connection): void {
    if (connection.kind === 'sample') {
      this.#current.connect(connection);
      return;
    }
    if (!workspace.isTrusted) {
      this.#current.connect(undefined, untrustedWorkspace());
      return;
    }
    void this.#watchLogins();
    this.#current.connect(connection);
  }

  #unwatch(): void {
    this.#watch?.dispose();
    this.#watch = undefined;
    this.#connections += 1;
  }

  async #watchLogins(): Promise<void> {
    const connection = this.#connections;
    const { SharedFilesWatch: Watch } = await import('../../aws/credentials/watchSharedFiles');
    if (connection !== this.#connections) return;
    // What changed outside matters only where it may help.
    this.#watch = new Watch(() => {
      if (this.#current.session?.loginFails === true) this.#current.refresh();
    });
  }
}
