import { AwsError } from '../awsError';
import type { Call } from '../operation';
import type { Bucket } from './bucket';

/** Operations that any Region's endpoint answers. */
const anywhere: ReadonlySet<string> = new Set(['CreateBucket', 'GetBucketLocation', 'ListBuckets']);

/**
 * Sends a request for a bucket of another Region away, as S3 does.
 *
 * @throws AwsError 301 `PermanentRedirect` with the bucket's Region in `x-amz-bucket-region`.
 */
export function checkBucketRegion(operation: string, input: Readonly<Record<string, unknown>>, call: Call): void {
  const name = input['Bucket'];
  const bucket = typeof name === 'string' ? call.state.buckets.get(name) : undefined;
  if (bucket === undefined || bucket.region === call.region || anywhere.has(operation)) {
    return;
  }
  throw new AwsError(
    'PermanentRedirect',
    'The bucket you are attempting to access must be addressed using the specified endpoint. ' +
      'Please send all future requests to this endpoint.',
    301,
    {
      members: { Endpoint: `${bucket.name}.s3.${bucket.region}.amazonaws.com`, Bucket: bucket.name },
      headers: { 'x-amz-bucket-region': bucket.region },
    },
  );
}

/** @throws AwsError 404 `NoSuchBucket`. */
export function requireBucket(name: string, call: Call): Bucket {
  const bucket = call.state.buckets.get(name);
  if (bucket === undefined) {
    throw new AwsError('NoSuchBucket', 'The specified bucket does not exist', 404, { members: { BucketName: name } });
  }
  return bucket;
}
