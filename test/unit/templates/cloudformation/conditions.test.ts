import assert from 'node:assert/strict';
import type { Fact } from '../../../../src/model/fact';
import { coverageOf } from '../../../../src/protection/coverage';
import { lint } from './checkFix';
import { dedent, readOne } from './reading';

function say(fact: Fact<unknown> | undefined): unknown {
  return fact?.state === 'known' ? fact.value : fact?.state;
}

const conditions = `
Parameters:
  Env: {Type: String}
  Stage: {Type: String, Default: dev}
  Size: {Type: String, AllowedValues: [small, large]}
Mappings: {Stages: {dev: {Backup: 'no'}, prod: {Backup: 'yes'}}}
Conditions:
  IsProd: !Equals [!Ref Env, prod]
  IsTest: !Equals [test, !Ref Env]
  NotProd: !Not [!Condition IsProd]
  AlsoProd: !Equals [prod, !Ref Env]
  ProdOrTest: !Or [!Condition IsProd, !Condition IsTest]
  ProdHere: !And [!Condition IsProd, !Equals [!Ref AWS::Region, eu-west-1]]
  Nothing: !And [!Condition IsProd, !Condition IsTest]
  Anything: !Or [!Condition NotProd, !Condition AlsoProd]
  IsSmall: !Equals [!Ref Size, small]
  IsLarge: !Equals [!Ref Size, large]
  NotLarge: !Not [!Condition IsLarge]
  StageIsProd: !Equals [!Ref Stage, prod]
  StageIsNotProd: !Not [!Equals [!Ref Stage, prod]]
  StageIsBackedUp: !Equals [!FindInMap [Stages, !Ref Stage, Backup], 'yes']
  Circle: !Or [!Condition Circle, !Condition IsProd]
`;

describe('CloudFormation: what conditions say of each other', () => {
  const versioningUnder = async (condition: string | undefined, expression: string): Promise<unknown> => {
    const under = condition === undefined ? '' : `\n    Condition: ${condition}`;
    const bucket = `Resources:\n  Logs:\n    Type: AWS::S3::Bucket${under}\n    Properties:\n      VersioningConfiguration:\n        Status: ${expression}\n`;
    const { estate } = await readOne(conditions + bucket);
    return say(estate.buckets.items[0]?.versioning);
  };

  it('what holds in every case is certain', async () => {
    assert.equal(await versioningUnder(undefined, '!If [Anything, Enabled, Suspended]'), 'enabled');
    assert.equal(await versioningUnder(undefined, '!If [Nothing, Enabled, Suspended]'), 'suspended');
    assert.equal(await versioningUnder(undefined, '!If [IsProd, Enabled, Suspended]'), 'unknown');
    assert.equal(await versioningUnder(undefined, '!If [Circle, Enabled, Suspended]'), 'unknown');
    assert.equal(await versioningUnder(undefined, '!If [Unheard, Enabled, Suspended]'), 'unknown');
  });

  it('what a resource is made under decides its properties', async () => {
    const cases: readonly (readonly [string, string, string])[] = [
      ['IsProd', 'AlsoProd', 'enabled'],
      ['IsProd', 'NotProd', 'suspended'],
      ['IsProd', 'IsTest', 'suspended'],
      ['IsProd', 'ProdOrTest', 'enabled'],
      ['ProdOrTest', 'IsProd', 'unknown'],
      ['ProdHere', 'IsProd', 'enabled'],
      ['IsProd', 'ProdHere', 'unknown'],
      ['NotProd', 'ProdHere', 'suspended'],
      ['NotProd', 'IsTest', 'unknown'],
      ['NotLarge', 'IsSmall', 'enabled'],
      ['IsProd', 'IsSmall', 'unknown'],
    ];
    for (const [condition, other, expected] of cases) {
      const versioning = await versioningUnder(condition, `!If [${other}, Enabled, Suspended]`);
      assert.equal(versioning, expected, `${other} under ${condition}`);
    }
  });

  it('a default counts only where it can be', async () => {
    assert.equal(await versioningUnder(undefined, '!If [StageIsProd, Enabled, Suspended]'), 'suspended');
    assert.equal(await versioningUnder('StageIsProd', '!If [StageIsNotProd, Suspended, Enabled]'), 'enabled');
    assert.equal(await versioningUnder('StageIsNotProd', '!If [StageIsProd, Enabled, Suspended]'), 'suspended');
    assert.equal(await versioningUnder(undefined, '!If [StageIsBackedUp, Enabled, Suspended]'), 'suspended');
    const under = `${conditions}Resources:
  Logs:
    Type: AWS::S3::Bucket
    Condition: StageIsProd
    Properties: {BucketName: !Sub 'logs-\${Stage}'}
  Other:
    Type: AWS::S3::Bucket
    Condition: NotLarge
    Properties: {BucketName: !Sub 'logs-\${Size}'}
`;
    const { estate } = await readOne(under);
    assert.deepEqual(
      estate.buckets.items.map(({ name }) => say(name)),
      ['logs-prod', 'logs-small'],
    );
  });

  it('more conditions than can be tried decide nothing, and take no time', async () => {
    const many = Array.from({ length: 30 }, (_, index) => `!Equals [!Ref P${index}, x]`).join(', ');
    const text = `Conditions: {Many: !Or [${many}]}\nResources:\n  Logs:\n    Type: AWS::S3::Bucket\n    Condition: Many\n    Properties: {VersioningConfiguration: {Status: !If [Many, Enabled, Suspended]}}\n`;
    const { estate } = await readOne(text);
    assert.equal(say(estate.buckets.items[0]?.versioning), 'enabled', 'the same condition is the same');
    assert.equal(say(estate.buckets.items[0]?.exists), 'unknown');
  });
});

