import assert from 'node:assert/strict';
import type { Bucket } from '../../../../src/model/bucket';
import { valueOf } from '../../../../src/model/fact';
import { coverageOf } from '../../../../src/protection/coverage';
import { applyEdits } from '../../../../src/lint/applyEdits';
import { lint } from './checkFix';
import { dedent, enable, expire, readOne } from './reading';

const transform = 'Transform: AWS::LanguageExtensions\n';

async function bucketsOf(text: string, file?: string): Promise<ReadonlyMap<string, Bucket>> {
  const { estate, skipped } = await readOne(text, file);
  assert.deepEqual(skipped, []);
  assert.equal(estate.buckets.completeness.kind, 'complete');
  return new Map(estate.buckets.items.map((bucket) => [bucket.id, bucket]));
}

function looped(collection: string, rest = ''): string {
  return `${transform}${rest}${dedent(`
    Resources:
      Fn::ForEach::Buckets:
        - Name
        - ${collection}
        - Bucket\${Name}:
            Type: AWS::S3::Bucket
            Properties:
              BucketName: !Sub '\${Name}-of-\${AWS::Region}'
              VersioningConfiguration: {Status: !FindInMap [Versioning, !Ref Name, Status, {DefaultValue: Suspended}]}
    Mappings:
      Versioning: {A: {Status: Enabled}}
  `)}`;
}

