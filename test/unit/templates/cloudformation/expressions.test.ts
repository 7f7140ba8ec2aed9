import assert from 'node:assert/strict';
import type { Fact } from '../../../../src/model/fact';
import { bucketOf, dedent, withProperties } from './reading';

/** What a fact says in a word. */
function say(fact: Fact<unknown>): string {
  return fact.state === 'known' ? String(fact.value) : fact.state;
}

async function status(expression: string, rest = ''): Promise<string> {
  return say((await withProperties(`VersioningConfiguration:\n  Status: ${expression}`, rest)).versioning);
}

const parameters = `
  Parameters:
    Versioning: {Type: String, Default: Enabled}
    Given: {Type: String}
    Env: {Type: String, Default: dev}
    Secret: {Type: 'AWS::SSM::Parameter::Value<String>', Default: Enabled}
    Names: {Type: CommaDelimitedList, Default: 'Suspended, Enabled'}
  Mappings:
    ByEnv:
      dev: {versioning: Suspended}
      prod: {versioning: Enabled}
  Conditions:
    IsProd: !Equals [!Ref Env, prod]
    IsDev: !Not [!Condition IsProd]
    Always: !Equals [a, a]
    Never: !Equals [a, b]
    ByRegion: !Equals [!Ref AWS::Region, eu-west-1]
    Both: !And [!Condition IsProd, Condition: ByRegion]
    Circle: !Or [!Condition Circle, !Condition ByRegion]
`;

describe('CloudFormation: functions', () => {
  it('takes the default of a parameter for its value', async () => {
    assert.equal(await status('!Ref Versioning', parameters), 'enabled');
    assert.equal(await status('{Ref: Versioning}', parameters), 'enabled');
    assert.equal(await status('!Ref Given', parameters), 'unknown');
    assert.equal(await status('!Ref Secret', parameters), 'unknown');
    const bucket = await withProperties('VersioningConfiguration: {Status: !Ref Versioning}', parameters);
    assert.equal(bucket.versioning.state === 'known' && bucket.versioning.basis, 'default');
  });

  it('evaluates Sub, Join, FindInMap, Select and Split', async () => {
    assert.equal(await status('!Sub "${Versioning}"', parameters), 'enabled');
    assert.equal(await status('!Sub ["${What}d", {What: Enable}]'), 'enabled');
    assert.equal(await status('!Sub "${AWS::Region}"'), 'unknown');
    assert.equal(await status('!Join ["", [Enab, led]]'), 'enabled');
    assert.equal(await status('!Join ["", [!Ref Given, led]]', parameters), 'unknown');
    assert.equal(await status('!FindInMap [ByEnv, !Ref Env, versioning]', parameters), 'suspended');
    assert.equal(await status('!FindInMap [ByEnv, !Ref Given, versioning]', parameters), 'unknown');
    assert.equal(await status('!Select [1, !Ref Names]', parameters), 'enabled');
    assert.equal(await status('!Select [0, !Split [",", "Enabled,Suspended"]]'), 'enabled');
  });

  it('does not know what only the stack or another program can answer', async () => {
    for (const expression of ['!GetAtt A.B', '!ImportValue a', '!Rain::Embed a', '{"Fn::Transform": {Name: M}}']) {
      assert.equal(await status(expression), 'unknown', expression);
    }
  });
});

describe('CloudFormation: conditions', () => {
  const choose = (condition: string, one = 'Enabled', other = 'Suspended'): Promise<string> =>
    status(`!If [${condition}, ${one}, ${other}]`, parameters);

  it('decides what literals and defaults decide', async () => {
    assert.equal(await choose('Always'), 'enabled');
    assert.equal(await choose('Never'), 'suspended');
    assert.equal(await choose('IsProd'), 'suspended');
    assert.equal(await choose('IsDev'), 'enabled');
    assert.equal(await choose('Both'), 'suspended');
  });

  it('does not choose where it cannot decide, unless the branches agree', async () => {
    assert.equal(await choose('ByRegion'), 'unknown');
    assert.equal(await choose('Circle'), 'unknown');
    assert.equal(await choose('NotDeclared'), 'unknown');
    assert.equal(await choose('ByRegion', 'Enabled', 'Enabled'), 'enabled');
    assert.equal(await choose('ByRegion', '!If [ByRegion, Enabled, Suspended]', 'Enabled'), 'enabled');
  });

  it('removes what AWS::NoValue stands for', async () => {
    const conditional = (condition: string): Promise<string> =>
      withProperties(
        `VersioningConfiguration: !If [${condition}, {Status: Enabled}, !Ref AWS::NoValue]`,
        parameters,
      ).then((bucket) => say(bucket.versioning));
    assert.equal(await conditional('Always'), 'enabled');
    assert.equal(await conditional('Never'), 'absent');
    assert.equal(await conditional('ByRegion'), 'unknown');
  });

  it('sees that both branches say the same in different words', async () => {
    const bucket = await withProperties(
      'VersioningConfiguration: !If [ByRegion, {Status: Enabled}, {Status: !Ref Versioning}]',
      parameters,
    );
    assert.equal(say(bucket.versioning), 'enabled');
  });
});

