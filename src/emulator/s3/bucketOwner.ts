import { AwsError } from '../awsError';
import type { Call } from '../operation';

/**
 * Refuses a call that is meant for a bucket of another account. All buckets here belong to this one.
 *
 * @throws AwsError 403 `AccessDenied`, which says no more than that, as S3 does.
 */
export function checkBucketOwner(input: Readonly<Record<string, unknown>>, { state }: Call): void {
  const owner = input['ExpectedBucketOwner'];
  if (typeof owner === 'string' && owner !== state.accountId) {
    throw new AwsError('AccessDenied', 'Access Denied', 403);
  }
}
