import assert from 'node:assert/strict';
import type { Bucket } from '../../../src/model/bucket';
import type { Estate, Role } from '../../../src/model/estate';
import { complete, partial } from '../../../src/model/estate';
import { absent, closedList, denied, known, unknown, unmanaged } from '../../../src/model/fact';
import type { BackupSelection } from '../../../src/model/selection';
import type { SelectionText } from '../support/estates';
import { bucket, selection, tagsOf } from '../support/estates';
import { findingsOf, subjectsOf } from '../support/judging';

const notKnown = unknown('a variable has no default');
const tagged: SelectionText = { ListOfTags: { backup: 'true' } };

function scene(
  text: SelectionText,
  changes: Partial<Bucket> = {},
  more: Partial<BackupSelection> = {},
): Partial<Estate> {
  return { buckets: complete([bucket('b', changes)]), selections: complete([selection('s', text, more)]) };
}

describe('backup-coverage', () => {
  const id = 'backup-coverage';
  const newPlan = {
    title: 'Protect with a new plan (vault, plan, role, selection)',
    remedies: [{ kind: 'protectWithNewPlan', deleteAfterDays: 35 }],
    preferred: false,
    safe: false,
  };

  it('explains the near miss, and offers the tag that is missing', () => {
    const [finding] = findingsOf(id, scene(tagged, { tags: tagsOf({ Backup: 'true' }) }));
    assert.equal(finding?.severity, 'warning');
    assert.equal(
      finding.message,
      'No selection covers this bucket. `daily` asks for tag `backup=true`; this bucket has `Backup=true`.',
    );
    assert.deepEqual(finding.proposals, [
      {
        title: 'Tag the bucket so that `daily` covers it',
        remedies: [{ kind: 'tagBucket', key: 'backup', value: 'true' }],
        preferred: true,
        safe: false,
      },
      {
        title: 'Add the bucket to `daily`',
        remedies: [{ kind: 'addToSelection', selectionId: 's' }],
        preferred: false,
        safe: false,
      },
      newPlan,
    ]);
  });

  it('does not prefer to overrule a tag that says otherwise', () => {
    const [finding] = findingsOf(id, scene(tagged, { tags: tagsOf({ backup: 'false' }) }));
    assert.deepEqual(
      finding?.proposals.map(({ preferred }) => preferred),
      [false, false, false],
    );
  });

  it('offers the tag of a condition, and to add the bucket to a list of buckets', () => {
    const condition = ['StringEquals', 'aws:ResourceTag/backup', 'true'] as const;
    const [byCondition] = findingsOf(id, scene({ Resources: ['*'], Conditions: [condition] }));
    assert.deepEqual(byCondition?.proposals[0]?.remedies, [{ kind: 'tagBucket', key: 'backup', value: 'true' }]);
    const [byName] = findingsOf(id, scene({ Resources: ['arn:aws:s3:::other'] }));
    assert.deepEqual(byName?.proposals[0]?.remedies, [{ kind: 'addToSelection', selectionId: 's' }]);
    assert.deepEqual(byName.proposals.slice(1), [newPlan]);
    const excluded = scene({ Resources: ['*'], NotResources: ['arn:aws:s3:::b'] });
    assert.deepEqual(findingsOf(id, excluded)[0]?.proposals, []);
  });

  it('is silent where the scope declares no selection, or one that is switched off', () => {
    assert.deepEqual(subjectsOf(id, { buckets: complete([bucket('b')]) }), []);
    assert.deepEqual(subjectsOf(id, scene(tagged, {}, { exists: known(false) })), []);
  });

  it('is silent where a selection covers the bucket or may', () => {
    assert.deepEqual(subjectsOf(id, scene(tagged, { tags: tagsOf({ backup: 'true' }) })), []);
    assert.deepEqual(subjectsOf(id, scene(tagged, { tags: notKnown })), []);
    assert.deepEqual(subjectsOf(id, scene({ Resources: ['arn:aws:s3:::*b'] })), []);
    assert.deepEqual(subjectsOf(id, scene({ Resources: ['arn:aws:s3:::b'] }, {}, { exists: notKnown })), []);
    const some = partial([selection('s', tagged)], 'a module was not read');
    assert.deepEqual(subjectsOf(id, { buckets: complete([bucket('b')]), selections: some }), []);
  });

  it('presumes the opt-in where nothing decides it', () => {
    const covered = { ...scene(tagged, { tags: tagsOf({ backup: 'true' }) }), s3OptIn: unmanaged };
    assert.deepEqual(subjectsOf(id, covered), []);
  });
});