describe('CloudFormation: conditions of selections and buckets', () => {
  const text = (bucket: string, selection: string, asked = 'Resources: [!GetAtt Logs.Arn]'): string =>
    `${conditions}${dedent(`
      Resources:
        Logs:
          Type: AWS::S3::Bucket
          ${bucket}
          Properties: {Tags: [{Key: backup, Value: !If [IsProd, daily, weekly]}]}
        Other:
          Type: AWS::S3::Bucket
        Selection:
          Type: AWS::Backup::BackupSelection
          ${selection}
          Properties:
            BackupPlanId: plan
            BackupSelection: {SelectionName: s, IamRoleArn: role, ${asked}}
    `)}`;

  const coverage = async (template: string): Promise<string | undefined> => {
    const { estate } = await readOne(template);
    const bucket = estate.buckets.items.find(({ id }) => id === 'Logs');
    return bucket && coverageOf(bucket, estate).coverage;
  };

  it('are reasoned over together', async () => {
    const under = (name: string): string => `Condition: ${name}`;
    const cases: readonly (readonly [string, string, string])[] = [
      ['', 'IsProd', 'cannot-tell'],
      ['IsProd', 'IsProd', 'covered'],
      ['IsProd', 'AlsoProd', 'covered'],
      ['IsProd', 'ProdOrTest', 'covered'],
      ['ProdOrTest', 'IsProd', 'cannot-tell'],
      ['IsProd', 'NotProd', 'not-covered'],
      ['IsProd', 'IsLarge', 'cannot-tell'],
      ['StageIsProd', 'StageIsProd', 'covered'],
      ['StageIsProd', 'StageIsNotProd', 'not-covered'],
    ];
    for (const [bucket, selection, expected] of cases) {
      const answer = await coverage(text(bucket && under(bucket), under(selection)));
      assert.equal(answer, expected, `${selection} beside ${bucket}`);
    }
  });

  it('decide what the selection lists', async () => {
    const chosen = 'Resources: [!If [IsProd, !GetAtt Logs.Arn, !Ref AWS::NoValue]]';
    assert.equal(await coverage(text('Condition: IsProd', '', chosen)), 'covered');
    assert.equal(await coverage(text('Condition: NotProd', '', chosen)), 'not-covered');
    assert.equal(await coverage(text('', '', chosen)), 'cannot-tell');
    const lists = 'Resources: !If [IsProd, [!GetAtt Logs.Arn, !GetAtt Other.Arn], [!GetAtt Other.Arn]]';
    assert.equal(await coverage(text('Condition: IsProd', '', lists)), 'covered');
  });

  it('choose the same for a tag and for who asks for it', async () => {
    const tagged = (value: string): string =>
      text('', '', `ListOfTags: [{ConditionType: STRINGEQUALS, ConditionKey: backup, ConditionValue: ${value}}]`);
    assert.equal(await coverage(tagged('!If [IsProd, daily, weekly]')), 'covered');
    assert.equal(await coverage(tagged('!If [IsTest, daily, weekly]')), 'cannot-tell');
    assert.equal(await coverage(tagged('!If [IsProd, weekly, daily]')), 'cannot-tell');
  });

  it('find no bucket uncovered beside which no selection is made', async () => {
    const isFound = async (template: string): Promise<boolean> =>
      (await lint('/stacks/a.yaml', template)).some(
        ({ rule, resource }) => rule === 'backup-coverage' && resource === 'Logs',
      );
    assert.ok(!(await isFound(text('Condition: IsProd', 'Condition: NotProd'))));
    assert.ok(!(await isFound(text('Condition: IsProd', 'Condition: IsProd'))));
    assert.ok(await isFound(text('Condition: IsProd', '', 'Resources: [!GetAtt Other.Arn]')));
  });
});
