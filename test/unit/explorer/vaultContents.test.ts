import assert from 'node:assert/strict';
import type { PointsPage } from '../../../src/aws/recoveryPoints';
import { VaultContents } from '../../../src/explorer/session/vaultContents';
import type { RecoveryPoint } from '../../../src/model/recoveryPoint';

const now = new Date('2026-03-10T12:00:00Z');
const day = 86_400_000;

function point(number: number, status = 'COMPLETED'): RecoveryPoint {
  return {
    arn: `arn:aws:backup:eu-west-1:111122223333:recovery-point:orders-${number}`,
    bucketArn: `arn:aws:s3:::bucket-${number % 3}`,
    vaultName: 'main',
    kind: 'snapshot',
    status,
    createdAt: new Date(now.getTime() - number * day),
    sizeBytes: 10,
  };
}

type Span = Parameters<ConstructorParameters<typeof VaultContents>[0]>[0];

/** A vault whose list is these pages; older ones are asked for by themselves. */
function vaultOf(pages: readonly (readonly RecoveryPoint[])[], older: readonly RecoveryPoint[] = []) {
  const asked: (Span & { from: string | undefined })[] = [];
  const failures: Error[] = [];
  const contents = new VaultContents((span, from): Promise<PointsPage> => {
    asked.push({ ...span, from });
    const failure = failures.shift();
    if (failure !== undefined) return Promise.reject(failure);
    if (span.before !== undefined) return Promise.resolve({ points: older });
    const page = Number(from ?? 0);
    const next = page + 1 < pages.length ? { next: String(page + 1) } : {};
    return Promise.resolve({ points: pages[page] ?? [], ...next });
  });
  return { contents, asked, failures };
}

describe('what is in a vault', () => {
  it('is one call where a page holds it, and is read once', async () => {
    const { contents, asked } = vaultOf([[point(1), point(2), point(4)]]);
    await Promise.all([contents.open({ now, longestKept: 35 }), contents.open({ now })]);
    await contents.open({ now });
    assert.equal(asked.length, 1);
    assert.equal(contents.isWhole, true);
    assert.deepEqual(
      contents.tally.buckets.map(({ bucketArn, count, bytes }) => [bucketArn.slice(-1), count, bytes]),
      [
        ['1', 2, 20],
        ['2', 1, 10],
      ],
    );
    assert.deepEqual(contents.tally.buckets[0]?.newest, point(1).createdAt);
  });

  it('looks in three calls first at what is older than any rule keeps it', async () => {
    const pages = Array.from({ length: 20 }, (_, page) => [point(2 * page), point(2 * page + 1)]);
    const { contents, asked } = vaultOf(pages, [point(99, 'EXPIRED')]);
    await contents.open({ now, longestKept: 35 });
    assert.deepEqual(
      asked.map(({ from, before }) => before ?? from),
      [undefined, new Date(now.getTime() - 36 * day), '1'],
    );
    assert.deepEqual([contents.isWhole, contents.tally.count, contents.tally.expired.length], [false, 5, 1]);
    const plain = vaultOf(pages);
    await plain.contents.open({ now });
    assert.deepEqual(
      plain.asked.map(({ from }) => from),
      [undefined, '1', '2'],
    );
  });

  it('counts a point once, whichever pages it is in', async () => {
    const pages = [[point(1), point(99, 'EXPIRED')], [point(1)], [point(99, 'EXPIRED'), point(2)]];
    const { contents } = vaultOf(pages, [point(99, 'EXPIRED')]);
    await contents.open({ now, longestKept: 35 });
    await contents.more();
    assert.deepEqual([contents.isWhole, contents.tally.count, contents.tally.expired.length], [true, 3, 1]);
  });

  it('keeps what it has where a page fails, and goes on from there', async () => {
    const pages = [[point(1)], [point(2)], [point(3)]];
    const { contents, failures } = vaultOf(pages);
    const refusal = Object.assign(new Error('no'), { name: 'AccessDeniedException' });
    await contents.open({ now });
    assert.equal(contents.isWhole, true);
    const other = vaultOf(pages);
    other.failures.push(refusal);
    await other.contents.open({ now });
    assert.deepEqual(other.contents.failure, { state: 'denied', action: 'backup:ListRecoveryPointsByBackupVault' });
    assert.deepEqual([other.contents.isWhole, other.contents.tally.count], [false, 0]);
    await other.contents.more();
    assert.deepEqual(
      [other.contents.failure, other.contents.isWhole, other.contents.tally.count],
      [undefined, true, 3],
    );
    assert.equal(failures.length, 0);
  });

  it('reads on by ten calls a time', async () => {
    const { contents, asked } = vaultOf(Array.from({ length: 40 }, (_, page) => [point(page)]));
    await contents.open({ now });
    await Promise.all([contents.more(), contents.more()]);
    assert.equal(asked.length, 13);
  });
});
