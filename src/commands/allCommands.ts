import { addLifecycleRule } from './addLifecycleRule';
import { attachS3Policy } from './attachS3Policy';
import { chooseRegions } from './chooseRegions';
import { clearWorkspaceFindings } from './clearWorkspaceFindings';
import type { Command } from './command';
import { copyAccountId } from './copyAccountId';
import { copyCallerArn } from './copyCallerArn';
import { copyChangeAsCloudFormation, copyChangeAsCommands, copyChangeAsTerraform } from './copyChange';
import { copyArn, copyName, copyUri } from './copySubject';
import { disconnect } from './disconnect';
import { enableVersioning } from './enableVersioning';
import { explainStatus } from './explainStatus';
import { exportList } from './exportList';
import { lintWorkspace } from './lintWorkspace';
import { loadMoreBuckets } from './loadMoreBuckets';
import { loadMoreJobs } from './loadMoreJobs';
import { loadMoreVaultPoints } from './loadMoreVaultPoints';
import { loadOlderPoints } from './loadOlderPoints';
import { makeChange } from './makeChange';
import { openInConsole } from './openInConsole';
import { optInS3 } from './optInS3';
import { protectBucket } from './protectBucket';
import { refresh } from './refresh';
import { refreshActivity } from './refreshActivity';
import { refreshBucket } from './refreshBucket';
import { refreshPlans } from './refreshPlans';
import { refreshRow } from './refreshRow';
import { refreshVaults } from './refreshVaults';
import { showLog } from './showLog';
import { signIn } from './signIn';
import { switchConnection } from './switchConnection';
import { turnEventBridgeOn } from './turnEventBridgeOn';
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
  loadMoreVaultPoints,
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
  protectBucket,
  enableVersioning,
  addLifecycleRule,
  turnEventBridgeOn,
  attachS3Policy,
  optInS3,
  makeChange,
  copyChangeAsCommands,
  copyChangeAsTerraform,
  copyChangeAsCloudFormation,
  lintWorkspace,
  clearWorkspaceFindings,
  showLog,
];

/** The command of that id. @throws Error where the manifest names one that is not there. */
export function commandOf(id: string): Command {
  const found = all.find((command) => command.id === id);
  if (found === undefined) throw new Error(`There is no command ${id}.`);
  return found;
}
