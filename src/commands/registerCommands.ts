import { commands, Disposable, window } from 'vscode';
import { chooseRegions } from './chooseRegions';
import { clearWorkspaceFindings } from './clearWorkspaceFindings';
import type { Command, Services } from './command';
import { copyAccountId } from './copyAccountId';
import { copyCallerArn } from './copyCallerArn';
import { copyArn, copyName, copyUri } from './copySubject';
import { explainStatus } from './explainStatus';
import { exportList } from './exportList';
import { copyChangeAsCommands } from './copyChangeAsCommands';
import { disconnect } from './disconnect';
import { enableVersioning } from './enableVersioning';
import { lintWorkspace } from './lintWorkspace';
import { loadMoreBuckets } from './loadMoreBuckets';
import { loadOlderPoints } from './loadOlderPoints';
import { loadMoreJobs } from './loadMoreJobs';
import { openInConsole } from './openInConsole';
import { makeChange } from './makeChange';
import { refresh } from './refresh';
import { refreshActivity } from './refreshActivity';
import { refreshBucket } from './refreshBucket';
import { refreshPlans } from './refreshPlans';
import { refreshRow } from './refreshRow';
import { refreshVaults } from './refreshVaults';
import { showLog } from './showLog';
import { signIn } from './signIn';
import { switchConnection } from './switchConnection';
import { useProfile } from './useProfile';
import { useSampleAccount } from './useSampleAccount';
import { viewJson } from './viewJson';

const all: readonly Command[] = [
  useSampleAccount,
  useProfile,
  switchConnection,
  chooseRegions,
  signIn,
  copyAccountId,
  copyCallerArn,
  disconnect,
  refresh,
  refreshBucket,
  refreshPlans,
  refreshVaults,
  refreshActivity,
  loadMoreJobs,
  loadMoreBuckets,
  loadOlderPoints,
  explainStatus,
  exportList,
  refreshRow,
  copyName,
  copyArn,
  copyUri,
  viewJson,
  openInConsole,
  enableVersioning,
  makeChange,
  copyChangeAsCommands,
  lintWorkspace,
  clearWorkspaceFindings,
  showLog,
];

/** A command that fails says so once, with the way to the log; nothing is left unhandled. */
async function runGuarded(command: Command, services: Services, argument: unknown, selected: unknown): Promise<void> {
  // What is asked for may need a login, and the person is here to give what it needs.
  services.login.attend();
  try {
    await command.run(services, argument, Array.isArray(selected) ? selected : []);
  } catch (error) {
    services.log.error(error instanceof Error ? error : String(error));
    const text = `S3 Backup: ${error instanceof Error ? error.message : String(error)}`;
    if ((await window.showErrorMessage(text, 'Show log')) !== undefined) services.log.show();
  }
}

export function registerCommands(services: Services): Disposable {
  return Disposable.from(
    ...all.map((command) =>
      commands.registerCommand(command.id, (argument: unknown, selected: unknown) =>
        runGuarded(command, services, argument, selected),
      ),
    ),
  );
}