describe('CloudFormation: loops', () => {
  it('make one bucket for each item, with what stands for the item', async () => {
    const buckets = await bucketsOf(looped('[A, B]'));
    assert.deepEqual([...buckets.keys()], ['BucketA', 'BucketB']);
    assert.deepEqual(
      [...buckets.values()].map(({ versioning, exists }) => [valueOf(versioning), valueOf(exists)]),
      [
        ['enabled', true],
        ['suspended', true],
      ],
    );
    const [one, other] = [...buckets.values()].map(({ declaration }) => declaration);
    assert.equal(one?.resource, 'Bucket${Name}');
    assert.deepEqual(one, other, 'they share one declaration');
  });

  it('go over the default of a parameter, which whoever makes the stack may override', async () => {
    const list = 'Parameters: {Names: {Type: CommaDelimitedList, Default: "A, C"}}\n';
    const buckets = await bucketsOf(looped('!Ref Names', list));
    assert.deepEqual([...buckets.keys()], ['BucketA', 'BucketC']);
    const versioning = buckets.get('BucketA')?.versioning;
    assert.equal(versioning?.state === 'known' && versioning.basis, 'default');
    const exists = buckets.get('BucketA')?.exists;
    assert.equal(exists?.state === 'known' && exists.basis, 'default');
  });

  it('make one bucket that stands for all where the collection is not known', async () => {
    for (const parameter of ['{Type: CommaDelimitedList}', '{Type: CommaDelimitedList, Default: ""}']) {
      const buckets = await bucketsOf(looped('!Ref Names', `Parameters: {Names: ${parameter}}\n`));
      assert.deepEqual([...buckets.keys()], ['Bucket${Name}'], parameter);
      const bucket = buckets.get('Bucket${Name}');
      assert.equal(bucket?.exists.state, 'unknown', parameter);
      assert.equal(bucket.versioning.state, 'unknown', 'the key of the mapping is not known');
      assert.equal(bucket.name.state === 'unknown' && bucket.name.identity, undefined, 'the names are several');
    }
  });

  it('are nested, leave out what is no letter or digit, and stand in JSON as well', async () => {
    const json = JSON.stringify({
      Transform: ['AWS::LanguageExtensions', 'AWS::Serverless-2016-10-31'],
      Resources: {
        'Fn::ForEach::Stages': [
          'Stage',
          ['dev', 'pro-d'],
          {
            'Fn::ForEach::Kinds': [
              'Kind',
              ['Logs', 'Data'],
              {
                '${Kind}&{Stage}': {
                  Type: 'AWS::S3::Bucket',
                  Properties: {
                    BucketName: '${Kind}-${Stage}',
                    Tags: [{ Key: 'stage', Value: { Ref: 'Stage' } }],
                  },
                },
              },
            ],
          },
        ],
      },
    });
    const buckets = await bucketsOf(json, '/stacks/template.json');
    assert.deepEqual([...buckets.keys()], ['Logsdev', 'Datadev', 'Logsprod', 'Dataprod']);
    const { name, tags } = buckets.get('Dataprod') ?? assert.fail();
    assert.equal(valueOf(name), 'Data-pro-d');
    const stage = valueOf(tags)?.entries.get('stage');
    assert.equal(stage && valueOf(stage), 'pro-d');
  });

  it('make properties, and conditions', async () => {
    const text = `${transform}${dedent(`
      Conditions:
        Fn::ForEach::Which:
          - Name
          - [A, B]
          - Is\${Name}: !Equals [!Ref Name, A]
      Resources:
        Logs:
          Type: AWS::S3::Bucket
          Properties:
            Fn::ForEach::Configurations:
              - Kind
              - [Versioning]
              - \${Kind}Configuration: {Status: Enabled}
        Fn::ForEach::Others:
          - Name
          - [A, B]
          - Other\${Name}:
              Type: AWS::S3::Bucket
              Condition: Is\${Name}
    `)}`;
    const buckets = await bucketsOf(text);
    assert.equal(valueOf(buckets.get('Logs')?.versioning ?? assert.fail()), 'enabled');
    assert.equal(valueOf(buckets.get('OtherA')?.exists ?? assert.fail()), true);
    assert.equal(valueOf(buckets.get('OtherB')?.exists ?? assert.fail()), false);
  });

  it('leave properties open where it is not known which they make', async () => {
    const text = `${transform}${dedent(`
      Parameters: {Kinds: {Type: CommaDelimitedList}}
      Resources:
        Logs:
          Type: AWS::S3::Bucket
          Properties:
            BucketName: logs
            Fn::ForEach::Configurations:
              - Kind
              - !Ref Kinds
              - \${Kind}Configuration: {Status: Enabled}
    `)}`;
    const bucket = (await bucketsOf(text)).get('Logs') ?? assert.fail();
    assert.equal(valueOf(bucket.name), 'logs');
    assert.equal(bucket.versioning.state, 'unknown');
  });

  it('make selections that refer to what loops make', async () => {
    const text = `${transform}${dedent(`
      Resources:
        Fn::ForEach::Each:
          - Name
          - [A, B]
          - Bucket\${Name}:
              Type: AWS::S3::Bucket
            Selection\${Name}:
              Type: AWS::Backup::BackupSelection
              Properties:
                BackupPlanId: plan
                BackupSelection: {SelectionName: x, IamRoleArn: role, Resources: [!GetAtt 'Bucket\${Name}.Arn']}
        Apart:
          Type: AWS::S3::Bucket
          Properties: {BucketName: apart}
        More:
          Type: AWS::Backup::BackupSelection
          Properties:
            BackupPlanId: plan
            BackupSelection: {SelectionName: x, IamRoleArn: role, Resources: [!GetAtt BucketA.Arn]}
    `)}`;
    const { estate } = await readOne(text);
    const answers = estate.buckets.items.map((bucket) => {
      const { coverage, covering } = coverageOf(bucket, estate);
      return [bucket.id, coverage, covering.map(({ selection }) => selection.id)];
    });
    assert.deepEqual(answers.slice(1), [
      ['BucketA', 'covered', ['More', 'SelectionA']],
      ['BucketB', 'covered', ['SelectionB']],
    ]);
  });

  it('may have their list as far to the left as themselves', async () => {
    const list = '  - Name\n  - [a]\n  - Bucket${Name}:\n      Type: AWS::S3::Bucket\n';
    const other = '  Logs:\n    Type: AWS::S3::Bucket\n';
    for (const text of [list, list + other]) {
      const buckets = await bucketsOf(`${transform}Resources:\n  Fn::ForEach::Buckets:\n${text}`);
      assert.deepEqual([...buckets.keys()].toSorted(), text === list ? ['Bucketa'] : ['Bucketa', 'Logs']);
    }
  });

  it('without the transform are nothing, and what they might make is not known', async () => {
    const { estate, skipped } = await readOne(looped('[A, B]').slice(transform.length));
    assert.deepEqual(
      skipped.map(({ reason }) => reason),
      ['Fn::ForEach::Buckets needs the transform AWS::LanguageExtensions'],
    );
    assert.deepEqual(estate.buckets.items, []);
    assert.equal(estate.buckets.completeness.kind, 'partial');
  });

  it('that are half typed cost nothing else', async () => {
    for (const typed of [
      '- Name',
      '- Name\n    - [A',
      '- Name\n    - [A]\n    - Bucket${Name}:\n        Type: AWS::S3::Bucket\n        Prop',
    ]) {
      const text = `${transform}Resources:\n  Fn::ForEach::Buckets:\n    ${typed}\n  Logs:\n    Type: AWS::S3::Bucket\n`;
      const { estate } = await readOne(text);
      const found = new Map(estate.buckets.items.map(({ id, versioning }) => [id, versioning.state]));
      assert.equal(found.get('Logs'), 'absent', typed);
      assert.notEqual(found.get('BucketA'), 'absent', typed);
    }
  });

  it('have a bound', async () => {
    const items = Array.from({ length: 200 }, (_, index) => `x${index}`).join(', ');
    const inner = `- B\n    - [${items}]\n    - Bucket\${A}\${B}: {Type: 'AWS::S3::Bucket'}`;
    const nested = `Resources:\n  Fn::ForEach::One:\n  - A\n  - [${items}]\n  - Fn::ForEach::Two:\n    ${inner}\n`;
    const { estate, skipped } = await readOne(transform + nested);
    assert.ok(estate.buckets.items.length < 20_000);
    assert.equal(estate.buckets.completeness.kind, 'partial');
    assert.deepEqual(
      skipped.map(({ reason }) => reason),
      ['It makes more than can be followed'],
    );
  });
});

