import assert from 'node:assert/strict';
import { inRanges } from '../../../src/explorer/buckets/ranges';
import type { BucketNode } from '../../../src/explorer/buckets/nodes';

function rows(count: number): readonly BucketNode[] {
  return Array.from({ length: count }, (_, index) => ({ kind: 'bucket', name: String(index) }));
}

describe('the rows of a list that grows', () => {
  for (const count of [0, 1, 400, 401, 800, 801, 5_000, 30_000]) {
    it(`are at most 500 under one parent, none lost: ${count}`, () => {
      const shown = inRanges(rows(count), 'x', ({ name }) => name);
      assert.ok(shown.length <= 500, String(shown.length));
      const all = shown.flatMap((row) => (row.kind === 'range' ? row.rows : [row]));
      assert.deepEqual(all, rows(count));
    });
  }

  it('fold what was loaded first, and keep the place where more is loaded in sight', () => {
    const shown = inRanges(rows(850), 'x', ({ name }) => name);
    assert.deepEqual(
      shown.slice(0, 3).map((row) => (row.kind === 'range' ? row.label : row.name)),
      ['0 … 399', '400 … 799', '800'],
    );
  });
});
