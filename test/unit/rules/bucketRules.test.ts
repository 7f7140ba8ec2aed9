import assert from 'node:assert/strict';
import type { Bucket } from '../../../src/model/bucket';
import { complete } from '../../../src/model/estate';
import { absent, closedList, known, unknown } from '../../../src/model/fact';
import type { Finding } from '../../../src/model/finding';
import { judge } from '../../../src/verdict/judge';
import { bucket, estate, expiringRule, lifecycleOf, selection } from '../support/estates';

function findings(changes: Partial<Bucket>): readonly Finding[] {
  return judge(estate({ buckets: complete([bucket('b', changes)]) }));
}

/** The rules that find something, hints aside. */
function rules(changes: Partial<Bucket>): string[] {
  return findings(changes)
    .filter(({ severity }) => severity !== 'hint')
    .map(({ rule }) => rule);
}

const notKnown = unknown('a variable has no default');

describe('bucket-versioning', () => {
  it('finds versioning that is absent, disabled or suspended', () => {
    for (const versioning of [absent, known('disabled' as const), known('suspended' as const)]) {
      assert.deepEqual(rules({ versioning }), ['bucket-versioning']);
    }
  });

  it('is silent where versioning is not known, where object lock implies it, and where the bucket is not there', () => {
    assert.deepEqual(rules({ versioning: notKnown }), []);
    assert.deepEqual(rules({ versioning: absent, objectLock: known(true) }), []);
    assert.deepEqual(rules({ versioning: absent, objectLock: notKnown }), []);
    assert.deepEqual(rules({ versioning: absent, exists: known(false) }), []);
  });

  it('judges a bucket as if it existed where that is not known', () => {
    assert.deepEqual(rules({ versioning: absent, exists: notKnown }), ['bucket-versioning']);
  });

  it('is an error where a plan selects the bucket', () => {
    const [warning] = findings({ versioning: absent });
    assert.equal(warning?.severity, 'warning');
    const buckets = complete([bucket('b', { versioning: absent })]);
    const selections = complete([selection('all', { Resources: ['arn:aws:s3:::b'] })]);
    assert.equal(judge(estate({ buckets, selections }))[0]?.severity, 'error');
  });

  it('prefers to expire old versions too, where nothing does', () => {
    const titles = (changes: Partial<Bucket>): string[] =>
      (findings(changes)[0]?.proposals ?? []).map(({ title, preferred }) => `${preferred ? '*' : ' '}${title}`);
    assert.deepEqual(titles({ versioning: absent, lifecycle: absent }), [
      '*Enable versioning and expire old versions after 30 days',
      ' Enable versioning',
    ]);
    assert.deepEqual(titles({ versioning: absent }), ['*Enable versioning']);
    assert.deepEqual(titles({ versioning: absent, lifecycle: notKnown }), ['*Enable versioning']);
  });
});

describe('noncurrent-expiration', () => {
  it('finds a versioned bucket without a lifecycle, or with one that does not reach all versions', () => {
    const disabled = { ...expiringRule, status: known('Disabled' as const) };
    const filtered = { ...expiringRule, scope: known('filtered' as const) };
    const other = { ...expiringRule, noncurrentVersionExpiration: absent };
    const messages = [absent, lifecycleOf(disabled), lifecycleOf(filtered), lifecycleOf(other)].map(
      (lifecycle) => findings({ lifecycle })[0]?.brief,
    );
    assert.deepEqual(messages, [
      'old versions never expire',
      'old versions never expire',
      'old versions expire in only part of the bucket',
      'old versions never expire',
    ]);
  });

  it('is silent where any rule may do it', () => {
    const perhaps = { ...expiringRule, status: notKnown };
    assert.deepEqual(rules({ lifecycle: lifecycleOf(perhaps) }), []);
    assert.deepEqual(rules({ lifecycle: known({ rules: { items: [], open: true } }) }), []);
    assert.deepEqual(rules({ lifecycle: notKnown }), []);
  });

  it('is silent on unversioned buckets, and under MFA delete, which forbids a lifecycle', () => {
    assert.deepEqual(rules({ lifecycle: absent, versioning: absent }), ['bucket-versioning']);
    assert.deepEqual(rules({ lifecycle: absent, versioning: notKnown }), []);
    assert.deepEqual(rules({ lifecycle: absent, mfaDelete: known(true) }), []);
    assert.deepEqual(rules({ lifecycle: absent, mfaDelete: notKnown }), []);
  });

  it('counts one rule among several', () => {
    const disabled = { ...expiringRule, status: known('Disabled' as const) };
    const lifecycle = known({ rules: closedList([disabled, expiringRule]) });
    assert.deepEqual(rules({ lifecycle }), []);
  });
});

describe('logs-into-itself', () => {
  const found = (changes: Partial<Bucket>, resource = 'arn:aws:s3:::b'): number =>
    judge(
      estate({
        buckets: complete([bucket('b', changes)]),
        selections: complete([selection('s', { Resources: [resource] })]),
      }),
    ).filter(({ rule }) => rule === 'logs-into-itself').length;

  it('finds a backed-up bucket that receives its own logs', () => {
    assert.equal(found({ receivesOwnLogs: known(true) }), 1);
  });

  it('is silent where that is not known, and where it is not backed up', () => {
    assert.equal(found({ receivesOwnLogs: notKnown }), 0);
    assert.equal(found({ receivesOwnLogs: known(false) }), 0);
    assert.equal(found({ receivesOwnLogs: known(true) }, 'arn:aws:s3:::other'), 0);
    assert.equal(found({ receivesOwnLogs: known(true), exists: known(false) }), 0);
  });
});
