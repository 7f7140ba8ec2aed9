import { addLifecycleRule } from './addLifecycleRule';
import { attachS3Policy } from './attachS3Policy';
import { backUpNow } from './backUpNow';
import { checkAllBuckets } from './checkAllBuckets';
import { checkLeftOut, showLeftOut } from './checkLeftOut';
import { chooseRegions } from './chooseRegions';
import { clearBucketFilter } from './clearBucketFilter';
import { clearWorkspaceFindings } from './clearWorkspaceFindings';
import type { Command } from './command';
import { compareVersions, compareWithFile } from './compareVersions';
import { copyAccountId } from './copyAccountId';
import { copyCallerArn } from './copyCallerArn';
import { copyChangeAsCloudFormation, copyChangeAsCommands, copyChangeAsTerraform } from './copyChange';
import { copyPolicy } from './copyPolicy';
import { copyPolicyFor } from './copyPolicyFor';
import { copyWorkAsCommands } from './copyWork';
import { copyArn, copyName, copyUri } from './copySubject';
import { disconnect } from './disconnect';
import { enableVersioning } from './enableVersioning';
import { explainStatus } from './explainStatus';
import { exportList } from './exportList';
import { dismissWork, resumeWork, retryWork } from './followWork';
import { filterBuckets } from './filterBuckets';
import { findInReplica } from './findInReplica';
import { goToBucket } from './goToBucket';
import { groupBuckets } from './groupBuckets';
import { indexPoint } from './indexPoint';
import { lintWorkspace } from './lintWorkspace';
import { loadMoreBuckets } from './loadMoreBuckets';
import { loadMoreJobs } from './loadMoreJobs';
import { loadMoreObjects } from './loadMoreObjects';
import { loadMoreVaultPoints } from './loadMoreVaultPoints';
import { loadOlderPoints } from './loadOlderPoints';
import { makeChange } from './makeChange';
import { openInConsole } from './openInConsole';
import { openPoint } from './openPoint';
import { openVersion } from './openVersion';
import { optInS3 } from './optInS3';
import { pinBucket } from './pinBucket';
import { protectBucket } from './protectBucket';
import { refresh } from './refresh';
import { refreshActivity } from './refreshActivity';
import { refreshBucket } from './refreshBucket';
import { refreshPlans } from './refreshPlans';
import { refreshRow } from './refreshRow';
import { refreshVaults } from './refreshVaults';
import { removeAccessPoint } from './removeAccessPoint';
import { restore } from './restore';
import { restoreVersion } from './restoreVersion';
import { searchPoints } from './searchPoints';
import { showLog } from './showLog';
import { showMade } from './showMade';
import { showTimeline } from './showTimeline';
import { showTrialOutcome } from './showTrialOutcome';
import { showRestoreResult } from './showRestoreResult';
import { signIn } from './signIn';
import { startWork } from './startWork';
import { stopBackupJob } from './stopBackupJob';
import { switchConnection } from './switchConnection';
import { trySelection } from './trySelection';
import { turnEventBridgeOn } from './turnEventBridgeOn';
import { undelete } from './undelete';
import { undoDeletes } from './undoDeletes';
import { unpinBucket } from './unpinBucket';
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
  filterBuckets,
  clearBucketFilter,
  groupBuckets,
  goToBucket,
  pinBucket,
  unpinBucket,
  checkAllBuckets,
  copyPolicy,
  trySelection,
  showTrialOutcome,
  loadMoreBuckets,
  loadOlderPoints,
  loadMoreObjects,
  openVersion,
  compareVersions,
  compareWithFile,
  restoreVersion,
  undelete,
  undoDeletes,
  findInReplica,
  copyPolicyFor,
  explainStatus,
  checkLeftOut,
  showLeftOut,
  indexPoint,
  searchPoints,
  openPoint,
  removeAccessPoint,
  showTimeline,
  exportList,
  refreshRow,
  copyName,
  copyArn,
  copyUri,
  viewJson,
  openInConsole,
  backUpNow,
  stopBackupJob,
  protectBucket,
  enableVersioning,
  addLifecycleRule,
  turnEventBridgeOn,
  attachS3Policy,
  optInS3,
  restore,
  showRestoreResult,
  makeChange,
  showMade,
  copyChangeAsCommands,
  copyChangeAsTerraform,
  copyChangeAsCloudFormation,
  startWork,
  copyWorkAsCommands,
  retryWork,
  resumeWork,
  dismissWork,
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
