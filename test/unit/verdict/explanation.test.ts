import assert from 'node:assert/strict';
import type { Estate } from '../../../src/model/estate';
import { complete, partial } from '../../../src/model/estate';
import { absent, closedList, denied, known, unknown } from '../../../src/model/fact';
import { utcMoment } from '../../../src/shared/moment';
import type { Evidence } from '../../../src/verdict/evidence';
import type { ExplanationStep } from '../../../src/verdict/explanation';
import { explain } from '../../../src/verdict/explanation';
import { backupRule, before, bucket, estate, now, plan, recoveryPoint, selection, tagsOf } from '../support/estates';

const selected = complete([selection('all', { Resources: ['arn:aws:s3:::*'] })]);

/** The steps of a bucket that lacks nothing, unless a test changes something. */
function steps(changes: Partial<Evidence> = {}, surroundings: Partial<Estate> = {}): readonly ExplanationStep[] {
  const evidence: Evidence = {
    bucket: bucket('orders'),
    supported: known(true),
    points: known([recoveryPoint(before(3))]),
    hasAllPoints: true,
    jobs: known([{ id: 'one', resourceArn: 'arn:aws:s3:::orders', state: 'COMPLETED', createdAt: before(3) }]),
    ...changes,
  };
  return explain(estate({ selections: selected, ...surroundings }), evidence, now);
}

function of(subject: ExplanationStep['subject'], all: readonly ExplanationStep[]): ExplanationStep {
  const found = all.find((step) => step.subject === subject);
  assert.ok(found, subject);
  return found;
}

const elsewhere = complete([selection('other', { Resources: ['arn:aws:s3:::invoices'] })]);

describe('explain', () => {
  it('names no problem where there is none, and what is in order', () => {
    const all = steps();
    assert.deepEqual(
      all.filter(({ outcome }) => outcome === 'problem'),
      [],
    );
    for (const subject of ['support', 'versioning', 'selection', 'last-job', 'recovery-points'] as const) {
      assert.equal(of(subject, all).outcome, 'ok', subject);
    }
    assert.match(of('recovery-points', all).message, new RegExp(utcMoment(before(3)), 'u'));
  });

  it('says of each selection what covers, and what differs', () => {
    assert.equal(of('selection', steps()).message, '`daily` covers this bucket by `arn:aws:s3:::*`.');
    const byTag = selection('tagged', {
      ListOfTags: { backup: 'daily', tier: 'gold' },
      Conditions: [['StringEquals', 'aws:ResourceTag/env', 'prod']],
    });
    const tagged = bucket('orders', { tags: tagsOf({ backup: 'daily', env: 'prod' }) });
    assert.equal(
      of('selection', steps({ bucket: tagged }, { selections: complete([byTag]) })).message,
      '`daily` covers this bucket by tag `backup=daily`. Its condition holds.',
    );
    const missed = of('selection', steps({}, { selections: elsewhere }));
    assert.equal(missed.outcome, 'problem');
    assert.match(missed.message, /^`daily` does not name this bucket\.$/u);
    const beside = steps({}, { selections: complete([...selected.items, ...elsewhere.items]) });
    assert.deepEqual(
      beside.filter(({ subject }) => subject === 'selection').map(({ outcome }) => outcome),
      ['ok', 'not-applicable'],
    );
    assert.match(of('selection', steps({}, { selections: complete([]) })).message, /no selection in this Region/u);
  });

  it('keeps what is denied apart from what failed, and names the action', () => {
    const all = steps(
      { bucket: bucket('orders', { versioning: denied('s3:GetBucketVersioning') }), jobs: unknown('no answer.') },
      { selections: partial([], 'denied', { action: 'backup:ListBackupPlans', denied: true }) },
    );
    assert.deepEqual(
      [of('versioning', all).outcome, of('versioning', all).denied],
      ['unknown', 's3:GetBucketVersioning'],
    );
    assert.equal(of('selection', all).denied, 'backup:ListBackupPlans');
    assert.deepEqual([of('last-job', all).outcome, of('last-job', all).denied], ['unknown', undefined]);
  });

  it('says of what hangs on denied tags that it cannot be told', () => {
    const byTag = complete([selection('tagged', { ListOfTags: { backup: 'daily' } })]);
    const all = steps({ bucket: bucket('orders', { tags: denied('s3:GetBucketTagging') }) }, { selections: byTag });
    assert.deepEqual([of('selection', all).outcome, of('selection', all).denied], ['unknown', 's3:GetBucketTagging']);
    assert.equal(of('event-bridge', all).outcome, 'unknown');
  });

  it('asks for EventBridge only under a continuous rule', () => {
    const off = bucket('orders', { eventBridge: absent });
    assert.equal(of('event-bridge', steps({ bucket: off })).outcome, 'not-applicable');
    const continuous = complete([plan({ rules: closedList([backupRule({ continuous: known(true) })]) })]);
    const point = recoveryPoint(before(3), { kind: 'continuous', status: 'AVAILABLE' });
    const all = steps({ bucket: off, points: known([point]) }, { plans: continuous });
    assert.equal(of('event-bridge', all).outcome, 'problem');
    assert.equal(
      of('event-bridge', steps({ bucket: off, points: known([]) }, { plans: continuous })).outcome,
      'not-applicable',
    );
  });

  it('tells what the last job said, and that points are too old', () => {
    const job = { id: 'one', resourceArn: 'arn:aws:s3:::orders', state: 'FAILED', createdAt: before(2) };
    const failed = of('last-job', steps({ jobs: known([{ ...job, statusMessage: 'Access denied' }]) }));
    assert.deepEqual([failed.outcome, failed.message], ['problem', 'The last backup failed: Access denied']);
    const old = of('recovery-points', steps({ points: known([recoveryPoint(before(1_000))]) }));
    assert.equal(old.outcome, 'problem');
  });

  it('names versioning and the support of the Region', () => {
    const all = steps({ bucket: bucket('orders', { versioning: known('suspended') }), supported: known(false) });
    assert.equal(of('versioning', all).message, 'Versioning is suspended. AWS Backup needs it.');
    assert.equal(of('support', all).outcome, 'problem');
  });
});
