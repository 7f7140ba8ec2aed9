import assert from 'node:assert/strict';
import { GetObjectCommand, PutBucketReplicationCommand } from '@aws-sdk/client-s3';
import { callsOf } from '../../../src/aws/changes/change';
import { placeOfReplica, readReplicas } from '../../../src/aws/objects/replicas';
import { plan, run } from '../changes/changing';
import { makeBucket, put, region } from '../emulator/sample';
import { at, bucket, oneBucket } from './support';

describe('the replicas of a bucket', () => {
  it('are none where nothing is set up', async () => {
    const { target } = await oneBucket();
    assert.deepEqual(await readReplicas(at('key'), target), []);
  });

  it('are the buckets that rules name, and a lost object is copied back from one', async () => {
    const { clients, target } = await oneBucket();
    await makeBucket(clients, 'copies', 'Enabled');
    await clients.s3.send(
      new PutBucketReplicationCommand({
        Bucket: bucket,
        ReplicationConfiguration: {
          Role: 'arn:aws:iam::111122223333:role/replicate',
          Rules: [
            {
              Status: 'Enabled',
              Priority: 1,
              Filter: { Prefix: '' },
              DeleteMarkerReplication: { Status: 'Disabled' },
              Destination: { Bucket: 'arn:aws:s3:::copies' },
            },
          ],
        },
      }),
    );
    const versionId = await put(clients, 'copies', 'lost', 'saved');
    const [replica, ...others] = await readReplicas(at('lost'), target);
    const from = replica && placeOfReplica(replica);
    assert.deepEqual(others, []);
    assert.deepEqual(from, { bucket: 'copies', region });
    assert.equal(replica?.takesDeletes, false);
    const change = await plan(target, { kind: 'restoreVersion', ...at('lost'), from, versionId, current: '' });
    assert.match(callsOf(change)[0]?.why ?? '', /those of the replica/u);
    const { stop } = await run(change, target);
    assert.equal(stop, undefined, JSON.stringify(stop));
    const { Body } = await clients.s3.send(new GetObjectCommand({ Bucket: bucket, Key: 'lost' }));
    assert.equal(await Body?.transformToString(), 'saved');
  });

  it('may be denied, and the action is named', async () => {
    const { clients, target } = await oneBucket();
    clients.account.deny('s3:GetReplicationConfiguration', '*');
    await assert.rejects(readReplicas(at('key'), target), /s3:GetReplicationConfiguration is denied/u);
  });
});
