import { addBucket } from '../../src/emulator/state';
import type { SampleAccount } from '../../src/emulator/account';
import { createSampleAccount } from '../../src/emulator/account';
import { newBucket } from '../../src/emulator/s3/newBucket';
import { etagOf } from '../../src/emulator/s3/objectWrites';

export const region = 'eu-west-1';

/** The key of a number, in an order that is that of the numbers. */
export function keyOf(index: number): string {
  return `data/part-${String(index).padStart(8, '0')}.csv`;
}

/** A versioned bucket with many small objects, each of which may be deleted since. Nothing goes over the wire. */
export function fillBucket(account: SampleAccount, name: string, keys: number, areDeleted: boolean): void {
  const { state, clock } = account;
  const bucket = newBucket(state.ids, name, region, clock.now());
  bucket.versioning = 'Enabled';
  const body = Buffer.from('a small object');
  const content = {
    body,
    etag: etagOf(body),
    contentType: 'text/csv',
    metadata: {},
    storageClass: 'STANDARD',
    tags: {},
    checksum: undefined,
    encryption: { algorithm: 'AES256', kmsKeyId: undefined },
  } as const;
  const written = clock.now() - 86_400_000;
  for (let index = 0; index < keys; index += 1) bucket.history.put(written, 'Enabled', keyOf(index), content);
  if (areDeleted) {
    for (let index = 0; index < keys; index += 1) bucket.history.delete(clock.now() - 60_000, 'Enabled', keyOf(index));
  }
  addBucket(state, bucket);
}

export function emptyAccount(): SampleAccount {
  return createSampleAccount({ scenario: 'empty' });
}
