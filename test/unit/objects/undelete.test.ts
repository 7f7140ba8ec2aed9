import assert from 'node:assert/strict';
import { PutBucketVersioningCommand } from '@aws-sdk/client-s3';
import { awsScript } from '../../../src/aws/changes/awsCommands';
import { callsOf, obstaclesOf } from '../../../src/aws/changes/change';
import type { ChangeTarget } from '../../../src/aws/changes/changeTarget';
import { policyFor } from '../../../src/aws/changes/policy';
import { keyNow } from '../../../src/aws/objects/keyNow';
import { undeleteGoals } from '../../../src/aws/objects/undelete';
import { plan, run } from '../changes/changing';
import { put } from '../emulator/sample';
import { at, bucket, holds, oneBucket, remove } from './support';

async function planUndelete(target: ChangeTarget, key: string) {
  return plan(target, ...undeleteGoals(at(key), await keyNow(at(key), target)));
}

describe('bringing a deleted object back', () => {
  it('removes its delete marker and nothing else', async () => {
    const { clients, target } = await oneBucket();
    await put(clients, bucket, 'key', '1');
    await put(clients, bucket, 'key', '22');
    await put(clients, bucket, 'key2', '333');
    await remove(clients, 'key');
    const outcome = await run(await planUndelete(target, 'key'), target);
    assert.equal(outcome.stop, undefined);
    assert.deepEqual(await holds(clients), ['key version of 1', 'key version of 2 *', 'key2 version of 3 *']);
  });

  it('shows the call, which names the marker and the owner of the bucket', async () => {
    const { clients, target } = await oneBucket();
    await put(clients, bucket, "it's", '1');
    const marker = await remove(clients, "it's");
    const calls = callsOf(await planUndelete(target, "it's")).map(({ call }) => call);
    const script = awsScript(calls, {});
    assert.match(script, /aws s3api delete-object/u);
    assert.ok(script.includes(`--version-id ${marker}`), script);
    assert.ok(script.includes(`--key 'it'\\''s'`), script);
    assert.match(script, /--expected-bucket-owner 111122223333/u);
    assert.match(policyFor(calls), /s3:DeleteObjectVersion[^]*arn:aws:s3:::files\/it's/u);
  });

  it('removes several markers on top of each other, the newest first', async () => {
    const { clients, target } = await oneBucket();
    await put(clients, bucket, 'key', '1');
    await remove(clients, 'key');
    clients.account.clock.advance(1_000);
    await remove(clients, 'key');
    const change = await planUndelete(target, 'key');
    assert.equal(callsOf(change).length, 2);
    await run(change, target);
    assert.deepEqual(await holds(clients), ['key version of 1 *']);
  });

  it('leaves alone what was written anew since it was looked at', async () => {
    const { clients, target } = await oneBucket();
    await put(clients, bucket, 'key', '1');
    await remove(clients, 'key');
    const change = await planUndelete(target, 'key');
    await put(clients, bucket, 'key', '22');
    const before = await holds(clients);
    const outcome = await run(change, target);
    assert.deepEqual(
      outcome.results.map(({ kind }) => kind),
      ['held'],
    );
    assert.deepEqual(await holds(clients), before);
  });

  it('stops where it was deleted once more since it was looked at', async () => {
    const { clients, target } = await oneBucket();
    await put(clients, bucket, 'key', '1');
    await remove(clients, 'key');
    const change = await planUndelete(target, 'key');
    clients.account.clock.advance(1_000);
    await remove(clients, 'key');
    const before = await holds(clients);
    const outcome = await run(change, target);
    assert.equal(outcome.stop?.kind, 'changed');
    assert.deepEqual(await holds(clients), before);
  });

  it('is refused with the reason where MFA delete is on', async () => {
    const { clients, target } = await oneBucket();
    await put(clients, bucket, 'key', '1');
    await remove(clients, 'key');
    const VersioningConfiguration = { Status: 'Enabled', MFADelete: 'Enabled' } as const;
    await clients.s3.send(new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration }));
    assert.match(obstaclesOf(await planUndelete(target, 'key')).join(' '), /MFA delete is on for files/u);
  });

  it('is refused where no version is left', async () => {
    const { clients, target } = await oneBucket();
    const version = await put(clients, bucket, 'key', '1');
    await remove(clients, 'key');
    await remove(clients, 'key', version);
    assert.match(obstaclesOf(await planUndelete(target, 'key')).join(' '), /No version of key is left/u);
  });

  it('says that it may be older where versions were not kept', async () => {
    const { clients, target } = await oneBucket();
    await put(clients, bucket, 'key', '1');
    const VersioningConfiguration = { Status: 'Suspended' } as const;
    await clients.s3.send(new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration }));
    await put(clients, bucket, 'key', 'lost');
    await remove(clients, 'key');
    const change = await planUndelete(target, 'key');
    assert.match(callsOf(change)[0]?.why ?? '', /this may be older/u);
    await run(change, target);
    assert.deepEqual(await holds(clients), ['key version of 1 *']);
  });
});