describe('CloudFormation: edits in loops', () => {
  const text = `${transform}${dedent(`
    Resources:
      Fn::ForEach::Buckets:
        - Name
        - [A, B]
        - Bucket\${Name}:
            Type: AWS::S3::Bucket
            Properties:
              BucketName: !Ref Name
  `)}`;

  it('change what all its buckets share, and only where all need it', async () => {
    const reading = await readOne(text);
    assert.equal(reading.edits(['BucketA'], [enable]), undefined);
    const edits = reading.edits(['BucketA', 'BucketB'], [enable, expire]) ?? assert.fail();
    const after = await readOne(applyEdits(text, edits));
    assert.deepEqual(
      after.estate.buckets.items.map(({ versioning }) => valueOf(versioning)),
      ['enabled', 'enabled'],
    );
  });

  it('are offered with the number of buckets', async () => {
    const findings = await lint('/stacks/template.yaml', text);
    const [finding, ...others] = findings.filter(({ rule }) => rule === 'bucket-versioning');
    assert.deepEqual(others, []);
    assert.deepEqual(finding?.instances, ['BucketA', 'BucketB']);
    assert.equal(finding.resource, 'Bucket${Name}');
    assert.match(finding.fixes[0]?.title ?? '', /\(2 buckets\)$/);
  });
});

describe('CloudFormation: functions of the language extensions', () => {
  const versioned = async (status: string, sections = ''): Promise<string | undefined> => {
    const text = `${transform}${sections}\nResources:\n  Logs:\n    Type: AWS::S3::Bucket\n    DeletionPolicy: !If [C, Retain, Delete]\n    Properties:\n      VersioningConfiguration:\n        Status: ${status}\n`;
    const { versioning } = (await bucketsOf(text)).get('Logs') ?? assert.fail();
    return versioning.state === 'known' ? versioning.value : versioning.state;
  };

  it('find in a map what is there, and the default of what is not', async () => {
    const mappings =
      'Parameters: {P: {Type: String}}\nMappings: {M: {a: {x: Enabled}, b: {x: Enabled}, c: {y: Suspended}}}';
    assert.equal(await versioned('!FindInMap [M, a, x, {DefaultValue: Suspended}]', mappings), 'enabled');
    assert.equal(await versioned('!FindInMap [M, d, x, {DefaultValue: Suspended}]', mappings), 'suspended');
    assert.equal(await versioned('!FindInMap [M, !Ref P, x, {DefaultValue: Enabled}]', mappings), 'unknown');
    assert.equal(await versioned('!FindInMap [M, !Ref P, x]', mappings), 'enabled', 'a stack without it is not made');
    assert.equal(await versioned('!FindInMap [M, d, x]', mappings), 'unknown');
  });

  it('count the items of a list', async () => {
    const counted = (list: string): string => `Conditions: {Two: !Equals [{'Fn::Length': ${list}}, 2]}`;
    const parameters = '\nParameters: {L: {Type: CommaDelimitedList, Default: "a,b"}, M: {Type: CommaDelimitedList}}';
    const status = '!If [Two, Enabled, Suspended]';
    assert.equal(await versioned(status, counted('[a, b]') + parameters), 'enabled');
    assert.equal(await versioned(status, counted('[a]') + parameters), 'suspended');
    assert.equal(await versioned(status, counted('!Ref L') + parameters), 'enabled');
    assert.equal(await versioned(status, counted('!Ref M') + parameters), 'unknown');
    assert.equal(await versioned(status, counted("{'Fn::ToJsonString': [a]}") + parameters), 'unknown');
  });

  it('know a parameter that can be only one thing', async () => {
    const only = 'Parameters: {P: {Type: String, AllowedValues: [Enabled]}}';
    assert.equal(await versioned('!Ref P', only), 'enabled');
    const several = 'Parameters: {P: {Type: String, AllowedValues: [Enabled, Suspended]}}';
    assert.equal(await versioned('!Ref P', several), 'unknown');
  });
});
