import assert from 'node:assert/strict';
import { absent, closedList, denied, known, unknown } from '../../../src/model/fact';
import type { Bucket } from '../../../src/model/bucket';
import { coverageOf } from '../../../src/protection/coverage';
import { matchSelection } from '../../../src/protection/obstacles';
import { complete, partial } from '../../../src/model/estate';
import type { SelectionText } from '../support/estates';
import { bucket, estate, selection, tagsOf } from '../support/estates';

/** The cast of the worked vectors. */
const buckets: readonly Bucket[] = [
  bucket('app-data', { tags: tagsOf({ backup: 'true', stage: 'prod' }) }),
  bucket('app-logs'),
  bucket('web', { tags: tagsOf({ backup: 'true', stage: 'test' }) }),
  bucket('arch', { tags: tagsOf({ backup: 'true yes' }) }),
];

function coveredBy(text: SelectionText): { covered: string[]; uncertain: string[] } {
  const answers = buckets.map((one) => {
    const { coverage } = matchSelection(selection('s', text), {
      bucket: one,
      arn: known(one.id),
      s3OptIn: known(true),
    });
    return { name: one.id.split(':').at(-1) ?? '', coverage };
  });
  const named = (wanted: string): string[] =>
    answers.filter(({ coverage }) => coverage === wanted).map(({ name }) => name);
  return { covered: named('covered'), uncertain: named('cannot-tell') };
}

describe('matchSelection: the worked vectors of the documentation', () => {
  const table: readonly (readonly [string, SelectionText, readonly string[], (readonly string[])?])[] = [
    ['1 one ARN', { Resources: ['arn:aws:s3:::app-data'] }, ['app-data']],
    ['2 a prefix', { Resources: ['arn:aws:s3:::app-*'] }, ['app-data', 'app-logs']],
    ['3 a leading asterisk', { Resources: ['arn:aws:s3:::*-logs'] }, [], ['app-logs']],
    [
      '4 everything, plus the tagged',
      { Resources: ['*'], ListOfTags: { backup: 'true' } },
      ['app-data', 'app-logs', 'web', 'arch'],
    ],
    [
      '5 everything that is tagged',
      { Resources: ['*'], Conditions: [['StringEquals', 'aws:ResourceTag/backup', 'true']] },
      ['app-data', 'web'],
    ],
    ['6 a tag only', { ListOfTags: { backup: 'true' } }, ['app-data', 'web']],
    [
      '7 a tag, less another',
      { ListOfTags: { backup: 'true' }, Conditions: [['StringNotEquals', 'aws:ResourceTag/stage', 'test']] },
      ['app-data'],
    ],
    ['8 everything but', { Resources: ['*'], NotResources: ['arn:aws:s3:::app-*'] }, ['web', 'arch']],
    [
      '9 an asterisk is not white space',
      { Resources: ['*'], Conditions: [['StringLike', 'aws:ResourceTag/backup', 'true*']] },
      ['app-data', 'web'],
    ],
    ['10 a key without its prefix', { Resources: ['*'], Conditions: [['StringEquals', 'backup', 'true']] }, []],
    ['11 another service', { Resources: ['arn:aws:ec2:*'] }, []],
    ['12 exclusions only', { NotResources: ['arn:aws:s3:::app-*'] }, []],
    ['13 another case', { ListOfTags: { Backup: 'true' } }, []],
  ];
  for (const [title, text, covered, uncertain = []] of table) {
    it(title, () => {
      assert.deepEqual(coveredBy(text), { covered, uncertain });
    });
  }

  it('14 an exclusion in one selection does not remove what another adds', () => {
    const selections = complete([
      selection('one', { Resources: ['arn:aws:s3:::app-data'] }),
      selection('two', { Resources: ['*'], NotResources: ['arn:aws:s3:::app-data'] }),
    ]);
    const [data] = buckets;
    assert.equal(coverageOf(data!, estate({ selections })).coverage, 'covered');
  });
});

describe('matchSelection: the opt-in of the Region', () => {
  const [data] = buckets;
  const subject = { bucket: data!, arn: known(data!.id), s3OptIn: known(false) };

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
