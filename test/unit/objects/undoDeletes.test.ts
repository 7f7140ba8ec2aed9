import { progressJson, readProgress } from '../../../src/aws/objects/undoJob';
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutBucketVersioningCommand } from '@aws-sdk/client-s3';
import { inBatches } from '../../../src/aws/objects/batches';
import { LinesFile, readDeletedList, removeOldLists } from '../../../src/aws/objects/deletedList';
import type { DeletedKey } from '../../../src/protection/versions/undo';
import { fillBucket } from '../../bench/fullBucket';
import { targetOf } from '../changes/changing';
import { emptyAccount, put } from '../emulator/sample';
import { bucket, holds, oneBucket, remove } from './support';
import { survey, undo } from './undoing';

const longAgo = new Date(0);

describe('undoing deletes', () => {
  it('leaves alone what was written anew since it was listed, and says so', async () => {
    const { clients, target } = await oneBucket();
    for (const key of ['a', 'b', 'c', 'd', 'e']) {
      await put(clients, bucket, key, '1');
      await remove(clients, key);
    }
    const { found } = await survey(target, longAgo);
    clients.account.clock.advance(1_000);
    await put(clients, bucket, 'b', '22');
    const { counts, remarks } = await undo(target, found);
    assert.deepEqual(counts, { back: 4, mayBeOlder: 0, left: 1, failed: 0 });
    assert.deepEqual(remarks, [{ key: 'b', why: 'written-anew' }]);
    assert.ok((await holds(clients)).includes('b version of 2 *'));
  });

  it('says of what was deleted once more since that it is not back', async () => {
    const { clients, target } = await oneBucket();
    await put(clients, bucket, 'a', '1');
    await remove(clients, 'a');
    const { found } = await survey(target, longAgo);
    clients.account.clock.advance(1_000);
    await put(clients, bucket, 'a', '22');
    await remove(clients, 'a');
    const { remarks } = await undo(target, found);
    assert.deepEqual(remarks, [{ key: 'a', why: 'deleted-again' }]);
  });

  it('reaches no key outside of its prefix, nor what was deleted before', async () => {
    const { clients, target } = await oneBucket();
    for (const key of ['logs/old', 'logs/new', 'other']) await put(clients, bucket, key, '1');
    await remove(clients, 'logs/old');
    clients.account.clock.advance(60_000);
    const since = new Date(clients.account.clock.now());
    await remove(clients, 'logs/new');
    await remove(clients, 'other');
    const { found } = await survey(target, since, 'logs/');
    assert.deepEqual(
      found.map(({ key }) => key),
      ['logs/new'],
    );
  });

  it('ends with the cause where all is denied, and names each key where single ones are', async () => {
    const { clients, target } = await oneBucket();
    for (const key of ['a', 'b']) {
      await put(clients, bucket, key, '1');
      await remove(clients, key);
    }
    const { found } = await survey(target, longAgo);
    const allow = clients.account.deny('s3:DeleteObject', `arn:aws:s3:::${bucket}`);
    const { end } = await undo(target, found);
    assert.deepEqual(end, { kind: 'failed', failure: { kind: 'denied', action: 's3:DeleteObject' } });
    allow();
    clients.account.deny('s3:DeleteObjectVersion', `arn:aws:s3:::${bucket}/a`);
    const { counts, remarks } = await undo(target, found);
    assert.deepEqual(counts, { back: 1, mayBeOlder: 0, left: 0, failed: 1 });
    assert.deepEqual(remarks, [{ key: 'a', why: 'failed', code: 'AccessDenied', message: 'Access Denied' }]);
  });

  it('tells of versions of a time in which none were kept', async () => {
    const { clients, target } = await oneBucket();
    await put(clients, bucket, 'a', '1');
    const VersioningConfiguration = { Status: 'Suspended' } as const;
    await clients.s3.send(new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration }));
    await put(clients, bucket, 'only', '1');
    await remove(clients, 'a');
    await remove(clients, 'only');
    const { found, lost } = await survey(target, longAgo);
    assert.deepEqual(
      lost.map(({ key, why }) => [key, why]),
      [['only', 'lost']],
    );
    const { remarks } = await undo(target, found);
    assert.deepEqual(remarks, [{ key: 'a', why: 'may-be-older' }]);
  });

  it('goes on where it was cut off, with a few thousand keys', async () => {
    const { account } = emptyAccount();
    fillBucket(account, bucket, 9_500, true);
    const target = targetOf(account);
    const { found } = await survey(target, longAgo);
    const abort = new AbortController();
    let calls = 0;
    account.interfere = ({ operation }) => {
      if (operation === 'DeleteObjects' && ++calls === 2) abort.abort();
      return undefined;
    };
    const first = await undo(target, found, { signal: abort.signal });
    account.interfere = undefined;
    assert.equal(first.end.kind, 'cancelled');
    const left = (await survey(target, longAgo)).found.length;
    assert.ok(left > 0 && left < 9_500, `${left} are left`);
    const behind = first.removed.at(-1);
    const { end, counts } = await undo(target, found, { behind });
    assert.equal(end.kind, 'done');
    assert.deepEqual(counts, { back: 9_500, mayBeOlder: 0, left: 0, failed: 0 });
  });

  it('waits where AWS asks for fewer requests, and ends all the same', async () => {
    const { account } = emptyAccount();
    fillBucket(account, bucket, 2_500, true);
    const target = targetOf(account);
    const { found } = await survey(target, longAgo);
    let calls = 0;
    account.interfere = ({ operation }) => {
      calls += 1;
      const isRefused = operation === 'DeleteObjects' && calls % 2 === 0;
      return isRefused ? { kind: 'error', code: 'SlowDown', message: 'Slow down', statusCode: 503 } : undefined;
    };
    const { counts } = await undo(target, found);
    assert.equal(counts.back, 2_500);
  });
});

