import assert from 'node:assert/strict';
import { DeleteObjectCommand, PutObjectCommand, PutBucketLifecycleConfigurationCommand } from '@aws-sdk/client-s3';
import type { Clients } from '../emulator/sample';
import { day, hour, minute, put } from '../emulator/sample';
import { continuous, requestOf, run, snapshot, stage, verify } from './restoring';

function remove({ s3 }: Clients, key: string): Promise<unknown> {
  return s3.send(new DeleteObjectCommand({ Bucket: 'orders', Key: key }));
}

describe('verification of a restore', () => {
  it('finds that all came back', async () => {
    const clients = await stage();
    for (const key of ['a', 'b', 'dir/c', 'gone', 'Ω', '😀', '\uFFFD']) await put(clients, 'orders', key, key);
    await remove(clients, 'gone');
    clients.account.clock.advance(minute);
    const request = requestOf(await snapshot(clients));
    await put(clients, 'orders', 'later', 'made after');
    const { states, since } = await run(clients, request);
    assert.deepEqual(states, ['COMPLETED']);
    const verdict = await verify(clients, request, since);
    assert.equal(verdict.restored, 6);
    assert.equal(verdict.expected, 6);
    assert.deepEqual([verdict.keys, verdict.gaps], [[], []]);
  });

  it('names what did not come back although the job is COMPLETED', async () => {
    const clients = await stage();
    for (let number = 0; number < 20; number += 1) await put(clients, 'orders', `key-${number}`, `body ${number}`);
    clients.account.clock.advance(minute);
    const request = requestOf(await snapshot(clients));
    clients.account.state.failsToRestore = (key) => key.endsWith('7');
    const { states, since } = await run(clients, request);
    assert.match(states[0] ?? '', /^COMPLETED: One or more objects failed/u);
    const verdict = await verify(clients, request, since);
    assert.deepEqual([verdict.restored, verdict.expected, verdict.losses.missing], [18, 20, 2]);
    assert.deepEqual(
      verdict.keys.map(({ kind, key }) => `${kind} ${key}`),
      ['missing key-17', 'missing key-7'],
    );
  });

  it('tells what AWS Backup never saves from what is missing', async () => {
    const clients = await stage();
    const bucket = clients.account.state.buckets.get('orders');
    assert.ok(bucket);
    bucket.encryption = { Rules: [] };
    await put(clients, 'orders', 'plain', 'x');
    await clients.s3.send(new PutObjectCommand({ Bucket: 'orders', Key: 'cold', Body: 'x', StorageClass: 'GLACIER' }));
    const customer = { SSECustomerAlgorithm: 'AES256', SSECustomerKey: 'k'.repeat(32) };
    await clients.s3.send(new PutObjectCommand({ Bucket: 'orders', Key: 'secret', Body: 'x', ...customer }));
    clients.account.clock.advance(minute);
    const request = requestOf(await snapshot(clients));
    const { since } = await run(clients, request);
    const verdict = await verify(clients, request, since);
    assert.deepEqual(verdict.keys, [
      { kind: 'never-saved', key: 'cold', why: 'archived' },
      { kind: 'never-saved', key: 'secret', why: 'sse-c' },
    ]);
    assert.equal(verdict.restored, 1);
  });

  it('counts what was there already, and does not call it restored', async () => {
    const clients = await stage();
    await put(clients, 'orders', 'a', 'one');
    await put(clients, 'orders', 'b', 'two');
    clients.account.clock.advance(minute);
    const origin = await snapshot(clients);
    await put(clients, 'orders', 'a', 'newer');
    await remove(clients, 'b');
    clients.account.clock.advance(minute);
    const request = requestOf(origin, { destination: { kind: 'existing', bucket: 'orders' } });
    const { since } = await run(clients, request);
    const verdict = await verify(clients, request, since);
    assert.deepEqual([verdict.restored, verdict.leftAlone, verdict.keys], [1, 1, []]);
  });

  it('looks only at the keys and prefixes that were asked for, however many jobs', async () => {
    const clients = await stage();
    const keys = ['a', 'ab', 'b', 'c', 'd', 'e', 'f', 'dir/x', 'dir/y', 'dirt'];
    for (const key of keys) await put(clients, 'orders', key, key);
    clients.account.clock.advance(minute);
    const items = ['a', 'b', 'c', 'd', 'e', 'f', 'dir/', 'never-was'];
    const request = requestOf(await snapshot(clients), { scope: { kind: 'items', items } });
    clients.account.state.failsToRestore = (key) => key === 'dir/y';
    const { states, since } = await run(clients, request);
    assert.equal(states.length, 2);
    const verdict = await verify(clients, request, since);
    assert.deepEqual([verdict.restored, verdict.expected], [7, 8]);
    assert.deepEqual(
      verdict.keys.map(({ key }) => key),
      ['dir/y'],
    );
  });

  it('misses single versions where several were asked for', async () => {
    const clients = await stage();
    const versions: string[] = [];
    for (const body of ['1', '22', '333']) {
      versions.push(await put(clients, 'orders', 'a', body));
      clients.account.clock.advance(minute);
    }
    const request = requestOf(await snapshot(clients), { versions: 'all' });
    clients.account.state.failsToRestore = (_, versionId) => versionId === versions[1];
    const { since } = await run(clients, request);
    const verdict = await verify(clients, request, since);
    assert.deepEqual(verdict.keys, [{ kind: 'incomplete', key: 'a', expected: 3, found: 2 }]);
  });

  it('finds what a continuous backup never saw', async () => {
    const clients = await stage();
    await put(clients, 'orders', 'seen', 'x');
    const origin = await continuous(clients);
    const bucket = clients.account.state.buckets.get('orders');
    const capture = [...(bucket?.captures ?? [])][0];
    const span = capture?.spans[0];
    assert.ok(bucket && span);
    span.until = bucket.history.moment;
    await put(clients, 'orders', 'unseen', 'while nobody listened');
    clients.account.clock.advance(hour);
    const at = new Date(clients.account.clock.now() - 30 * minute).toISOString();
    const request = requestOf({ ...origin, at });
    const { since } = await run(clients, request);
    const verdict = await verify(clients, request, since);
    assert.deepEqual(
      verdict.keys.map(({ kind, key }) => [kind, key]),
      [['missing', 'unseen']],
    );
  });

  it('cannot tell where the bucket is gone, and counts what was written', async () => {
    const clients = await stage();
    await put(clients, 'orders', 'a', 'x');
    await put(clients, 'target', 'older', 'x');
    clients.account.clock.advance(minute);
    const request = requestOf(await snapshot(clients));
    clients.account.state.buckets.delete('orders');
    const { since } = await run(clients, request);
    const verdict = await verify(clients, request, since);
    assert.deepEqual(
      verdict.gaps.map(({ kind }) => kind),
      ['source-unread'],
    );
    assert.equal(verdict.written, 1);
    assert.equal(verdict.expected, 0);
  });

  it('cannot tell where it may not list, and names the action', async () => {
    const clients = await stage();
    await put(clients, 'orders', 'a', 'x');
    clients.account.clock.advance(minute);
    const request = requestOf(await snapshot(clients));
    const { since } = await run(clients, request);
    for (const bucket of ['orders', 'target']) {
      const allow = clients.account.deny('s3:ListBucketVersions', `arn:aws:s3:::${bucket}`);
      const verdict = await verify(clients, request, since);
      assert.equal(verdict.losses.missing, 0);
      assert.match(JSON.stringify(verdict.gaps), /s3:ListBucketVersions is denied/u);
      allow();
    }
  });

  it('says that old versions have expired since', async () => {
    const clients = await stage();
    await put(clients, 'orders', 'a', 'x');
    clients.account.clock.advance(minute);
    const request = requestOf(await snapshot(clients));
    const { since } = await run(clients, request);
    const Rules = [
      { Status: 'Enabled' as const, Filter: { Prefix: '' }, NoncurrentVersionExpiration: { NoncurrentDays: 3 } },
    ];
    await clients.s3.send(
      new PutBucketLifecycleConfigurationCommand({ Bucket: 'orders', LifecycleConfiguration: { Rules } }),
    );
    assert.deepEqual((await verify(clients, request, since)).gaps, []);
    clients.account.clock.advance(4 * day);
    assert.deepEqual((await verify(clients, request, since)).gaps, [{ kind: 'expired', days: 3 }]);
  });

  it('ends where its budget ends, and calls nothing beyond that missing', async () => {
    const clients = await stage();
    for (let number = 0; number < 1_500; number += 1)
      await put(clients, 'orders', `k${String(number).padStart(5, '0')}`, 'x');
    clients.account.clock.advance(minute);
    const request = requestOf(await snapshot(clients));
    clients.account.state.failsToRestore = () => true;
    const { since } = await run(clients, request);
    const verdict = await verify(clients, request, since, { pages: 1 });
    assert.equal(verdict.gaps[0]?.kind, 'cut');
    assert.equal(verdict.losses.missing, 999);
    assert.equal((await verify(clients, request, since)).losses.missing, 1_500);
  });
});
