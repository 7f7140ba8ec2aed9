import assert from 'node:assert/strict';
import { bucketRows } from '../../../src/explorer/buckets/rows';
import { underWayRows } from '../../../src/explorer/buckets/underWay';
import type { ReadBucket } from '../../../src/explorer/session/bucketEntry';
import { known } from '../../../src/model/fact';
import type { BackupJob } from '../../../src/model/job';
import { allRead, endLooks, lookAt } from '../support/accounts';

afterEach(endLooks);

/** A bucket of the sample account, with other jobs. */
async function readWith(jobs: readonly BackupJob[]): Promise<ReadBucket> {
  const look = lookAt();
  await look.session.open();
  await allRead(look);
  const state = look.session.entry('orders-prod')?.state;
  assert.ok(state?.kind === 'read');
  return { ...state, reading: { ...state.reading, jobs: known(jobs) } };
}

function job(id: string, state: string, changes: Partial<BackupJob> = {}): BackupJob {
  return {
    id,
    resourceArn: 'arn:aws:s3:::orders-prod',
    state,
    createdAt: new Date('2026-11-22T04:00:00Z'),
    ...changes,
  };
}

describe('what is under way, beneath a bucket', () => {
  it('is each backup that has not ended, oldest first, before the why', async () => {
    const later = job('later', 'PENDING', { createdAt: new Date('2026-11-22T05:00:00Z') });
    const state = await readWith([later, job('ended', 'COMPLETED'), job('first', 'RUNNING')]);
    const rows = underWayRows('orders-prod', state, state.asOf);
    assert.deepEqual(
      rows.map(({ id }) => id),
      ['orders-prod/job/first', 'orders-prod/job/later'],
    );
    const kinds = bucketRows('orders-prod', state, state.asOf).map(({ kind }) => kind);
    assert.deepEqual(kinds.slice(-3), ['message', 'message', 'why']);
  });

  it('says how far it was, and when that was', async () => {
    const state = await readWith([]);
    const text = (one: BackupJob): string | undefined => {
      const jobs = known([one]);
      return underWayRows('orders-prod', { ...state, reading: { ...state.reading, jobs } }, state.asOf)[0]?.detail;
    };
    assert.match(text(job('a', 'RUNNING', { percentDone: 62.4 })) ?? '', /^backup running 62 % · as of .*\d\d:\d\d$/u);
    assert.match(text(job('a', 'RUNNING')) ?? '', /^backup running · as of /u);
    assert.match(text(job('a', 'CREATED')) ?? '', /^backup created · as of /u);
  });

  it('is nothing where all has ended', async () => {
    const state = await readWith([job('ended', 'FAILED')]);
    assert.deepEqual(underWayRows('orders-prod', state, state.asOf), []);
  });
});
