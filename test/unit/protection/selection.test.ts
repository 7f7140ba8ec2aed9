import assert from 'node:assert/strict';
import { absent, closedList, denied, known, unknown } from '../../../src/model/fact';
import { coverageOf } from '../../../src/protection/coverage';
import { matchSelection } from '../../../src/protection/obstacles';
import { complete, partial } from '../../../src/model/estate';
import { bucket, estate, selection, tagsOf } from '../support/estates';

describe('matchSelection: the opt-in of the Region', () => {
  const data = bucket('app-data', { tags: tagsOf({ backup: 'true', stage: 'prod' }) });
  const subject = { bucket: data, arn: known(data.id), s3OptIn: known(false) };

  it('is needed by tags, by the lone asterisk and by service-wide ARNs', () => {
    for (const text of [{ ListOfTags: { backup: 'true' } }, { Resources: ['*'] }, { Resources: ['arn:aws:s3:*'] }]) {
      const match = matchSelection(selection('s', text), subject);
      assert.equal(match.coverage, 'not-covered');
      assert.deepEqual(match.obstacles, [{ kind: 'opted-out' }]);
    }
  });

  it('is not asked where S3 is named', () => {
    for (const resource of ['arn:aws:s3:::app-data', 'arn:aws:s3:::app-*', 'arn:aws:s3:::*']) {
      assert.equal(matchSelection(selection('s', { Resources: [resource] }), subject).coverage, 'covered');
    }
  });

  it('that cannot be read leaves the answer open', () => {
    const match = matchSelection(selection('s', { ListOfTags: { backup: 'true' } }), {
      ...subject,
      s3OptIn: denied('backup:DescribeRegionSettings'),
    });
    assert.equal(match.coverage, 'cannot-tell');
  });
});

describe('matchSelection: what is not known', () => {
  const one = bucket('data', { tags: denied('s3:GetBucketTagging') });
  const subject = { bucket: one, arn: known(one.id), s3OptIn: known(true) };

  it('tags that cannot be read leave a tag selection open, and an ARN as it is', () => {
    assert.equal(matchSelection(selection('s', { ListOfTags: { a: 'b' } }), subject).coverage, 'cannot-tell');
    assert.equal(matchSelection(selection('s', { Resources: [one.id] }), subject).coverage, 'covered');
  });

  it('an open list of resources may hold the bucket', () => {
    const open = selection('s', {}, { resources: { items: [], open: true } });
    assert.equal(matchSelection(open, subject).coverage, 'cannot-tell');
  });

  it('an unknown condition keeps a match open, a failed one settles it', () => {
    const conditions = closedList([
      { operator: 'StringEquals', key: known('aws:ResourceTag/a'), value: unknown('it comes from outside') } as const,
    ]);
    const all = selection('s', { Resources: ['*'] }, { conditions });
    assert.equal(
      matchSelection(all, { ...subject, bucket: bucket('data', { tags: tagsOf({ a: 'b' }) }) }).coverage,
      'cannot-tell',
    );
    assert.equal(matchSelection(all, { ...subject, bucket: bucket('data', { tags: absent }) }).coverage, 'not-covered');
  });

  it('an incomplete list of selections never gives "not covered"', () => {
    const answer = coverageOf(one, estate({ selections: partial([], 'backup:ListBackupSelections is denied') }));
    assert.equal(answer.coverage, 'cannot-tell');
  });
});

describe('matchSelection: near misses', () => {
  it('names the tag whose key differs by case', () => {
    const one = bucket('scratch', { tags: tagsOf({ Backup: 'true' }) });
    const match = matchSelection(selection('s', { ListOfTags: { backup: 'true' } }), {
      bucket: one,
      arn: known(one.id),
      s3OptIn: known(true),
    });
    assert.deepEqual(match.obstacles, [
      {
        kind: 'not-named',
        nearest: { kind: 'key-case', wanted: { key: 'backup', value: 'true' }, has: { key: 'Backup', value: 'true' } },
        pattern: undefined,
        name: 'scratch',
      },
    ]);
  });

  it('puts the selection that came closest first', () => {
    const one = bucket('scratch', { tags: tagsOf({ Backup: 'true' }) });
    const selections = complete([
      selection('far', { Resources: ['arn:aws:s3:::other'] }),
      selection('near', { ListOfTags: { backup: 'true' } }),
    ]);
    const { missing } = coverageOf(one, estate({ selections }));
    assert.deepEqual(
      missing.map((match) => match.selection.id),
      ['near', 'far'],
    );
  });
});
