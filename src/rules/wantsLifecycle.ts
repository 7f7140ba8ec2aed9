import type { Bucket } from '../model/bucket';
import { ask } from '../model/fact';
import { isVersioned } from '../protection/versioning';

/**
 * Whether it can be asked of a bucket that a lifecycle tidies up its versions: it is there, versioned for certain, and
 * MFA delete is off. S3 accepts no lifecycle configuration where that is on.
 */
export function wantsLifecycle(bucket: Bucket): boolean {
  return (
    ask(bucket.mfaDelete, (on) => on) === 'no' &&
    ask(bucket.exists, (exists) => exists) !== 'no' &&
    isVersioned(bucket) === 'yes'
  );
}
