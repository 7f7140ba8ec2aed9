import assert from 'node:assert/strict';
import type { Bucket } from '../../../src/model/bucket';
import { complete } from '../../../src/model/estate';
import type { Fact } from '../../../src/model/fact';
import { absent, closedList, known, unknown } from '../../../src/model/fact';
import type { Expiration, LifecycleRule } from '../../../src/model/lifecycle';
import type { SourceRange } from '../../../src/model/source';
import type { SelectionText } from '../support/estates';
import { bucket, expiringRule, lifecycleOf, selection } from '../support/estates';
import { findingsOf } from '../support/judging';

const notKnown = unknown('a variable has no default');

function count(rule: string, changes: Partial<Bucket>): number {
  return findingsOf(rule, { buckets: complete([bucket('b', changes)]) }).length;
}

function expiring(changes: Partial<Expiration>): Fact<Expiration> {
  return known({ days: absent, date: absent, expiredObjectDeleteMarker: absent, ...changes });
}

function withRule(changes: Partial<LifecycleRule>): Partial<Bucket> {
  return { lifecycle: lifecycleOf({ ...expiringRule, ...changes }) };
}

for (const [id, without] of [
  ['expired-delete-markers', { expiration: absent }],
  ['incomplete-uploads', { abortIncompleteMultipartUpload: absent }],
] as const) {
  describe(id, () => {
    it('finds a versioned bucket whose lifecycle does not do it, or only in part or not now', () => {
      assert.equal(count(id, { lifecycle: absent }), 1);
      assert.equal(count(id, withRule(without)), 1);
      assert.equal(count(id, withRule({ status: known('Disabled') })), 1);
      assert.equal(count(id, withRule({ scope: known('filtered') })), 1);
    });

    it('is silent where it is done, and where any rule may do it', () => {
      assert.equal(count(id, {}), 0);
      assert.equal(count(id, { lifecycle: notKnown }), 0);
      assert.equal(count(id, withRule({ scope: notKnown })), 0);
      assert.equal(count(id, { lifecycle: known({ rules: { items: [], open: true } }) }), 0);
    });

    it('is silent under MFA delete, and on what is not versioned or not there', () => {
      const lifecycle = absent;
      assert.equal(count(id, { lifecycle, mfaDelete: known(true) }), 0);
      assert.equal(count(id, { lifecycle, mfaDelete: notKnown }), 0);
      assert.equal(count(id, { lifecycle, versioning: notKnown }), 0);
      assert.equal(count(id, { lifecycle, versioning: absent }), 0);
      assert.equal(count(id, { lifecycle, exists: known(false) }), 0);
    });

    it('is a hint whose fix is not applied unseen', () => {
      const [finding] = findingsOf(id, { buckets: complete([bucket('b', { lifecycle: absent })]) });
      assert.equal(finding?.severity, 'hint');
      assert.deepEqual(
        finding.proposals.map(({ preferred, safe }) => ({ preferred, safe })),
        [{ preferred: true, safe: false }],
      );
    });
  });
}

describe('expired-delete-markers: expiration by age', () => {
  it('removes them as well', () => {
    assert.equal(count('expired-delete-markers', withRule({ expiration: expiring({ days: known(90) }) })), 0);
    assert.equal(count('expired-delete-markers', withRule({ expiration: expiring({ date: known('2027-01-01') }) })), 0);
    assert.equal(count('expired-delete-markers', withRule({ expiration: expiring({ days: notKnown }) })), 0);
    const not = expiring({ expiredObjectDeleteMarker: known(false) });
    assert.equal(count('expired-delete-markers', withRule({ expiration: not })), 1);
  });
});

describe('archived-before-backup', () => {
  const range: SourceRange = { file: '/main.tf', start: { line: 4, character: 0 }, end: { line: 4, character: 9 } };
  const all: SelectionText = { Resources: ['arn:aws:s3:::b'] };
  const moving = (storageClass: Fact<string>, changes: Partial<LifecycleRule> = {}): Bucket =>
    bucket('b', withRule({ transitions: closedList([{ storageClass, of: 'noncurrent' }]), ...changes }));
  const found = (one: Bucket, text: SelectionText = all): ReturnType<typeof findingsOf> =>
    findingsOf('archived-before-backup', {
      buckets: complete([one]),
      selections: complete([selection('s', text)]),
    });

  it('points at a class that AWS Backup cannot read', () => {
    for (const name of ['GLACIER', 'DEEP_ARCHIVE']) {
      const [finding, ...others] = found(moving(known(name, 'written', range)));
      assert.equal(finding?.severity, 'warning');
      assert.match(finding.message, new RegExp(`^Old versions move to \`${name}\``, 'u'));
      assert.deepEqual(finding.at, range);
      assert.deepEqual(others, []);
    }
  });

  it('finds it in a rule for part of the bucket too', () => {
    assert.equal(found(moving(known('GLACIER'), { scope: known('filtered') })).length, 1);
  });

  it('is silent on classes that can be read or are not known, and on rules that are not enabled for certain', () => {
    for (const name of ['GLACIER_IR', 'STANDARD_IA', 'INTELLIGENT_TIERING'])
      assert.equal(found(moving(known(name))).length, 0);
    assert.equal(found(moving(notKnown)).length, 0);
    assert.equal(found(moving(known('GLACIER'), { status: known('Disabled') })).length, 0);
    assert.equal(found(moving(known('GLACIER'), { status: notKnown })).length, 0);
  });

  it('is silent where no selection covers the bucket for certain', () => {
    assert.equal(found(moving(known('GLACIER')), { Resources: ['arn:aws:s3:::other'] }).length, 0);
    assert.equal(found(moving(known('GLACIER')), { Resources: ['arn:aws:s3:::*b'] }).length, 0);
  });
});

describe('lifecycle-invalid', () => {
  const id = 'lifecycle-invalid';
  const both = (changes: Partial<Expiration>): Partial<Bucket> =>
    withRule({ expiration: expiring({ expiredObjectDeleteMarker: known(true), ...changes }) });

  it('finds the removal of markers beside days or a date, in a disabled rule too', () => {
    assert.equal(count(id, both({ days: known(1) })), 1);
    assert.equal(count(id, both({ date: known('2027-01-01') })), 1);
    const { lifecycle } = both({ days: known(90) });
    assert.equal(count(id, { lifecycle: lifecycle!, versioning: absent }), 1);
  });

  it('is silent on each alone, on zero days, and on what is not known', () => {
    assert.equal(count(id, both({})), 0);
    assert.equal(count(id, both({ days: known(0) })), 0);
    assert.equal(count(id, both({ days: notKnown })), 0);
    assert.equal(count(id, both({ days: known(90), expiredObjectDeleteMarker: known(false) })), 0);
    assert.equal(count(id, both({ days: known(90), expiredObjectDeleteMarker: notKnown })), 0);
  });

  it('finds a lifecycle beside MFA delete', () => {
    assert.equal(count(id, { mfaDelete: known(true) }), 1);
    assert.equal(count(id, { mfaDelete: notKnown }), 0);
    assert.equal(count(id, { mfaDelete: known(true), lifecycle: absent }), 0);
    assert.equal(count(id, { mfaDelete: known(true), lifecycle: lifecycleOf() }), 0);
  });
});
