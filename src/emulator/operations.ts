import { accessPointOperations } from './backup/accessPoints';
import { backupJobOperations } from './backup/backupJobs';
import { copyJobOperations } from './backup/copyJobs';
import { indexOperations } from './backup/indexes';
import { planOperations } from './backup/plans';
import { protectedResourceOperations } from './backup/protectedResources';
import { recoveryPointOperations } from './backup/recoveryPoints';
import { regionSettingsOperations } from './backup/regionSettings';
import { restoreJobOperations } from './backup/restoreJobs';
import { selectionOperations } from './backup/selections';
import { tagOperations } from './backup/tags';
import { vaultOperations } from './backup/vaults';
import { iamOperations as iamReads } from './identity/iam';
import { roleWriteOperations } from './identity/roleWrites';
import { ssoOidcOperations, ssoOperations } from './identity/sso';
import { stsOperations } from './identity/sts';
import type { Operation } from './operation';
import { searchOperations } from './search/searchJobs';
import { bucketOperations } from './s3/buckets';
import { bucketTaggingOperations } from './s3/bucketTagging';
import { deletionOperations } from './s3/deletion';
import { lifecycleOperations } from './s3/lifecycle';
import { objectListOperations } from './s3/listObjects';
import { versionListOperations } from './s3/listVersions';
import { multipartOperations } from './s3/multipart';
import { notificationOperations } from './s3/notification';
import { objectReadOperations } from './s3/objectReads';
import { objectTaggingOperations } from './s3/objectTagging';
import { objectWriteOperations } from './s3/objectWrites';
import { settingsOperations } from './s3/settings';
import { versioningOperations } from './s3/versioning';

/** All operations of AWS Backup that have a handler. */
export const backupOperations: readonly Operation[] = [
  ...accessPointOperations,
  ...backupJobOperations,
  ...copyJobOperations,
  ...indexOperations,
  ...planOperations,
  ...protectedResourceOperations,
  ...recoveryPointOperations,
  ...regionSettingsOperations,
  ...restoreJobOperations,
  ...selectionOperations,
  ...tagOperations,
  ...vaultOperations,
];

/** All operations of IAM that have a handler. */
export const iamOperations: readonly Operation[] = [...iamReads, ...roleWriteOperations];

/** All operations of S3 that have a handler. */
export const s3Operations: readonly Operation[] = [
  ...bucketOperations,
  ...bucketTaggingOperations,
  ...deletionOperations,
  ...lifecycleOperations,
  ...multipartOperations,
  ...notificationOperations,
  ...objectListOperations,
  ...objectReadOperations,
  ...objectTaggingOperations,
  ...objectWriteOperations,
  ...settingsOperations,
  ...versioningOperations,
  ...versionListOperations,
];

/** All operations that have a handler, of every service. */
export const allOperations: readonly Operation[] = [
  ...backupOperations,
  ...searchOperations,
  ...s3Operations,
  ...iamOperations,
  ...stsOperations,
  ...ssoOperations,
  ...ssoOidcOperations,
];
