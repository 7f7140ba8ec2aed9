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
  const bucket = typeof name === 'string' ? bucketNamed(name, call) : undefined;
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

/** A bucket, or what a backup access point shows, by its alias. */
function bucketNamed(name: string, { state }: Call): Bucket | undefined {
  return state.buckets.get(name) ?? state.accessPoints.get(name);
}

/** What can be done through a backup access point (AWS Backup developer guide, access points). */
const readable: ReadonlySet<string> = new Set([
  'GetBucketLocation',
  'GetObject',
  'GetObjectAttributes',
  'GetObjectTagging',
  'HeadObject',
  'ListObjects',
  'ListObjectsV2',
  'ListObjectVersions',
]);

/** @throws AwsError 405 `MethodNotAllowed` for anything but reading through a backup access point. */
export function checkAccessPoint(operation: string, input: Readonly<Record<string, unknown>>, { state }: Call): void {
  const name = input['Bucket'];
  if (typeof name === 'string' && state.accessPoints.has(name) && !readable.has(operation)) {
    throw new AwsError('MethodNotAllowed', 'The specified method is not allowed against this resource.', 405);
  }
}

/** @throws AwsError 404 `NoSuchBucket`. */
export function requireBucket(name: string, call: Call): Bucket {
  const bucket = bucketNamed(name, call);
  if (bucket === undefined) {
    throw new AwsError('NoSuchBucket', 'The specified bucket does not exist', 404, { members: { BucketName: name } });
  }
  return bucket;
}
