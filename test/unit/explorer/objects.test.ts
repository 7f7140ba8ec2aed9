import assert from 'node:assert/strict';
import { DeleteObjectCommand } from '@aws-sdk/client-s3';
import type { ObjectsNode } from '../../../src/explorer/objects/nodes';
import { objectsId } from '../../../src/explorer/objects/nodes';
import { objectRows, objectsOf } from '../../../src/explorer/objects/rows';
import { keyWords, versionWords } from '../../../src/explorer/objects/words';
import type { MessageNode } from '../../../src/explorer/shared/message';
import { formatTime } from '../../../src/ui/format';
import { connect, makeBucket, put, region, start } from '../emulator/sample';
import type { Look } from '../support/accounts';
import { endLooks, lookAt } from '../support/accounts';

const now = new Date(start);
/** In the zone of this machine. */
const noon = formatTime(now, now);

async function emptyBucket(): Promise<{ look: Look; clients: ReturnType<typeof connect> }> {
  const look = lookAt({ scenario: 'empty', now: start }, [region]);
  const clients = connect(look.account);
  await makeBucket(clients, 'files', 'Enabled');
  return { look, clients };
}

function isFolder(row: ObjectsNode | MessageNode) {
  return row.kind === 'objects' || row.kind === 'object';
}

/** The rows as a person reads them, without the times. */
function said(rows: readonly (ObjectsNode | MessageNode)[]): readonly string[] {
  return rows.map((row) => {
    switch (row.kind) {
      case 'message':
        return row.text;
      case 'objects':
        return row.prefix;
      case 'object':
        return `${row.history.key}: ${keyWords(row.history, now)}`;
      case 'version':
        return versionWords(row.version);
      case 'more-objects':
        return 'more';
    }
  });
}

describe('the objects of a bucket', () => {
  afterEach(endLooks);

  it('are folders and keys in one order, with deleted ones in their place', async () => {
    const { look, clients } = await emptyBucket();
    await put(clients, 'files', 'a/one.txt', 'one');
    await put(clients, 'files', 'b.txt', '1');
    await put(clients, 'files', 'b.txt', '22');
    await put(clients, 'files', 'c.txt', 'gone');
    await clients.s3.send(new DeleteObjectCommand({ Bucket: 'files', Key: 'c.txt' }));
    const rows = await objectRows(objectsOf('files', region), look.session);
    assert.deepEqual(said(rows), ['a/', `b.txt: 2 bytes · ${noon} · 2 versions`, 'c.txt: deleted just now']);
  });

  it('are read by one call a folder, and by none when it is drawn again', async () => {
    const { look, clients } = await emptyBucket();
    for (let index = 0; index < 5; index += 1) await put(clients, 'files', `logs/${index}/x`, '');
    look.account.log.clear();
    const rows = await objectRows(objectsOf('files', region), look.session);
    await objectRows(objectsOf('files', region), look.session);
    assert.deepEqual(said(rows), ['logs/']);
    assert.equal(look.account.log.total, 1);
  });

  it('come page by page, and a key whose versions fill more than a page is one row', async () => {
    const { look, clients } = await emptyBucket();
    for (let index = 0; index < 1_010; index += 1) await put(clients, 'files', 'busy', String(index));
    await put(clients, 'files', 'next', '');
    const folder = objectsOf('files', region);
    const first = await objectRows(folder, look.session);
    assert.deepEqual(said(first), [`busy: 4 bytes · ${noon} · 1000 versions or more`, 'more']);
    await look.session.objects.folder(folder, '').more();
    const all = await objectRows(folder, look.session);
    assert.deepEqual(said(all), [`busy: 4 bytes · ${noon} · 1010 versions`, `next: 0 bytes · ${noon}`]);
  });

  it('unfold into their versions, the current one first, and no versions of keys that begin alike', async () => {
    const { look, clients } = await emptyBucket();
    await put(clients, 'files', 'key', '1');
    await put(clients, 'files', 'key', '22');
    await put(clients, 'files', 'key-two', '');
    await clients.s3.send(new DeleteObjectCommand({ Bucket: 'files', Key: 'key' }));
    const [key] = (await objectRows(objectsOf('files', region), look.session)).filter(isFolder);
    assert.ok(key);
    const versions = await objectRows(key, look.session);
    assert.deepEqual(said(versions), ['current · delete marker', '2 bytes', '1 byte']);
  });

  it('keep keys that XML cannot hold, and those with spaces and plus signs', async () => {
    const { look, clients } = await emptyBucket();
    const keys = ['\u0001start', 'a b+c%20d', 'über', '\u{1f600}'];
    for (const key of keys) await put(clients, 'files', key, '');
    const rows = await objectRows(objectsOf('files', region), look.session);
    assert.deepEqual(
      rows.flatMap((row) => (row.kind === 'object' ? row.history.key : [])),
      keys,
    );
  });

  it('name the action that is denied, and are read again once it is allowed', async () => {
    const { look } = await emptyBucket();
    const allow = look.account.deny('s3:ListBucketVersions', '*');
    const folder = objectsOf('files', region);
    const denied = await objectRows(folder, look.session);
    assert.match(said(denied).join('\n'), /S3:ListBucketVersions is denied[^]*Copy a policy/iu);
    allow();
    await look.session.objects.folder(folder, '').more();
    assert.deepEqual(said(await objectRows(folder, look.session)), ['No objects.']);
  });

  it('have ids of their own', async () => {
    const { look, clients } = await emptyBucket();
    await put(clients, 'files', 'a/', '');
    await put(clients, 'files', 'a', '');
    const top = await objectRows(objectsOf('files', region), look.session);
    const inner = await Promise.all(top.filter(isFolder).map((row) => objectRows(row, look.session)));
    const ids = [...top, ...inner.flat()].flatMap((row) => (row.kind === 'message' ? [] : objectsId(row)));
    assert.equal(new Set(ids).size, ids.length, ids.join('\n'));
  });
});
