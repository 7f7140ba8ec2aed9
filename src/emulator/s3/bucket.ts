import type {
  BucketLifecycleConfiguration,
  NotificationConfiguration,
  ObjectLockConfiguration,
  OwnershipControls,
  PublicAccessBlockConfiguration,
  ReplicationConfiguration,
  ServerSideEncryptionConfiguration,
  InventoryConfiguration,
} from '@aws-sdk/client-s3';
import type { Capture } from './capture';
import type { Upload } from './upload';
import type { ObjectHistory, Tags, VersioningStatus } from './objectHistory';

/** A general purpose bucket. Undefined settings are those nobody ever made. */
export interface Bucket {
  readonly name: string;
  readonly region: string;
  readonly createdAt: number;
  readonly history: ObjectHistory;
  versioning: VersioningStatus;
  mfaDelete: 'Enabled' | 'Disabled' | undefined;
  tags: Tags | undefined;
  lifecycle: Settings<BucketLifecycleConfiguration> | undefined;
  transitionDefaultMinimumObjectSize: string | undefined;
  notification: Settings<NotificationConfiguration>;
  encryption: Settings<ServerSideEncryptionConfiguration>;
  objectLock: Settings<ObjectLockConfiguration> | undefined;
  replication: Settings<ReplicationConfiguration> | undefined;
  ownership: Settings<OwnershipControls>;
  publicAccessBlock: Settings<PublicAccessBlockConfiguration> | undefined;
  readonly inventories: Settings<InventoryConfiguration>[];
  /** Multipart uploads that are under way, by upload id. */
  readonly uploads: Map<string, Upload>;
  /** Continuous backups that follow this bucket. */
  readonly captures: Set<Capture>;
  /** What the bucket pretends to hold, so that a few small objects can stand for a terabyte. */
  pretended: PretendedSize | undefined;
}

/** A configuration as it was received: kept as it is and given back as it is. */
type Settings<T> = Readonly<T>;

export interface PretendedSize {
  readonly bytes: number;
  /** How long a backup of it takes, in minutes. */
  readonly backupMinutes: number;
}

export function bucketArn(name: string): string {
  return `arn:aws:s3:::${name}`;
}

/** The bucket of `arn:aws:s3:::name`; undefined for anything else. */
export function bucketOfArn(arn: string): string | undefined {
  return /^arn:aws:s3:::([a-z0-9][a-z0-9.-]+)$/.exec(arn)?.[1];
}

export function sendsToEventBridge(bucket: Bucket): boolean {
  return bucket.notification.EventBridgeConfiguration !== undefined;
}
