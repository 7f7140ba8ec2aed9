import {
  DeleteBucketLifecycle$,
  GetBucketLifecycleConfiguration$,
  PutBucketLifecycleConfiguration$,
  type DeleteBucketLifecycleRequest,
  type GetBucketLifecycleConfigurationOutput,
  type GetBucketLifecycleConfigurationRequest,
  type PutBucketLifecycleConfigurationOutput,
  type PutBucketLifecycleConfigurationRequest,
} from '@aws-sdk/client-s3';
import { AwsError } from '../awsError';
import type { Call, Operation } from '../operation';
import type { Received } from '../received';
import { requireBucket } from './bucketRegion';
import { s3Operation } from './declare';
import { checkLifecycleRules } from './lifecycleRules';

export const lifecycleOperations: readonly Operation[] = [
  s3Operation(GetBucketLifecycleConfiguration$, getLifecycle, 'GetLifecycleConfiguration'),
  s3Operation(PutBucketLifecycleConfiguration$, putLifecycle, 'PutLifecycleConfiguration'),
  s3Operation(DeleteBucketLifecycle$, deleteLifecycle, 'PutLifecycleConfiguration'),
];

const defaultMinimumSize = 'all_storage_classes_128K';

function getLifecycle(
  input: Received<GetBucketLifecycleConfigurationRequest>,
  call: Call,
): GetBucketLifecycleConfigurationOutput {
  const bucket = requireBucket(input.Bucket, call);
  if (bucket.lifecycle === undefined) {
    throw new AwsError('NoSuchLifecycleConfiguration', 'The lifecycle configuration does not exist', 404, {
      members: { BucketName: bucket.name },
    });
  }
  return {
    Rules: bucket.lifecycle.Rules,
    TransitionDefaultMinimumObjectSize: (bucket.transitionDefaultMinimumObjectSize ??
      defaultMinimumSize) as typeof defaultMinimumSize,
  };
}

/** Replaces the whole configuration. */
function putLifecycle(
  input: Received<PutBucketLifecycleConfigurationRequest>,
  call: Call,
): PutBucketLifecycleConfigurationOutput {
  const bucket = requireBucket(input.Bucket, call);
  const rules = input.LifecycleConfiguration?.Rules ?? [];
  checkLifecycleRules(rules);
  if (bucket.mfaDelete === 'Enabled') {
    throw new AwsError('InvalidBucketState', 'Lifecycle configuration is not supported on MFA-enabled buckets.', 409);
  }
  bucket.lifecycle = { Rules: rules.map((rule) => ({ ...rule, ID: rule.ID ?? call.state.ids.hex(32) })) };
  bucket.transitionDefaultMinimumObjectSize = input.TransitionDefaultMinimumObjectSize ?? defaultMinimumSize;
  return { TransitionDefaultMinimumObjectSize: input.TransitionDefaultMinimumObjectSize ?? defaultMinimumSize };
}

function deleteLifecycle(input: Received<DeleteBucketLifecycleRequest>, call: Call): void {
  requireBucket(input.Bucket, call).lifecycle = undefined;
}
