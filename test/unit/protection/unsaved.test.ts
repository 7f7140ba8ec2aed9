import assert from 'node:assert/strict';
import { absent, known } from '../../../src/model/fact';
import { encryptionFormat } from '../../../src/protection/unsaved/clientSideEncryption';
import { isBackedUpName, visibleKey } from '../../../src/protection/unsaved/keyNames';
import { leftOut, lookedAt } from '../../../src/protection/unsaved/leftOut';
import type { HeadOutcome, ListedVersion, ObjectSample } from '../../../src/protection/unsaved/objectSample';
import { leastBilled, storedShare, warmStorageCost } from '../../../src/protection/unsaved/storedShare';

function object(key: string, more: Partial<ListedVersion> = {}): ListedVersion {
  return { kind: 'object', key, isLatest: true, bytes: 1000, storageClass: 'STANDARD', ...more };
}

function marker(key: string, isLatest = true): ListedVersion {
  return { kind: 'deleteMarker', key, isLatest, bytes: 0, storageClass: 'STANDARD' };
}

function answered(metadata: Record<string, string>, archiveStatus?: string): HeadOutcome {
  return { kind: 'answered', metadata, ...(archiveStatus !== undefined && { archiveStatus }) };
}

function sample(more: Partial<ObjectSample>): ObjectSample {
  return {
    bucket: 'orders',
    versions: [],
    isWhole: true,
    cutKeys: new Set(),
    heads: [],
    inventories: known([]),
    blocksSseC: absent,
    ...more,
  };
}

describe('encryption before the upload', () => {
  const formats: readonly (readonly [string, readonly string[], string | undefined])[] = [
    ['V1', ['x-amz-iv', 'x-amz-key', 'x-amz-matdesc'], 'V1'],
    ['V2', ['x-amz-iv', 'x-amz-key-v2', 'x-amz-matdesc', 'x-amz-wrap-alg', 'x-amz-cek-alg'], 'V2'],
    ['V3', ['x-amz-c', 'x-amz-3', 'x-amz-w', 'x-amz-d', 'x-amz-i'], 'V3'],
    ['V3 with an instruction file', ['x-amz-c', 'x-amz-d', 'x-amz-i'], 'V3-instruction-file'],
    ['an instruction file itself', ['x-amz-crypto-instr-file', 'x-amz-iv', 'x-amz-key-v2'], 'instruction-file'],
    ['a vector without a key', ['x-amz-iv', 'x-amz-matdesc'], undefined],
    ['a key without a vector', ['x-amz-key-v2'], undefined],
    ['V3 without its algorithm suite', ['x-amz-d', 'x-amz-i'], undefined],
    ['metadata of somebody', ['colour', 'x-amz-tag-len'], undefined],
  ];
  for (const [name, keys, expected] of formats) {
    it(`is told by metadata: ${name}`, () => {
      assert.equal(encryptionFormat(Object.fromEntries(keys.map((key) => [key, 'x']))), expected);
    });
  }
});

describe('names of keys', () => {
  it('are backed up for sure within XML 1.0', () => {
    for (const name of ['a/b c.txt', 'ü\u{1F600}', 'tab\there', 'line\nbreak', '\uFFFD', ''])
      assert.ok(isBackedUpName(name));
    for (const name of ['a\u0000', 'bell\u0007', '\u000B', '\uFFFE', '\uFFFF', '\uD800half', 'half\uDC00']) {
      assert.ok(!isBackedUpName(name), JSON.stringify(name));
    }
  });

  it('are shown with what cannot be seen', () => {
    assert.equal(visibleKey('a\u0007b\n😀'), 'a\\u{7}b\\u{a}😀');
  });
});

describe('what a backup leaves out', () => {
  const archived = object('old', { storageClass: 'DEEP_ARCHIVE' });
  const instant = object('photo', { storageClass: 'GLACIER_IR' });
  const secret = object('secret');
  const beside = object('secret.instruction');
  const lonely = object('alone.instruction');

  it('is found in the list: classes, names, and instruction files beside their objects', () => {
    const bell = object('a\u0007');
    const found = leftOut(sample({ versions: [archived, instant, secret, beside, lonely, bell, marker('gone')] }));
    assert.deepEqual(
      found.map(({ kind, count, among, examples }) => [kind, count, among, examples]),
      [
        ['archived', 1, 6, ['old']],
        ['key-name', 1, 6, ['a\u0007']],
        ['instruction-file', 1, 6, ['secret.instruction']],
      ],
    );
    assert.deepEqual(found[0]?.words, ['DEEP_ARCHIVE']);
  });

  it('is found by heads, among those that answered', () => {
    const heads = [
      { version: secret, outcome: answered({ 'x-amz-iv': '', 'x-amz-key-v2': '' }) },
      { version: lonely, outcome: answered({ 'x-amz-crypto-instr-file': '' }) },
      { version: instant, outcome: answered({}, 'DEEP_ARCHIVE_ACCESS') },
      { version: object('mine'), outcome: { kind: 'needs-key' as const } },
      { version: object('b'), outcome: { kind: 'denied' as const, action: 's3:GetObject' } },
      { version: object('c'), outcome: { kind: 'gone' as const } },
    ];
    const versions = heads.map(({ version }) => version);
    const found = leftOut(sample({ versions, heads, isWhole: false }));
    assert.deepEqual(
      found.map(({ kind, count, among, words }) => [kind, count, among, words]),
      [
        ['sse-c', 1, 4, []],
        ['archive-tier', 1, 4, ['DEEP_ARCHIVE_ACCESS']],
        ['client-side-encrypted', 1, 4, ['V2']],
        ['instruction-file', 1, 6, []],
      ],
    );
    assert.deepEqual(lookedAt(sample({ versions, heads, isWhole: false })), {
      versions: 6,
      isWhole: false,
      heads: 4,
      denied: 1,
      failed: 0,
    });
  });
});

describe('what old versions cost', () => {
  it('counts each as 128 KiB at least, markers too', () => {
    const big = 10 * leastBilled;
    const versions = [
      object('a', { bytes: big }),
      object('a', { isLatest: false, bytes: 5 }),
      marker('b'),
      object('b', { isLatest: false, bytes: big }),
      marker('expired'),
      marker('cut'),
    ];
    const share = storedShare(sample({ versions, cutKeys: new Set(['cut']) }));
    assert.deepEqual(share.current, { count: 1, bytes: big, billedBytes: big });
    assert.deepEqual(share.noncurrent, { count: 2, bytes: big + 5, billedBytes: big + leastBilled });
    assert.equal(share.deleteMarkers.billedBytes, 3 * leastBilled);
    assert.equal(share.expiredMarkers, 1);
    assert.equal(share.removableBytes, big + 4 * leastBilled);
    assert.equal(share.billedBytes, share.removableBytes + big);
  });

  it('is a hint in dollars', () => {
    assert.equal(warmStorageCost(100 * 2 ** 30), 5);
  });
});
