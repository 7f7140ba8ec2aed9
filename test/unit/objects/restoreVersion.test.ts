import assert from 'node:assert/strict';
import {
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { awsScript } from '../../../src/aws/changes/awsCommands';
import { callsOf, obstaclesOf } from '../../../src/aws/changes/change';
import type { ChangeTarget } from '../../../src/aws/changes/changeTarget';
import { keyNow } from '../../../src/aws/objects/keyNow';
import { plan, run } from '../changes/changing';
import { put } from '../emulator/sample';
import { at, bucket, holds, oneBucket, remove } from './support';

async function planRestore(target: ChangeTarget, key: string, versionId: string) {
  const [current] = (await keyNow(at(key), target)).versions;
  return plan(target, { kind: 'restoreVersion', ...at(key), versionId, current: current?.versionId ?? '' });
}

describe('restoring an older version', () => {
  it('puts a copy with its metadata, tags, class and encryption on top, and leaves the others alone', async () => {
    const { clients, target } = await oneBucket();
    const { VersionId: old = '' } = await clients.s3.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: 'a b/ü+1.txt',
        Body: 'old',
        ContentType: 'text/plain',
        Metadata: { who: 'me' },
        Tagging: 'a=1&b=2',
        StorageClass: 'STANDARD_IA',
        ServerSideEncryption: 'aws:kms',
        SSEKMSKeyId: 'arn:aws:kms:eu-west-1:111122223333:key/one',
      }),
    );
    await put(clients, bucket, 'a b/ü+1.txt', 'newer');
    const outcome = await run(await planRestore(target, 'a b/ü+1.txt', old), target);
    assert.equal(outcome.stop, undefined, JSON.stringify(outcome.stop));
    const about = { Bucket: bucket, Key: 'a b/ü+1.txt' };
    const head = await clients.s3.send(new HeadObjectCommand(about));
    const { TagSet } = await clients.s3.send(new GetObjectTaggingCommand(about));
    const { Body } = await clients.s3.send(new GetObjectCommand(about));
    assert.equal(await Body?.transformToString(), 'old');
    assert.deepEqual(head.Metadata, { who: 'me' });
    assert.equal(head.ContentType, 'text/plain');
    assert.equal(head.StorageClass, 'STANDARD_IA');
    assert.equal(head.SSEKMSKeyId, 'arn:aws:kms:eu-west-1:111122223333:key/one');
    assert.deepEqual(TagSet, [
      { Key: 'a', Value: '1' },
      { Key: 'b', Value: '2' },
    ]);
    assert.equal((await holds(clients)).length, 3);
  });

  it('shows the call, with its condition and what is different about the copy', async () => {
    const { clients, target } = await oneBucket();
    const old = await put(clients, bucket, 'key', '1');
    await put(clients, bucket, 'key', '22');
    const [planned] = callsOf(await planRestore(target, 'key', old));
    assert.ok(planned);
    const script = awsScript([planned.call], {});
    assert.match(script, /aws s3api copy-object[^]*--if-match[^]*--expected-source-bucket-owner|--if-match/u);
    assert.ok(script.includes(`--copy-source 'files/key?versionId=${old}'`), script);
    assert.match(planned.why, /The date, the version id and the access control list are new/u);
  });

  it('works on a deleted object, whose marker stays beneath', async () => {
    const { clients, target } = await oneBucket();
    const old = await put(clients, bucket, 'key', '1');
    await remove(clients, 'key');
    await run(await planRestore(target, 'key', old), target);
    assert.deepEqual(await holds(clients), ['key marker', 'key version of 1', 'key version of 1 *']);
  });

  it('is refused where somebody wrote a newer version since it was planned', async () => {
    const { clients, target } = await oneBucket();
    const old = await put(clients, bucket, 'key', '1');
    await put(clients, bucket, 'key', '22');
    const change = await planRestore(target, 'key', old);
    await put(clients, bucket, 'key', '333');
    const before = await holds(clients);
    const outcome = await run(change, target);
    assert.equal(outcome.stop?.kind, 'changed');
    assert.deepEqual(await holds(clients), before);
  });

  it('is refused by S3 itself where somebody wrote at the last moment', async () => {
    const { clients, target } = await oneBucket();
    const old = await put(clients, bucket, 'key', '1');
    await put(clients, bucket, 'key', '22');
    const change = await planRestore(target, 'key', old);
    const [planned] = callsOf(change);
    assert.ok(planned?.call.operation === 'CopyObject');
    await put(clients, bucket, 'key', '333');
    const { send } = await import('../../../src/aws/changes/send');
    await assert.rejects(send(planned.call, target, { isCancelled: () => false, wait: () => Promise.resolve() }), {
      name: 'PreconditionFailed',
    });
  });

  it('is refused where a copy would overwrite for good, and for data that cannot be read', async () => {
    const { clients, target } = await oneBucket();
    const old = await put(clients, bucket, 'key', '1');
    await put(clients, bucket, 'key', '22');
    const archived = await clients.s3.send(
      new PutObjectCommand({ Bucket: bucket, Key: 'cold', Body: '1', StorageClass: 'GLACIER' }),
    );
    await put(clients, bucket, 'cold', '22');
    const cold = await planRestore(target, 'cold', archived.VersionId ?? '');
    const VersioningConfiguration = { Status: 'Suspended' } as const;
    await clients.s3.send(new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration }));
    assert.match(obstaclesOf(await planRestore(target, 'key', old)).join(' '), /would overwrite for good/u);
    assert.match(obstaclesOf(cold).join(' '), /archived/u);
  });
});
