import { archivedBeforeBackup } from './archivedBeforeBackup';
import { backupCoverage } from './backupCoverage';
import { backupRolePermissions } from './backupRolePermissions';
import { backupWindow } from './backupWindow';
import { bucketVersioning } from './bucketVersioning';
import { coldStorageIgnored } from './coldStorageIgnored';
import { continuousConflict } from './continuousConflict';
import { continuousRetention } from './continuousRetention';
import { copyLosesPitr } from './copyLosesPitr';
import { eventbridgeOff } from './eventbridgeOff';
import { expiredDeleteMarkers } from './expiredDeleteMarkers';
import { incompleteUploads } from './incompleteUploads';
import { lifecycleInvalid } from './lifecycleInvalid';
import { logsIntoItself } from './logsIntoItself';
import { noncurrentExpiration } from './noncurrentExpiration';
import { selectionInvalid } from './selectionInvalid';
import { selectionMatchesEverything } from './selectionMatchesEverything';
import { serviceOptIn } from './serviceOptIn';
import { shortRetention } from './shortRetention';
import { vaultLockRetention } from './vaultLockRetention';
import type { Rule } from './rule';

/** Every rule, in the order in which findings on one thing are shown. */
export const catalogue: readonly Rule[] = [
  bucketVersioning,
  noncurrentExpiration,
  expiredDeleteMarkers,
  incompleteUploads,
  archivedBeforeBackup,
  lifecycleInvalid,
  backupCoverage,
  selectionMatchesEverything,
  selectionInvalid,
  continuousRetention,
  continuousConflict,
  coldStorageIgnored,
  backupWindow,
  shortRetention,
  vaultLockRetention,
  copyLosesPitr,
  backupRolePermissions,
  eventbridgeOff,
  logsIntoItself,
  serviceOptIn,
];
