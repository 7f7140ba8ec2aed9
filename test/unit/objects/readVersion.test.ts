import assert from 'node:assert/strict';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { headVersion, readVersion, TooLargeError, UnreadableError } from '../../../src/aws/objects/readVersion';
import { put, region } from '../emulator/sample';
import { at, bucket, oneBucket, remove } from './support';

const never = new AbortController().signal;
const enough = 1_000;

function isUnreadable(kind: string): (error: unknown) => boolean {
  return (error) => error instanceof UnreadableError && error.reason.kind === kind;
}

describe('reading a version', () => {
  it('gives its bytes, also of an older one and of binary data', async () => {
    const { clients, target } = await oneBucket();
    const bytes = Uint8Array.from([0, 255, 128, 10]);
    const { VersionId: versionId = '' } = await clients.s3.send(
      new PutObjectCommand({ Bucket: bucket, Key: 'key', Body: bytes }),
    );
    await put(clients, bucket, 'key', 'newer');
    assert.deepEqual(await readVersion(target.s3(region), { ...at('key'), versionId }, enough, never), bytes);
  });

  it('takes no more than it may', async () => {
    const { clients, target } = await oneBucket();
    const versionId = await put(clients, bucket, 'key', '12345');
    const place = { ...at('key'), versionId };
    await assert.rejects(readVersion(target.s3(region), place, 4, never), TooLargeError);
    assert.equal((await readVersion(target.s3(region), place, 5, never)).length, 5);
  });

  it('says of an archived version that it is, and of one that is gone', async () => {
    const { clients, target } = await oneBucket();
    const { VersionId: versionId = '' } = await clients.s3.send(
      new PutObjectCommand({ Bucket: bucket, Key: 'cold', Body: '1', StorageClass: 'DEEP_ARCHIVE' }),
    );
    const s3 = target.s3(region);
    await assert.rejects(readVersion(s3, { ...at('cold'), versionId }, enough, never), isUnreadable('archived'));
    await remove(clients, 'cold', versionId);
    await assert.rejects(readVersion(s3, { ...at('cold'), versionId }, enough, never), isUnreadable('gone'));
    const marker = await remove(clients, 'cold');
    await assert.rejects(headVersion(s3, { ...at('cold'), versionId: marker }, never), isUnreadable('gone'));
  });

  it("says of one with its writer's own key that only the writer can read it", async () => {
    const { clients, target } = await oneBucket();
    const found = clients.account.state.buckets.get(bucket);
    assert.ok(found);
    found.encryption = { Rules: [] };
    const key = Buffer.alloc(32, 1).toString('base64');
    const { VersionId: versionId = '' } = await clients.s3.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: 'own',
        Body: '1',
        SSECustomerAlgorithm: 'AES256',
        SSECustomerKey: key,
      }),
    );
    const place = { ...at('own'), versionId };
    await assert.rejects(readVersion(target.s3(region), place, enough, never), isUnreadable('customer-key'));
    await assert.rejects(headVersion(target.s3(region), place, never), isUnreadable('customer-key'));
  });

  it('names the action that is denied', async () => {
    const { clients, target } = await oneBucket();
    const versionId = await put(clients, bucket, 'key', '1');
    clients.account.deny('s3:GetObject', '*');
    await assert.rejects(headVersion(target.s3(region), { ...at('key'), versionId }, never), (error: unknown) => {
      return (
        error instanceof UnreadableError && error.reason.kind === 'failed' && error.reason.failure.kind === 'denied'
      );
    });
  });
});