describe('a list of deleted keys', () => {
  const folder = mkdtempSync(join(tmpdir(), 'deleted-'));
  const path = join(folder, 'inner', 'list.jsonl');
  const keys: DeletedKey[] = ['a\u2028b', 'line\nbreak', '"quoted"', '\u{1f600}'].map((key, index) => ({
    key,
    markers: [`m${index}`],
    deletedAt: new Date(1_000),
    version: { id: `v${index}`, sizeBytes: index, written: new Date(500) },
    mayBeOlder: false,
  }));

  after(() => {
    rmSync(folder, { recursive: true });
  });

  async function read(behind?: string): Promise<readonly DeletedKey[]> {
    const all: DeletedKey[] = [];
    for await (const key of readDeletedList(path, behind)) all.push(key);
    return all;
  }

  it('comes back from its file as it was, from the beginning or from behind a key', async () => {
    const file = await LinesFile.open(path, 'new');
    await file.add(keys.slice(0, 1));
    await file.add(keys.slice(1));
    await file.close();
    assert.deepEqual(await read(), keys);
    assert.deepEqual(await read('line\nbreak'), keys.slice(2));
    assert.equal(readFileSync(path, 'utf8').split('\n').length, keys.length + 1);
  });

  it('is cut so that no call has too many markers', async () => {
    const batches: (readonly [string | undefined, number])[] = [];
    for await (const { behind, keys: part } of inBatches(
      (async function* () {
        yield* await read();
      })(),
      'before',
      3,
    )) {
      batches.push([behind, part.length]);
    }
    assert.deepEqual(batches, [
      ['before', 3],
      ['"quoted"', 1],
    ]);
  });

  it('is removed when it is so old that nobody can go on with it, and not before', async () => {
    const day = 24 * 60 * 60 * 1_000;
    await removeOldLists(join(folder, 'inner'), Date.now() + 59 * day);
    assert.deepEqual(readdirSync(join(folder, 'inner')), ['list.jsonl']);
    await removeOldLists(join(folder, 'inner'), Date.now() + 61 * day);
    assert.deepEqual(readdirSync(join(folder, 'inner')), []);
    await removeOldLists(join(folder, 'not-there'), Date.now());
  });
});

describe('how far an undo is', () => {
  it('is read as it was written, and nothing else is', () => {
    assert.deepEqual(readProgress(progressJson({ key: 'a/b' })), { key: 'a/b' });
    for (const other of [undefined, null, 'a/b', {}, { key: 1 }]) assert.equal(readProgress(other), undefined);
  });
});
