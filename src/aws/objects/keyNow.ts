import { GetBucketVersioningCommand } from '@aws-sdk/client-s3';
import type { S3Client } from '@aws-sdk/client-s3';
import type { BucketPlace } from '../changes/goal';
import { addressOf } from '../changes/changeTarget';
import type { ChangeTarget } from '../changes/changeTarget';
import { readForChange } from '../changes/reading';
import type { KeyHistory } from '../../protection/versions/history';
import { HistoryFold } from '../../protection/versions/history';
import { listVersions, listVersionsAction } from './listVersions';

/** An object, by its bucket and key. */
export interface KeyPlace extends BucketPlace {
  readonly key: string;
}

/**
 * The newest versions of a key, up to 1,000 of them: one call. Keys that begin with it come behind it.
 * @throws what the SDK throws.
 */
export async function readKey(s3: S3Client, { bucket, key }: KeyPlace, signal: AbortSignal): Promise<KeyHistory> {
  const { versions, next } = await listVersions(s3, { bucket, prefix: key }, signal);
  const fold = new HistoryFold();
  fold.add(
    versions.filter((version) => version.key === key),
    next?.key,
  );
  const [history] = fold.all();
  return history ?? { key, versions: [], isPartial: false };
}

/** The same for a change that hangs on it. @throws UnreadError. */
export function keyNow(place: KeyPlace, target: ChangeTarget): Promise<KeyHistory> {
  return readForChange(listVersionsAction, () => readKey(target.s3(place.region), place, target.signal));
}

/** How a bucket keeps versions, and who may remove them. */
export interface BucketVersioning {
  readonly isEnabled: boolean;
  readonly hasMfaDelete: boolean;
}

/** @throws UnreadError. */
export async function versioningNow({ bucket, region }: BucketPlace, target: ChangeTarget): Promise<BucketVersioning> {
  const output = await readForChange('s3:GetBucketVersioning', () =>
    target.s3(region).send(new GetBucketVersioningCommand(addressOf(bucket, target)), { abortSignal: target.signal }),
  );
  return { isEnabled: output.Status === 'Enabled', hasMfaDelete: output.MFADelete === 'Enabled' };
}
