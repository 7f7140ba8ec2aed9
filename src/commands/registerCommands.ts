import { commands, Disposable, window } from 'vscode';
import { chooseRegions } from './chooseRegions';
import { clearWorkspaceFindings } from './clearWorkspaceFindings';
import type { Command, Services } from './command';
import { copyAccountId } from './copyAccountId';
import { copyBucketArn } from './copyBucketArn';
import { copyBucketName } from './copyBucketName';
import { copyCallerArn } from './copyCallerArn';
import { copyChangeAsCommands } from './copyChangeAsCommands';
import { disconnect } from './disconnect';
import { enableVersioning } from './enableVersioning';
import { lintWorkspace } from './lintWorkspace';
import { loadMoreBuckets } from './loadMoreBuckets';
import { loadOlderPoints } from './loadOlderPoints';
import { loadMoreJobs } from './loadMoreJobs';
import { loadMoreVaultPoints } from './loadMoreVaultPoints';
import { makeChange } from './makeChange';
import { refresh } from './refresh';
import { refreshActivity } from './refreshActivity';
import { refreshBucket } from './refreshBucket';
import { refreshPlans } from './refreshPlans';
import { refreshVaults } from './refreshVaults';
import { showLog } from './showLog';
import { showTrialOutcome } from './showTrialOutcome';
import { signIn } from './signIn';
import { switchConnection } from './switchConnection';
import { trySelection } from './trySelection';
import { useProfile } from './useProfile';
import { useSampleAccount } from './useSampleAccount';

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
  loadMoreVaultPoints,
  trySelection,
  showTrialOutcome,
  loadMoreBuckets,
  loadOlderPoints,
  copyBucketName,
  copyBucketArn,
  enableVersioning,
  makeChange,
  copyChangeAsCommands,
  lintWorkspace,
  clearWorkspaceFindings,
  showLog,
];

/** A command that fails says so once, with the way to the log; nothing is left unhandled. */
async function runGuarded(command: Command, services: Services, argument: unknown): Promise<void> {
  // What is asked for may need a login, and the person is here to give what it needs.
  services.login.attend();
  try {
    await command.run(services, argument);
  } catch (error) {
    services.log.error(error instanceof Error ? error : String(error));
    const text = `S3 Backup: ${error instanceof Error ? error.message : String(error)}`;
    if ((await window.showErrorMessage(text, 'Show log')) !== undefined) services.log.show();
  }
}

export function registerCommands(services: Services): Disposable {
  return Disposable.from(
    ...all.map((command) =>
      commands.registerCommand(command.id, (argument: unknown) => runGuarded(command, services, argument)),
    ),
  );
}
