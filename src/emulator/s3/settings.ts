import {
  GetBucketEncryption$,
  GetBucketOwnershipControls$,
  GetBucketReplication$,
  GetObjectLockConfiguration$,
  GetPublicAccessBlock$,
  ListBucketInventoryConfigurations$,
  PutBucketEncryption$,
  PutBucketOwnershipControls$,
  PutBucketReplication$,
  PutObjectLockConfiguration$,
  PutPublicAccessBlock$,
  type GetBucketEncryptionOutput,
  type GetBucketOwnershipControlsOutput,
  type GetBucketReplicationOutput,
  type GetObjectLockConfigurationOutput,
  type GetPublicAccessBlockOutput,
  type ListBucketInventoryConfigurationsOutput,
  type PutBucketEncryptionRequest,
  type PutBucketOwnershipControlsRequest,
  type PutBucketReplicationRequest,
  type PutObjectLockConfigurationRequest,
  type PutPublicAccessBlockRequest,
} from '@aws-sdk/client-s3';
import { AwsError } from '../awsError';
import type { Call, Operation } from '../operation';
import type { Received } from '../received';
import type { Bucket } from './bucket';
import { requireBucket } from './bucketRegion';
import { s3Operation } from './declare';

interface OfBucket {
  readonly Bucket: string;
}

/** Settings that are stored and given back. */
export const settingsOperations: readonly Operation[] = [
  s3Operation(GetBucketEncryption$, getEncryption, 'GetEncryptionConfiguration'),
  s3Operation(PutBucketEncryption$, putEncryption, 'PutEncryptionConfiguration'),
  s3Operation(GetObjectLockConfiguration$, getObjectLock, 'GetBucketObjectLockConfiguration'),
  s3Operation(PutObjectLockConfiguration$, putObjectLock, 'PutBucketObjectLockConfiguration'),
  s3Operation(GetBucketReplication$, getReplication, 'GetReplicationConfiguration'),
  s3Operation(PutBucketReplication$, putReplication, 'PutReplicationConfiguration'),
  s3Operation(GetBucketOwnershipControls$, getOwnership),
  s3Operation(PutBucketOwnershipControls$, putOwnership),
  s3Operation(GetPublicAccessBlock$, getPublicAccessBlock, 'GetBucketPublicAccessBlock'),
  s3Operation(PutPublicAccessBlock$, putPublicAccessBlock, 'PutBucketPublicAccessBlock'),
  s3Operation(ListBucketInventoryConfigurations$, listInventories, 'GetInventoryConfiguration'),
];

function getEncryption(input: OfBucket, call: Call): GetBucketEncryptionOutput {
  return { ServerSideEncryptionConfiguration: requireBucket(input.Bucket, call).encryption };
}

function putEncryption(input: Received<PutBucketEncryptionRequest>, call: Call): void {
  requireBucket(input.Bucket, call).encryption = input.ServerSideEncryptionConfiguration;
}

function getObjectLock(input: OfBucket, call: Call): GetObjectLockConfigurationOutput {
  const bucket = requireBucket(input.Bucket, call);
  const message = 'Object Lock configuration does not exist for this bucket';
  return {
    ObjectLockConfiguration: configured(bucket, bucket.objectLock, 'ObjectLockConfigurationNotFoundError', message),
  };
}

function putObjectLock(input: Received<PutObjectLockConfigurationRequest>, call: Call): void {
  const bucket = requireBucket(input.Bucket, call);
  if (bucket.versioning !== 'Enabled') {
    throw new AwsError(
      'InvalidBucketState',
      "Versioning must be 'Enabled' on the bucket to apply a Object Lock configuration",
      409,
    );
  }
  bucket.objectLock = input.ObjectLockConfiguration;
}

function getReplication(input: OfBucket, call: Call): GetBucketReplicationOutput {
  const bucket = requireBucket(input.Bucket, call);
  const message = 'The replication configuration was not found';
  return {
    ReplicationConfiguration: configured(bucket, bucket.replication, 'ReplicationConfigurationNotFoundError', message),
  };
}

function putReplication(input: Received<PutBucketReplicationRequest>, call: Call): void {
  const bucket = requireBucket(input.Bucket, call);
  if (bucket.versioning !== 'Enabled') {
    throw new AwsError(
      'InvalidRequest',
      "Versioning must be 'Enabled' on the bucket to apply a replication configuration",
    );
  }
  bucket.replication = input.ReplicationConfiguration;
}

function getOwnership(input: OfBucket, call: Call): GetBucketOwnershipControlsOutput {
  return { OwnershipControls: requireBucket(input.Bucket, call).ownership };
}

function putOwnership(input: Received<PutBucketOwnershipControlsRequest>, call: Call): void {
  requireBucket(input.Bucket, call).ownership = input.OwnershipControls;
}

function getPublicAccessBlock(input: OfBucket, call: Call): GetPublicAccessBlockOutput {
  const bucket = requireBucket(input.Bucket, call);
  const message = 'The public access block configuration was not found';
  return {
    PublicAccessBlockConfiguration: configured(
      bucket,
      bucket.publicAccessBlock,
      'NoSuchPublicAccessBlockConfiguration',
      message,
    ),
  };
}

function putPublicAccessBlock(input: Received<PutPublicAccessBlockRequest>, call: Call): void {
  requireBucket(input.Bucket, call).publicAccessBlock = input.PublicAccessBlockConfiguration;
}

function listInventories(input: OfBucket, call: Call): ListBucketInventoryConfigurationsOutput {
  const { inventories } = requireBucket(input.Bucket, call);
  return { InventoryConfigurationList: [...inventories], IsTruncated: false };
}

/** @throws AwsError 404 with S3's own code for a setting that nobody made. */
function configured<T>(bucket: Bucket, setting: T | undefined, code: string, message: string): T {
  if (setting === undefined) {
    throw new AwsError(code, message, 404, { members: { BucketName: bucket.name } });
  }
  return setting;
}
