import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  companionOf,
  distinctItems,
  jobItems,
  missingCompanions,
  readItems,
} from '../../../../src/protection/restore/items';
import { restoreJobs } from '../../../../src/protection/restore/jobs';
import type { RestoreRequest } from '../../../../src/protection/restore/request';

const request: RestoreRequest = {
  origin: {
    recoveryPointArn: 'arn:aws:backup:eu-west-1:111122223333:recovery-point:continuous:orders-0a1b2c3d',
    vault: 'main',
    region: 'eu-west-1',
    bucket: 'orders',
    kind: 'continuous',
    createdAt: '2026-03-01T00:00:00.000Z',
    at: '2026-03-09T10:20:30.900Z',
  },
  scope: { kind: 'all' },
  versions: 1,
  destination: { kind: 'existing', bucket: 'target' },
  encryption: { kind: 'original' },
  restoresAcls: false,
  role: 'arn:aws:iam::111122223333:role/backup-s3',
};

describe('the jobs of a restore', () => {
  it('is one job with as little metadata as it takes, to the second and not later', () => {
    assert.deepEqual(
      restoreJobs(request).map(({ metadata }) => metadata),
      [{ DestinationBucketName: 'target', RestoreTime: '2026-03-09T10:20:30Z', EncryptionType: 'original' }],
    );
  });

  it('says what a person chose', () => {
    const { at, ...origin } = request.origin;
    assert.ok(at);
    const [job] = restoreJobs({
      ...request,
      origin: { ...origin, kind: 'snapshot' },
      scope: { kind: 'items', items: ['a', 'dir/'] },
      versions: 'all',
      destination: { kind: 'new', bucket: 'fresh' },
      encryption: { kind: 'SSE-KMS', key: 'alias/k' },
      restoresAcls: true,
    });
    assert.deepEqual(job?.metadata, {
      DestinationBucketName: 'fresh',
      NewBucket: 'true',
      RestoreLatestVersionsUpTo: 'all',
      EncryptionType: 'SSE-KMS',
      KMSKey: 'alias/k',
      RestoreACLs: 'true',
      ItemsToRestore: '["s3://orders/a","s3://orders/dir/"]',
    });
  });

  it('shares any items out: none lost, none twice, five at most, pairs together, as few jobs as there can be', () => {
    const key = fc.constantFrom(
      ...['a', 'b', 'c', 'd', 'e', 'f', 'g'].flatMap((name) => [name, `${name}.instruction`]),
    );
    fc.assert(
      fc.property(fc.array(key, { minLength: 1 }), (keys) => {
        const jobs = jobItems(keys);
        assert.deepEqual(jobs.flat().sort(), [...new Set(keys)].sort());
        for (const items of jobs) {
          assert.ok(items.length <= 5);
          for (const item of items) {
            const companion = companionOf(item);
            if (companion !== undefined && keys.includes(companion))
              assert.ok(items.includes(companion), `${item} is apart`);
          }
        }
        const pairs = new Set(
          keys.filter((item) => !item.endsWith('.instruction') && keys.includes(`${item}.instruction`)),
        ).size;
        const singles = new Set(keys).size - 2 * pairs;
        const jobsOfPairs = Math.ceil(pairs / 2);
        const room = 5 * jobsOfPairs - 2 * pairs;
        assert.equal(jobs.length, jobsOfPairs + Math.ceil(Math.max(0, singles - room) / 5));
      }),
    );
  });

  it('leaves out what a prefix brings anyway', () => {
    assert.deepEqual(distinctItems(['dir/x', 'dir/', 'dir/sub/', 'dirt', 'dir/']), ['dir/', 'dirt']);
  });

  it('knows which files belong together', () => {
    assert.equal(companionOf('a'), 'a.instruction');
    assert.equal(companionOf('a.instruction'), 'a');
    assert.equal(companionOf('dir/'), undefined);
    assert.equal(companionOf('dir/.instruction'), undefined);
    assert.deepEqual(missingCompanions(['a', 'b', 'dir/'], new Set(['a.instruction', 'dir/z'])), ['a.instruction']);
    assert.deepEqual(missingCompanions(['dir/a', 'dir/'], new Set(['dir/a.instruction'])), []);
  });

  it('reads what a person types', () => {
    assert.deepEqual(readItems('a, s3://orders/dir/,\n x y ', 'orders'), { items: ['a', 'dir/', 'x y'] });
    assert.deepEqual(readItems('s3://other/a', 'orders'), { foreign: 's3://other/a' });
    assert.deepEqual(readItems('s3://orders/', 'orders'), { foreign: 's3://orders/' });
    assert.deepEqual(readItems('a,b', 'orders'), { items: ['a,b'] });
  });
});