describe('CloudFormation: a bucket under a condition', () => {
  const conditional = (condition: string, expression: string) =>
    bucketOf(
      `Resources:\n  Logs:\n    Type: AWS::S3::Bucket\n    Condition: ${condition}\n    Properties:\n      VersioningConfiguration:\n        Status: ${expression}\n${parameters.replaceAll(/^ {2}/gm, '')}`,
    );

  it('exists for certain only where no default has a say', async () => {
    assert.equal(say((await conditional('Always', 'Enabled')).exists), 'true');
    assert.equal(say((await conditional('Never', 'Enabled')).exists), 'false');
    assert.equal(say((await conditional('IsProd', 'Enabled')).exists), 'unknown');
    assert.equal(say((await conditional('ByRegion', 'Enabled')).exists), 'unknown');
  });

  it('is judged as it is where its condition holds', async () => {
    assert.equal(say((await conditional('ByRegion', '!If [ByRegion, Enabled, Suspended]')).versioning), 'enabled');
    assert.equal(say((await conditional('IsProd', '!If [IsDev, Suspended, Enabled]')).versioning), 'enabled');
    assert.equal(say((await conditional('Both', '!If [IsProd, Enabled, Suspended]')).versioning), 'enabled');
    assert.equal(
      say((await conditional('IsProd', '!FindInMap [ByEnv, !Ref Env, versioning]')).versioning),
      'enabled',
      'Env must be prod there',
    );
  });
});

describe('CloudFormation: what others may add', () => {
  it('leaves what is not written open', async () => {
    const bucket = await withProperties('BucketName: logs\nFn::Transform: {Name: AWS::Include}');
    assert.equal(bucket.versioning.state, 'unknown');
    assert.equal(say(bucket.name), 'logs');
  });

  it("leaves it open where a macro of the account rewrites the template, not where AWS's own does", async () => {
    assert.equal((await withProperties('BucketName: logs', 'Transform: MyMacro')).versioning.state, 'unknown');
    const known = await withProperties('VersioningConfiguration: {Status: Suspended}', 'Transform: [MyMacro]');
    assert.equal(say(known.versioning), 'suspended');
    const sam = await withProperties('BucketName: logs', 'Transform: AWS::Serverless-2016-10-31');
    assert.equal(sam.versioning.state, 'absent');
  });
});

describe('CloudFormation: anchors', () => {
  const shared = dedent(`
    Metadata:
      Common: &common
        VersioningConfiguration: {Status: Enabled}
        BucketName: common
    Resources:
      Logs:
        Type: AWS::S3::Bucket
        Properties:
          <<: *common
          BucketName: logs
  `);

  it('follows aliases and merge keys into other parts of the template', async () => {
    const merged = await bucketOf(shared);
    assert.equal(say(merged.versioning), 'enabled');
    assert.equal(say(merged.name), 'logs');
    const whole = await bucketOf(
      'Resources:\n  One:\n    Type: AWS::S3::Bucket\n    Properties: &one\n      VersioningConfiguration: {Status: Enabled}\n  Two:\n    Type: AWS::S3::Bucket\n    Properties: *one\n',
      undefined,
      'Two',
    );
    assert.equal(say(whole.versioning), 'enabled');
  });

  it('does not know what an anchor that is not there holds', async () => {
    assert.equal((await withProperties('<<: *nowhere\nBucketName: logs')).versioning.state, 'unknown');
  });

  it('finds a bucket whose type is merged in', async () => {
    const text =
      'Metadata:\n  Bucket: &bucket\n    Type: AWS::S3::Bucket\nResources:\n  Logs:\n    <<: *bucket\n  More: *bucket\n';
    assert.equal((await bucketOf(text, undefined, 'Logs')).versioning.state, 'absent');
    assert.equal((await bucketOf(text, undefined, 'More')).versioning.state, 'absent');
  });
});