describe('selection-matches-everything', () => {
  const id = 'selection-matches-everything';

  it('finds a wildcard for all buckets beside tags', () => {
    for (const all of ['*', 'arn:aws:s3:::*', 'arn:aws:s3:*']) {
      assert.deepEqual(subjectsOf(id, scene({ Resources: [all], ...tagged })), ['s'], all);
    }
  });

  it('is silent on either alone, on narrower patterns, and beside conditions', () => {
    assert.deepEqual(subjectsOf(id, scene({ Resources: ['*'] })), []);
    assert.deepEqual(subjectsOf(id, scene(tagged)), []);
    assert.deepEqual(subjectsOf(id, scene({ Resources: ['arn:aws:s3:::app-*'], ...tagged })), []);
    const condition = ['StringEquals', 'aws:ResourceTag/stage', 'prod'] as const;
    assert.deepEqual(subjectsOf(id, scene({ Resources: ['*'], ...tagged, Conditions: [condition] })), []);
  });

  it('is silent on what is not known', () => {
    const resources = closedList([{ pattern: notKnown }]);
    assert.deepEqual(subjectsOf(id, scene(tagged, {}, { resources })), []);
    const listOfTags = { items: [], open: true };
    assert.deepEqual(subjectsOf(id, scene({ Resources: ['*'] }, {}, { listOfTags })), []);
    assert.deepEqual(subjectsOf(id, scene({ Resources: ['*'], ...tagged }, {}, { exists: known(false) })), []);
  });
});

describe('selection-invalid', () => {
  const id = 'selection-invalid';
  const messages = (text: SelectionText, more: Partial<BackupSelection> = {}): readonly string[] =>
    findingsOf(id, scene(text, {}, more)).map(({ brief, severity }) => `${severity}: ${brief}`);

  it('finds a selection of nothing', () => {
    const nothing = ['error: names neither resources nor tags'];
    assert.deepEqual(messages({ Conditions: [['StringEquals', 'aws:ResourceTag/a', 'b']] }), nothing);
    assert.deepEqual(messages({ NotResources: ['arn:aws:s3:::b'] }), nothing);
    assert.deepEqual(messages({}, { resources: { items: [], open: true } }), []);
  });

  it('finds keys with the wrong prefix', () => {
    const all = { Resources: ['arn:aws:s3:::*'] };
    assert.deepEqual(messages({ ...all, Conditions: [['StringLike', 'backup', '*']] }), [
      "error: a condition's key lacks aws:ResourceTag/",
    ]);
    assert.deepEqual(messages({ ListOfTags: { 'aws:ResourceTag/backup': 'true' } }), [
      "error: a tag's key starts with aws:ResourceTag/",
    ]);
    assert.deepEqual(messages({ ...all, Conditions: [['StringLike', 'aws:ResourceTag/backup', '*']] }), []);
    const conditions = closedList([{ operator: 'StringEquals', key: notKnown, value: known('x') } as const]);
    assert.deepEqual(messages(all, { conditions }), []);
  });

  it('finds ARNs that match no bucket', () => {
    for (const arn of [
      'arn:aws:s3:eu-west-1::b',
      'arn:aws:s3::111122223333:b',
      'arn:aws:s3:::b/*',
      'arn:aws:s3:::b/k',
    ]) {
      assert.deepEqual(messages({ Resources: [arn] }), ['error: an ARN matches no bucket'], arn);
    }
  });

  it('warns of an asterisk before the end', () => {
    for (const arn of ['arn:aws:s3:::*-logs', 'arn:*:s3:::logs', 'arn:aws:s3:*:*:logs']) {
      assert.deepEqual(messages({ Resources: [arn] }), ['warning: an asterisk that may select nothing'], arn);
    }
  });

  it('is silent on what AWS documents, on other services, and on a selection that may not be there', () => {
    for (const arn of ['*', 'arn:aws:s3:*', 'arn:aws:s3:::*', 'arn:aws:s3:::app-*', 'arn:aws:ec2:*:*:volume/*']) {
      assert.deepEqual(messages({ Resources: [arn] }), [], arn);
    }
    assert.deepEqual(messages({}, { exists: notKnown }), []);
    assert.deepEqual(messages({}, { resources: closedList([{ pattern: notKnown }]) }), []);
  });

  it('counts up to the quotas', () => {
    const names = (count: number, end: string): readonly string[] =>
      Array.from({ length: count }, (_, index) => `arn:aws:s3:::b${index}${end}`);
    assert.deepEqual(messages({ Resources: names(500, '') }), []);
    assert.deepEqual(messages({ Resources: names(501, '') }), ['error: more than 500 resources']);
    assert.deepEqual(messages({ Resources: names(30, '*') }), []);
    assert.deepEqual(messages({ Resources: names(31, '*') }), ['error: more than 30 ARNs with an asterisk']);
    const tags = Object.fromEntries(Array.from({ length: 31 }, (_, index) => [`k${index}`, 'v']));
    assert.deepEqual(messages({ ListOfTags: tags }), ['error: more than 30 tags']);
  });
});

