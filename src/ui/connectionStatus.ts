import * as l10n from '@vscode/l10n';
import type { StatusBarItem } from 'vscode';
import { StatusBarAlignment, window } from 'vscode';
import type { Identity } from '../aws/account';
import type { Connection } from '../aws/connection';
import { describeConnection, nameConnection } from '../aws/connection';
import type { Fact } from '../model/fact';

/** What is known of a connection that is in use. */
export interface ConnectionState {
  readonly regions: readonly string[];
  /** What AWS said of the caller, once it is known. */
  readonly who?: Fact<Identity> | undefined;
  /** Why there are no credentials, as a sentence. */
  readonly problem?: string | undefined;
}

function account(identity: Fact<Identity> | undefined): readonly string[] {
  return identity?.state === 'known' ? [`${identity.value.account.slice(0, 4)}…`] : [];
}

function firstRegion([first, ...others]: readonly string[]): readonly string[] {
  if (first === undefined) return [];
  return [others.length === 0 ? first : `${first} +${others.length}`];
}

/** Whose buckets are shown: in the status bar while a connection is there. */
export class ConnectionStatus {
  readonly #item: StatusBarItem;

  constructor() {
    this.#item = window.createStatusBarItem('s3backup.connection', StatusBarAlignment.Left);
    this.#item.name = l10n.t('S3 Backup connection');
    this.#item.command = 's3backup.switchConnection';
  }

  show(connection: Connection | undefined, { regions, who, problem }: ConnectionState): void {
    if (connection === undefined) {
      this.#item.hide();
      return;
    }
    const parts =
      connection.kind === 'sample'
        ? [l10n.t('sample account')]
        : [nameConnection(connection), ...account(who), ...firstRegion(regions)];
    this.#item.text = `$(${problem === undefined ? 'archive' : 'warning'}) ${parts.join(' · ')}`;
    const lines = [
      l10n.t('S3 Backup: {0}', describeConnection(connection)),
      ...(problem === undefined ? [] : [problem]),
      ...(who?.state === 'known' ? [l10n.t('Account {0}', who.value.account), who.value.arn] : []),
      ...(regions.length > 0 ? [regions.join(', ')] : []),
      l10n.t('Click to switch, choose Regions, copy the account or sign in.'),
    ];
    this.#item.tooltip = lines.join('\n');
    this.#item.accessibilityInformation = { label: lines.slice(0, -1).join(', ') };
    this.#item.show();
  }

  dispose(): void {
    this.#item.dispose();
  }
}
