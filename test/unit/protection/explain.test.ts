import assert from 'node:assert/strict';
import type { Bucket } from '../../../src/model/bucket';
import { complete } from '../../../src/model/estate';
import { known } from '../../../src/model/fact';
import { coverageOf } from '../../../src/protection/coverage';
import { notCovered } from '../../../src/protection/explain';
import { resembles } from '../../../src/protection/resemblance';
import type { SelectionText } from '../support/estates';
import { bucket, estate, plan, selection, tagsOf } from '../support/estates';

/** What is said of the bucket `web` that only this selection could cover. */
function said(text: SelectionText, tags: Readonly<Record<string, string>> = {}, changes: Partial<Bucket> = {}): string {
  const one = bucket('web', { tags: tagsOf(tags), ...changes });
  const whole = estate({ plans: complete([plan()]), selections: complete([selection('s', text)]) });
  const { coverage, missing } = coverageOf(one, whole);
  assert.equal(coverage, 'not-covered');
  return notCovered(missing, whole).message.replace('No selection covers this bucket. ', '');
}

const backup = { ListOfTags: { backup: 'true' } };
const conditionOn = (
  operator: 'StringEquals' | 'StringLike' | 'StringNotEquals' | 'StringNotLike',
  value: string,
): SelectionText => ({ Resources: ['*'], Conditions: [[operator, 'aws:ResourceTag/stage', value]] });

describe('which selection came closest, and what differs', () => {
  const shapes: readonly (readonly [title: string, text: SelectionText, tags: Record<string, string>, says: string])[] =
    [
      ['the case of a key', backup, { Backup: 'true' }, 'asks for tag `backup=true`; this bucket has `Backup=true`.'],
      [
        'the spelling of a key',
        backup,
        { bakcup: 'true' },
        'asks for tag `backup=true`; this bucket has `bakcup=true`.',
      ],
      ['a dash in a key', backup, { 'back-up': 'true' }, 'asks for tag `backup=true`; this bucket has `back-up=true`.'],
      ['the case of a value', backup, { backup: 'True' }, 'asks for tag `backup=true`; this bucket has `backup=True`.'],
      ['another value', backup, { backup: 'no' }, 'asks for tag `backup=true`; this bucket has `backup=no`.'],
      ['no such tag', backup, { team: 'x' }, 'asks for tag `backup=true`; this bucket has no such tag.'],
      ['a prefix', { Resources: ['arn:aws:s3:::webs-*'] }, {}, 'names `arn:aws:s3:::webs-*`; this bucket is `web`.'],
      ['a name', { Resources: ['arn:aws:s3:::Web'] }, {}, 'names `arn:aws:s3:::Web`; this bucket is `web`.'],
      ['nothing alike', { Resources: ['arn:aws:s3:::orders'] }, {}, 'does not name this bucket.'],
      [
        'an exclusion',
        { Resources: ['*'], NotResources: ['arn:aws:s3:::web*'] },
        {},
        'excludes it by `arn:aws:s3:::web*`.',
      ],
      [
        'a condition on a tag that is not there',
        conditionOn('StringEquals', 'prod'),
        {},
        'asks for tag `stage=prod`; this bucket has no such tag.',
      ],
      [
        'a condition on another value',
        conditionOn('StringEquals', 'prod'),
        { stage: 'test' },
        'asks for tag `stage=prod`; this bucket has `stage=test`.',
      ],
      [
        'a condition on a key of another case',
        conditionOn('StringEquals', 'prod'),
        { Stage: 'prod' },
        'asks for tag `stage=prod`; this bucket has `Stage=prod`.',
      ],
      [
        'an operator that knows no asterisk',
        conditionOn('StringEquals', 'prod*'),
        { stage: 'prod-1' },
        'asks for tag `stage=prod*` letter by letter, where only StringLike knows the asterisk.',
      ],
      [
        'a pattern that stops at a space',
        conditionOn('StringLike', 'prod*'),
        { stage: 'prod one' },
        'asks for tag `stage` like `prod*`; this bucket has `stage=prod one`.',
      ],
      [
        'a negative condition',
        conditionOn('StringNotEquals', 'test'),
        { stage: 'test' },
        'leaves out tag `stage=test`, which this bucket has.',
      ],
      [
        'a negative pattern',
        conditionOn('StringNotLike', 'te*'),
        { stage: 'test' },
        'leaves out tag `stage` like `te*`; this bucket has `stage=test`.',
      ],
      [
        'a key without its prefix',
        { Resources: ['*'], Conditions: [['StringEquals', 'stage', 'prod']] },
        { stage: 'prod' },
        'has a condition on `stage`, which matches nothing without `aws:ResourceTag/` before it.',
      ],
      [
        'two things at once',
        { ...backup, NotResources: ['arn:aws:s3:::web'] },
        { Backup: 'true' },
        'asks for tag `backup=true`; this bucket has `Backup=true`. It also excludes it by `arn:aws:s3:::web`.',
      ],
      [
        'what AWS rejects',
        { NotResources: ['arn:aws:s3:::x'] },
        {},
        "is one that AWS rejects: Either 'ListOfTags' or 'Resources' must be non-empty.",
      ],
    ];
  for (const [title, text, tags, says] of shapes) {
    it(title, () => {
      assert.equal(said(text, tags), `\`daily\` ${says}`);
    });
  }

  it('another Region, and another account', () => {
    const here = { account: known('111122223333'), region: known('eu-west-1') };
    const sayPlace = (place: typeof here): string => {
      const one = bucket('web', { tags: tagsOf({ backup: 'true' }), account: here.account });
      const whole = estate({ selections: complete([selection('s', backup, { place })]) });
      const { coverage, missing } = coverageOf(one, whole);
      assert.equal(coverage, 'not-covered');
      return notCovered(missing, whole).message;
    };
    assert.match(
      sayPlace({ ...here, region: known('us-east-1') }),
      /works in `us-east-1`; this bucket is in `eu-west-1`\./u,
    );
    assert.match(
      sayPlace({ ...here, account: known('444455556666') }),
      /works in account `444455556666`; this bucket is in account `111122223333`\./u,
    );
  });

  it('the nearest selection is the one that is told', () => {
    const one = bucket('web', { tags: tagsOf({ Backup: 'true', stage: 'test' }) });
    const selections = [
      selection('far', { Resources: ['arn:aws:s3:::orders'] }),
      selection('valued', { ListOfTags: { stage: 'prod' } }),
      selection('cased', backup),
      selection('twice', { ...backup, NotResources: ['arn:aws:s3:::web'] }),
    ];
    const { missing } = coverageOf(one, estate({ selections: complete(selections) }));
    assert.deepEqual(
      missing.map((match) => match.selection.id),
      ['cased', 'valued', 'twice', 'far'],
    );
  });
});

describe('what is taken for a slip', () => {
  it('case, a dash, one letter, or two that changed places', () => {
    for (const other of ['Backup', 'back-up', 'back_up', 'backups', 'bckup', 'bakcup', 'beckup']) {
      assert.ok(resembles('backup', other), other);
    }
  });

  it('not another word, and not a short one', () => {
    for (const [one, other] of [
      ['backup', 'stage'],
      ['backup', 'backupplan'],
      ['env', 'end'],
      ['a', 'b'],
      ['--', '..'],
    ] as const) {
      assert.ok(!resembles(one, other), other);
    }
  });
});
