import { jobItems } from './items';
import type { RestoreEncryption, RestoreRequest, RestoreScope } from './request';

/** What one StartRestoreJob call is given. Source: AWS Backup developer guide, restoring S3 data. */
export interface RestoreJobRequest {
  readonly region: string;
  readonly recoveryPointArn: string;
  readonly role: string;
  /** Names and values as AWS Backup takes them: every value is a text. */
  readonly metadata: Readonly<Record<string, string>>;
  /** The keys and prefixes of this job; left out where all comes back. */
  readonly items?: readonly string[];
}

/** A moment as AWS Backup takes it: whole seconds, rounded down, so that nothing later comes back. */
export function restoreTime(at: string): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}

function encryptionMetadata(encryption: RestoreEncryption): Readonly<Record<string, string>> {
  return encryption.kind === 'SSE-KMS'
    ? { EncryptionType: encryption.kind, KMSKey: encryption.key }
    : { EncryptionType: encryption.kind };
}

function itemsOfJobs(scope: RestoreScope): readonly (readonly string[] | undefined)[] {
  return scope.kind === 'all' ? [undefined] : jobItems(scope.items);
}

/** The jobs of a restore: one, or as many as its items take. What is the default is not said. */
export function restoreJobs(request: RestoreRequest): readonly RestoreJobRequest[] {
  const { origin, scope, versions, destination, encryption, restoresAcls, role } = request;
  const common = {
    DestinationBucketName: destination.bucket,
    ...(destination.kind === 'new' && { NewBucket: 'true' }),
    ...(origin.at !== undefined && { RestoreTime: restoreTime(origin.at) }),
    ...(versions !== 1 && { RestoreLatestVersionsUpTo: String(versions) }),
    ...encryptionMetadata(encryption),
    ...(restoresAcls && { RestoreACLs: 'true' }),
  };
  return itemsOfJobs(scope).map((items) => ({
    region: origin.region,
    recoveryPointArn: origin.recoveryPointArn,
    role,
    metadata:
      items === undefined
        ? common
        : { ...common, ItemsToRestore: JSON.stringify(items.map((item) => `s3://${origin.bucket}/${item}`)) },
    ...(items !== undefined && { items }),
  }));
}
