import assert from 'node:assert/strict';
import { DeleteObjectCommand, PutBucketEncryptionCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { CallQueue } from '../../../src/aws/callQueue';
import { sampleBounds, sampleObjects, versionsToHead } from '../../../src/aws/sampling/sampleObjects';
import { spread } from '../../../src/aws/sampling/spread';
import { leftOut, lookedAt } from '../../../src/protection/unsaved/leftOut';
import type { ListedVersion, ObjectSample } from '../../../src/protection/unsaved/objectSample';
import { leftOutMarkdown } from '../../../src/reports/leftOutMarkdown';
import type { Clients } from '../emulator/sample';
import { emptyAccount, makeBucket, put } from '../emulator/sample';

function look({ s3 }: Clients, signal = new AbortController().signal): Promise<ObjectSample> {
  return sampleObjects({ s3, bucket: 'orders', schedule: new CallQueue(signal).schedule(0), signal });
}

async function account(): Promise<Clients> {
  const clients = emptyAccount();
  await makeBucket(clients, 'orders', 'Enabled');
  return clients;
}

/** Puts objects into the history at once: thousands of calls would take a while. */
function fill({ account: { state, clock } }: Clients, keys: readonly string[]): void {
  const { history } = state.buckets.get('orders')!;
  for (const key of keys) {
    history.put(clock.now(), 'Enabled', key, {
      body: new Uint8Array(),
      etag: '"0"',
      contentType: undefined,
      metadata: {},
      storageClass: 'STANDARD',
      tags: {},
      checksum: undefined,
      encryption: { algorithm: 'AES256', kmsKeyId: undefined },
    });
  }
}

const customerKey = { SSECustomerAlgorithm: 'AES256', SSECustomerKey: 'k'.repeat(32) };

describe('a look at the objects of a bucket', () => {
  it('finds what AWS Backup does not save', async () => {
    const clients = await account();
    const { s3 } = clients;
    await s3.send(
      new PutBucketEncryptionCommand({
        Bucket: 'orders',
        ServerSideEncryptionConfiguration: { Rules: [{ BlockedEncryptionTypes: { EncryptionType: ['NONE'] } }] },
      }),
    );
    const write = (Key: string, more: object = {}) =>
      s3.send(new PutObjectCommand({ Bucket: 'orders', Key, Body: 'x', ...more }));
    await write('plain');
    await write('mine', customerKey);
    await write('cold', { StorageClass: 'DEEP_ARCHIVE' });
    await write('v2', { Metadata: { 'X-Amz-Iv': 'a', 'x-amz-key-v2': 'b' } });
    await write('a + b %41 ü', { Metadata: { 'x-amz-c': '115', 'x-amz-d': 'b', 'x-amz-i': 'c' } });
    await write('a + b %41 ü.instruction', { Metadata: { 'x-amz-crypto-instr-file': '' } });
    await put(clients, 'orders', 'deleted', 'x');
    await s3.send(new DeleteObjectCommand({ Bucket: 'orders', Key: 'deleted' }));
    const sample = await look(clients);
    assert.equal(sample.isWhole, true);
    assert.deepEqual(lookedAt(sample), { versions: 7, isWhole: true, heads: 6, denied: 0, failed: 0 });
    assert.deepEqual(
      leftOut(sample).map(({ kind, examples, words }) => [kind, examples, words]),
      [
        ['sse-c', ['mine'], []],
        ['archived', ['cold'], ['DEEP_ARCHIVE']],
        ['client-side-encrypted', ['a + b %41 ü', 'v2'], ['V2', 'V3-instruction-file']],
        ['instruction-file', ['a + b %41 ü.instruction'], []],
      ],
    );
    const text = leftOutMarkdown(sample, new Date(0), String);
    assert.match(text, /All 7 object versions were listed/);
    assert.match(text, /\*\*1 among the 6 looked at\*\*/);
    assert.match(text, /Key names .*: none among the 7 looked at/);
    assert.match(text, /warm storage, GB/);
  });

  it('finds names that XML cannot hold', async () => {
    const clients = await account();
    fill(clients, ['bell\u0007', 'plain']);
    assert.deepEqual(
      leftOut(await look(clients)).map(({ kind, examples }) => [kind, examples]),
      [['key-name', ['bell\u0007']]],
    );
  });

  it('is bounded, from several places, and says so', async () => {
    const clients = await account();
    const folders = Array.from({ length: 12 }, (_, index) => `folder-${String(index).padStart(2, '0')}`);
    fill(
      clients,
      folders.flatMap((folder) => Array.from({ length: 1200 }, (_, index) => `${folder}/${index}`)),
    );
    const calls: string[] = [];
    clients.account.interfere = ({ operation }) => {
      calls.push(operation);
      return undefined;
    };
    const sample = await look(clients);
    const count = (operation: string) => calls.filter((call) => call === operation).length;
    assert.ok(count('ListObjectVersions') <= sampleBounds.pages + 1);
    assert.equal(count('HeadObject'), sampleBounds.heads);
    assert.equal(sample.isWhole, false);
    assert.equal(lookedAt(sample).versions, 5000);
    const seen = new Set(sample.versions.map(({ key }) => key.split('/')[0]));
    assert.ok(seen.size >= 5, `only ${[...seen].join(', ')}`);
    const headed = new Set(sample.heads.map(({ version }) => version.key.split('/')[0]));
    assert.ok(headed.size >= 5);
    const text = leftOutMarkdown(sample, new Date(0), String);
    assert.match(text, /5,000 object versions of unknown many/);
    assert.match(text, /of this sample, which may differ/);
    assert.doesNotMatch(text, /a month/);
  });

  it('goes further down in a bucket without folders', async () => {
    const clients = await account();
    const letters = ['a', 'd', 'n', 'u'];
    fill(
      clients,
      letters.flatMap((letter) => Array.from({ length: 1500 }, (_, index) => `${letter}${index}`)),
    );
    const seen = new Set((await look(clients)).versions.map(({ key }) => key[0]));
    assert.deepEqual([...seen].toSorted(), letters);
  });

  it('asks for no more heads once they are refused, and says which right is missing', async () => {
    const clients = await account();
    fill(
      clients,
      Array.from({ length: 40 }, (_, index) => `k${index}`),
    );
    clients.account.deny('s3:GetObject*', '*');
    clients.account.deny('s3:GetInventoryConfiguration', '*');
    const sample = await look(clients);
    const { heads, denied } = lookedAt(sample);
    assert.equal(heads, 0);
    assert.ok(denied >= 5 && denied < 40, String(denied));
    assert.deepEqual(sample.inventories, { state: 'denied', action: 's3:GetInventoryConfiguration' });
    assert.match(leftOutMarkdown(sample, new Date(0), String), /none among the 0 looked at/);
  });

  it('does not take an expired login for a customer key', async () => {
    const clients = await account();
    fill(clients, ['a']);
    clients.account.interfere = ({ operation }) =>
      operation === 'HeadObject' || operation === 'GetObject'
        ? { kind: 'error', code: 'ExpiredToken', message: 'The provided token has expired.', statusCode: 400 }
        : undefined;
    const [head] = (await look(clients)).heads;
    assert.equal(head?.outcome.kind, 'failed');
  });

  it('fails where the list is denied, and ends when it is given up', async () => {
    const clients = await account();
    fill(clients, ['a']);
    await assert.rejects(look(clients, AbortSignal.abort()), { name: 'AbortError' });
    clients.account.deny('s3:ListBucketVersions', '*');
    await assert.rejects(look(clients), { name: 'AccessDenied' });
  });
});

describe('what is chosen of many', () => {
  it('is as many as are wanted, from all over', () => {
    const numbers = Array.from({ length: 1000 }, (_, index) => index);
    for (const most of [1, 4, 7, 50, 999]) {
      const chosen = spread(numbers, most);
      assert.equal(chosen.length, most);
      assert.ok(most < 4 || (chosen.at(-1) ?? 0) > 700);
    }
    assert.deepEqual(spread(numbers, 0), []);
    assert.equal(spread(numbers, 2000), numbers);
  });

  it('leaves out what needs no head, and takes current versions first', () => {
    const version = (key: string, more: Partial<ListedVersion> = {}): ListedVersion => {
      return { kind: 'object', key, isLatest: true, bytes: 1, storageClass: 'STANDARD', ...more };
    };
    const [a, b, c] = [version('a', { isLatest: false }), version('b'), version('c', { storageClass: 'GLACIER' })];
    assert.deepEqual(versionsToHead([a, b, c], 1), [b]);
    assert.deepEqual(versionsToHead([a, b, c], 9), [b, a]);
  });
});
