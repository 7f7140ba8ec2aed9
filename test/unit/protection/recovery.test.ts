import assert from 'node:assert/strict';
import { continuousPoint, continuousWindow, newestRestorable } from '../../../src/protection/recovery';
import { before, now, recoveryPoint } from '../support/estates';

const live = recoveryPoint(before(24 * 60), { kind: 'continuous', status: 'AVAILABLE', retentionDays: 35 });

describe('continuousWindow', () => {
  it('runs from now − retention to 15 minutes ago', () => {
    assert.deepEqual(continuousWindow(live, now, true), { from: before(24 * 35), to: before(0.25), retentionDays: 35 });
  });

  it('begins at the creation of a point younger than its retention', () => {
    const young = { ...live, createdAt: before(10) };
    assert.deepEqual(continuousWindow(young, now, true).from, before(10));
  });

  it('never ends before it begins', () => {
    const newborn = { ...live, createdAt: before(0.1) };
    const { from, to } = continuousWindow(newborn, now, true);
    assert.deepEqual(to, from);
  });

  it('has no known end where the point has stopped or takes in no changes', () => {
    assert.equal(continuousWindow({ ...live, status: 'STOPPED' }, now, true).to, undefined);
    assert.equal(continuousWindow(live, now, false).to, undefined);
  });
});

describe('continuousPoint', () => {
  it('is the live one, else the newest that has stopped', () => {
    const stopped = { ...live, arn: 'stopped', status: 'STOPPED', createdAt: before(1) };
    const older = { ...live, arn: 'older', status: 'STOPPED', createdAt: before(9) };
    assert.equal(continuousPoint([stopped, live]), live);
    assert.equal(continuousPoint([older, stopped]), stopped);
    assert.equal(continuousPoint([recoveryPoint(before(1)), { ...live, status: 'EXPIRED' }]), undefined);
  });
});

describe('newestRestorable', () => {
  it('counts neither expired points nor those under deletion nor those being made', () => {
    const points = ['EXPIRED', 'DELETING', 'CREATING', 'PARTIAL'].map((status) => recoveryPoint(before(1), { status }));
    assert.equal(newestRestorable(points, now, true), undefined);
  });

  it('takes a stopped continuous point as of its creation', () => {
    assert.deepEqual(newestRestorable([{ ...live, status: 'STOPPED' }], now, true), live.createdAt);
  });
});
