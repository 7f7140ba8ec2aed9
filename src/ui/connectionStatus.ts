import type { StatusBarItem } from 'vscode';
import { StatusBarAlignment, window } from 'vscode';
import type { Identity } from '../aws/account';
import type { Connection } from '../aws/connection';
import { describeConnection, nameConnection } from '../aws/connection';
import type { Fact } from '../model/fact';

function account(identity: Fact<Identity> | undefined): readonly string[] {
  return identity?.state === 'known' ? [`${identity.value.account.slice(0, 4)}…`] : [];
}

function regions([first, ...others]: readonly string[]): readonly string[] {
  if (first === undefined) return [];
  return [others.length === 0 ? first : `${first} +${others.length}`];
}

/** Whose buckets are shown: in the status bar while a connection is there. */
export class ConnectionStatus {
  readonly #item: StatusBarItem;

  constructor() {
    this.#item = window.createStatusBarItem('s3backup.connection', StatusBarAlignment.Left);
    this.#item.name = 'S3 Backup connection';
    this.#item.command = 's3backup.switchConnection';
  }

  /** @param who What AWS said of the caller, once it is known. */
  show(connection: Connection | undefined, shownRegions: readonly string[], who?: Fact<Identity>): void {
    if (connection === undefined) {
      this.#item.hide();
      return;
    }
    const parts =
      connection.kind === 'sample'
        ? ['sample account']
        : [nameConnection(connection), ...account(who), ...regions(shownRegions)];
    this.#item.text = `$(archive) ${parts.join(' · ')}`;
    const lines = [
      `S3 Backup: ${describeConnection(connection)}`,
      ...(who?.state === 'known' ? [who.value.arn] : []),
      ...(shownRegions.length > 0 ? [shownRegions.join(', ')] : []),
      'Click to switch.',
    ];
    this.#item.tooltip = lines.join('\n');
    this.#item.show();
  }

  dispose(): void {
    this.#item.dispose();
  }
}
