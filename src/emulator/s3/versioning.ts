import {
  GetBucketVersioning$,
  PutBucketVersioning$,
  type GetBucketVersioningOutput,
  type GetBucketVersioningRequest,
  type PutBucketVersioningRequest,
} from '@aws-sdk/client-s3';
import { AwsError } from '../awsError';
import { versioningIsOff } from '../backup/continuous';
import type { Call, Operation } from '../operation';
import type { Received } from '../received';
import { requireBucket } from './bucketRegion';
import { s3Operation } from './declare';

export const versioningOperations: readonly Operation[] = [
  s3Operation(GetBucketVersioning$, getVersioning),
  s3Operation(PutBucketVersioning$, putVersioning),
];

/** A bucket that was never versioned answers without a status. */
function getVersioning(input: Received<GetBucketVersioningRequest>, call: Call): GetBucketVersioningOutput {
  const bucket = requireBucket(input.Bucket, call);
  return { Status: bucket.versioning, MFADelete: bucket.mfaDelete };
}

function putVersioning(input: Received<PutBucketVersioningRequest>, call: Call): void {
  const bucket = requireBucket(input.Bucket, call);
  const { Status, MFADelete } = input.VersioningConfiguration;
  if (Status !== 'Enabled' && Status !== 'Suspended') {
    throw new AwsError('IllegalVersioningConfigurationException', 'The Versioning element must be specified');
  }
  if (Status === 'Suspended' && bucket.objectLock !== undefined) {
    throw new AwsError(
      'InvalidBucketState',
      'An Object Lock configuration is present on this bucket, so the versioning state cannot be changed.',
      409,
    );
  }
  if (MFADelete === 'Enabled' && bucket.lifecycle !== undefined) {
    throw new AwsError(
      'InvalidBucketState',
      'MFA Delete cannot be enabled on a bucket with a lifecycle configuration.',
      409,
    );
  }
  bucket.versioning = Status;
  bucket.mfaDelete = MFADelete ?? bucket.mfaDelete;
  if (Status === 'Suspended') {
    versioningIsOff(call.state, bucket, call.now);
  }
}