describe('service-opt-in', () => {
  const id = 'service-opt-in';
  const tags = tagsOf({ backup: 'true' });

  it('finds a selection that would cover a bucket, were S3 opted in', () => {
    for (const text of [tagged, { Resources: ['*'] }]) {
      assert.deepEqual(subjectsOf(id, { ...scene(text, { tags }), s3OptIn: known(false) }), ['s']);
    }
  });

  it('is silent where S3 is named, where the opt-in is on or not known, and where no bucket is meant', () => {
    const named = scene({ ...tagged, Resources: ['arn:aws:s3:::b'] }, { tags });
    assert.deepEqual(subjectsOf(id, { ...named, s3OptIn: known(false) }), []);
    for (const s3OptIn of [known(true), unmanaged, notKnown, denied('backup:DescribeRegionSettings')]) {
      assert.deepEqual(subjectsOf(id, { ...scene(tagged, { tags }), s3OptIn }), []);
    }
    assert.deepEqual(subjectsOf(id, { ...scene(tagged), s3OptIn: known(false) }), []);
    assert.deepEqual(subjectsOf(id, { ...scene(tagged, { tags: notKnown }), s3OptIn: known(false) }), []);
    const perhaps = scene(tagged, { tags }, { exists: notKnown });
    assert.deepEqual(subjectsOf(id, { ...perhaps, s3OptIn: known(false) }), []);
  });
});

describe('backup-role-permissions', () => {
  const id = 'backup-role-permissions';
  const arn = 'arn:aws:iam::111122223333:role/backup';
  const role = (changes: Partial<Role> = {}): Role => ({
    arn,
    canBackUpS3: known(false),
    wrongPolicyArns: closedList([]),
    ...changes,
  });
  const found = (one: Role, text: SelectionText, more: Partial<BackupSelection> = {}): readonly string[] =>
    findingsOf(id, { ...scene(text, {}, more), roles: complete([one]) }).map(({ brief }) => brief);
  const lacking = ['the role cannot read S3'];

  it('finds a role that is handed over for a bucket and lacks S3', () => {
    assert.deepEqual(found(role(), { Resources: ['arn:aws:s3:::b'] }), lacking);
    assert.deepEqual(found(role(), { Resources: ['*'] }), lacking);
    assert.deepEqual(found(role(), { Resources: ['arn:aws:s3:::elsewhere'] }), lacking);
  });

  it('is silent on a role that can, or is not read, or is not used for buckets for certain', () => {
    const all = { Resources: ['arn:aws:s3:::b'] };
    for (const canBackUpS3 of [known(true), notKnown, absent, denied('iam:ListAttachedRolePolicies')]) {
      assert.deepEqual(found(role({ canBackUpS3 }), all), []);
    }
    assert.deepEqual(found(role(), { Resources: ['arn:aws:ec2:*'] }), []);
    assert.deepEqual(found(role(), tagged), []);
    assert.deepEqual(found(role(), all, { roleArn: notKnown }), []);
    assert.deepEqual(found(role(), all, { exists: notKnown }), []);
    assert.deepEqual(found(role({ arn: `${arn}-other` }), all), []);
  });

  it('finds the S3 policy under a path that it does not have, whoever uses the role', () => {
    const wrong = known('arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForS3Backup');
    const wrongPath = ['the S3 policy has no service-role/ in its ARN'];
    assert.deepEqual(found(role({ wrongPolicyArns: closedList([wrong]) }), tagged), wrongPath);
    assert.deepEqual(found(role({ wrongPolicyArns: closedList([notKnown]) }), tagged), []);
  });
});
