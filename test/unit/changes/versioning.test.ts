import assert from 'node:assert/strict';
import { GetBucketVersioningCommand, PutBucketVersioningCommand } from '@aws-sdk/client-s3';
import { callsOf, obstaclesOf } from '../../../src/aws/changes/change';
import type { Goal } from '../../../src/aws/changes/goal';
import { UnreadError } from '../../../src/aws/changes/reading';
import { emptyAccount, makeBucket, region } from '../emulator/sample';
import { accountId, plan, run, targetOf } from './changing';

const goal: Goal = { kind: 'enableVersioning', bucket: 'uploads', region };

describe('a change of versioning', () => {
  it('is one call, for a bucket of this account, that says nothing of MFA delete', async () => {
    const clients = emptyAccount();
    await makeBucket(clients, 'uploads', 'Suspended');
    const change = await plan(targetOf(clients.account), goal);
    const [call] = callsOf(change);
    assert.deepEqual(call?.call, {
      operation: 'PutBucketVersioning',
      region,
      input: {
        Bucket: 'uploads',
        ExpectedBucketOwner: accountId,
        VersioningConfiguration: { Status: 'Enabled' },
      },
    });
    assert.deepEqual(call.document, { before: { Status: 'Suspended' }, after: { Status: 'Enabled' } });
    assert.equal(clients.account.log.count('s3', 'PutBucketVersioning'), 1, 'planning writes nothing');
  });

  it('enables it, and is nothing to do when run again', async () => {
    const clients = emptyAccount();
    await makeBucket(clients, 'uploads');
    const target = targetOf(clients.account);
    const change = await plan(target, goal);
    const outcome = await run(change, target);
    assert.equal(outcome.stop, undefined);
    assert.deepEqual(
      outcome.results.map(({ kind }) => kind),
      ['made'],
    );
    const { Status } = await clients.s3.send(new GetBucketVersioningCommand({ Bucket: 'uploads' }));
    assert.equal(Status, 'Enabled');
    const again = await run(change, target);
    assert.deepEqual(
      again.results.map(({ kind }) => kind),
      ['held'],
    );
    assert.deepEqual(callsOf(await plan(target, goal)), []);
    assert.equal(clients.account.log.count('s3', 'PutBucketVersioning'), 1);
  });

  it('stops where somebody has changed it since the preview', async () => {
    const clients = emptyAccount();
    await makeBucket(clients, 'uploads');
    const target = targetOf(clients.account);
    const change = await plan(target, goal);
    const suspended = { Bucket: 'uploads', VersioningConfiguration: { Status: 'Suspended' as const } };
    await clients.s3.send(new PutBucketVersioningCommand(suspended));
    const { stop } = await run(change, target);
    assert.equal(stop?.kind, 'changed');
  });

  it('is left alone where only the root user can make it', async () => {
    const clients = emptyAccount();
    await makeBucket(clients, 'uploads', 'Suspended');
    clients.account.state.buckets.get('uploads')!.mfaDelete = 'Enabled';
    const change = await plan(targetOf(clients.account), goal);
    assert.deepEqual(callsOf(change), []);
    assert.match(obstaclesOf(change).join(), /MFA delete is on for uploads/);
  });

  it('names the action where the read, or the write, is denied', async () => {
    const clients = emptyAccount();
    await makeBucket(clients, 'uploads');
    const target = targetOf(clients.account);
    const change = await plan(target, goal);
    const allow = clients.account.deny('s3:PutBucketVersioning', '*');
    const { stop } = await run(change, target);
    assert.deepEqual(stop?.kind === 'failed' && stop.failure, { kind: 'denied', action: 's3:PutBucketVersioning' });
    allow();
    clients.account.deny('s3:GetBucketVersioning', '*');
    await assert.rejects(plan(target, goal), (error) => {
      assert.ok(error instanceof UnreadError);
      assert.deepEqual(error.failure, { kind: 'denied', action: 's3:GetBucketVersioning' });
      return true;
    });
  });

  it('is not begun once it is cancelled', async () => {
    const clients = emptyAccount();
    await makeBucket(clients, 'uploads');
    const target = targetOf(clients.account);
    const change = await plan(target, goal);
    const { stop, results } = await run(change, target, { isCancelled: () => true });
    assert.equal(stop?.kind, 'cancelled');
    assert.deepEqual(results, []);
    assert.equal(clients.account.log.count('s3', 'PutBucketVersioning'), 0);
  });
});
