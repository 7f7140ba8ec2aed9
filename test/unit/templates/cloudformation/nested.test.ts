import assert from 'node:assert/strict';
import type { Estate } from '../../../../src/model/estate';
import type { Fact } from '../../../../src/model/fact';
import { valueOf } from '../../../../src/model/fact';
import { coverageOf } from '../../../../src/protection/coverage';
import { lintProject } from '../../../../src/lint/project';
import { createCloudFormationDialect } from '../../../../src/templates/cloudformation/dialect';
import type { TemplateReading } from '../../../../src/templates/dialect';
import { memoryTree } from '../../lint/memoryTree';
import { dedent } from './reading';

/** What the templates of a project say, those that only others name among them. */
async function readFiles(
  files: Readonly<Record<string, string>>,
  roots: readonly string[] = Object.keys(files),
): Promise<readonly TemplateReading[]> {
  const texts = Object.fromEntries(Object.entries(files).map(([file, text]) => [`/stacks/${file}`, dedent(text)]));
  const sources = roots.map((file) => ({ file: `/stacks/${file}`, text: texts[`/stacks/${file}`] ?? '' }));
  return createCloudFormationDialect().read(sources, memoryTree(texts));
}

async function estatesOf(files: Readonly<Record<string, string>>): Promise<ReadonlyMap<string, readonly Estate[]>> {
  const readings = await readFiles(files);
  const rootOf = ({ scope }: Estate): string => (scope.kind === 'template' ? scope.root.slice('/stacks/'.length) : '');
  const estates = new Map<string, readonly Estate[]>();
  for (const { estate } of readings) estates.set(rootOf(estate), [...(estates.get(rootOf(estate)) ?? []), estate]);
  return estates;
}

function say(fact: Fact<unknown> | undefined): unknown {
  return fact?.state === 'known' ? fact.value : fact?.state;
}

const child = `
  Parameters:
    Status: {Type: String, Default: Suspended}
    Name: {Type: String}
    Stages: {Type: CommaDelimitedList, Default: 'a'}
  Conditions:
    IsVersioned: !Equals [!Ref Status, Enabled]
  Resources:
    Logs:
      Type: AWS::S3::Bucket
      Properties:
        BucketName: !Ref Name
        VersioningConfiguration: {Status: !Ref Status}
        Tags: [{Key: stage, Value: !Select [1, !Ref Stages]}]
    Second:
      Type: AWS::S3::Bucket
      Condition: IsVersioned
  Outputs:
    BucketArn: {Value: !GetAtt Logs.Arn}
    BucketName: {Value: !Ref Name}
    Vault: {Value: Main}
`;

function parent(properties: string, rest = ''): string {
  return `
    Parameters:
      Env: {Type: String, Default: Enabled}
      Free: {Type: String}
    Conditions: {C: !Equals [!Ref Free, x], Never: !Equals [a, b]}
    Resources:
      Nested:
        Type: AWS::CloudFormation::Stack
        ${properties}
${dedent(rest)
  .split('\n')
  .map((line) => `      ${line}`)
  .join('\n')}
  `;
}

const url = 'TemplateURL: ./parts/child.yaml';

describe('CloudFormation: nested stacks', () => {
  const inside = async (properties: string): Promise<readonly Estate[]> => {
    const estates = await estatesOf({ 'main.yaml': parent(properties), 'parts/child.yaml': child });
    assert.deepEqual([...estates.keys()], ['parts/child.yaml'], 'the other one declares nothing that is judged');
    return estates.get('parts/child.yaml') ?? [];
  };

  it('are read with what they are given, once for each', async () => {
    const given = `Properties: {${url}, Parameters: {Status: Enabled, Name: logs, Stages: 'x, y'}}`;
    const [estate, ...others] = await inside(given);
    assert.deepEqual(others, []);
    const [logs, second] = estate?.buckets.items ?? [];
    assert.equal(say(logs?.versioning), 'enabled');
    assert.equal(say(logs?.name), 'logs');
    assert.equal(say(valueOf(logs?.tags ?? assert.fail())?.entries.get('stage')), 'y');
    assert.deepEqual(second?.exists, { state: 'known', value: true, basis: 'derived' });
    assert.equal(logs?.id, 'Logs');
    assert.equal(logs.declaration?.name.file, '/stacks/parts/child.yaml');
  });

  it('take their own defaults for certain, and those of the stack around as defaults', async () => {
    const [left] = await inside(`Properties: {${url}}`);
    const versioning = left?.buckets.items[0]?.versioning;
    assert.equal(versioning?.state === 'known' && [versioning.value, versioning.basis].join(), 'suspended,written');
    assert.equal(say(left?.buckets.items[1]?.exists), false, 'nobody else can give another one');
    const [passed] = await inside(`Properties: {${url}, Parameters: {Status: !Ref Env}}`);
    const other = passed?.buckets.items[0]?.versioning;
    assert.equal(other?.state === 'known' && [other.value, other.basis].join(), 'enabled,default');
  });

  it('do not know what they are given where the stack around does not', async () => {
    for (const parameters of ['{Status: !Ref Free}', '!Ref Free', '{Status: !If [C, Enabled, Suspended]}']) {
      const [estate] = await inside(`Properties: {${url}, Parameters: ${parameters}}`);
      assert.equal(say(estate?.buckets.items[0]?.versioning), 'unknown', parameters);
      assert.equal(say(estate?.buckets.items[1]?.exists), 'unknown', parameters);
    }
    const [same] = await inside(`Properties: {${url}, Parameters: {Status: !If [C, Enabled, Enabled]}}`);
    assert.equal(say(same?.buckets.items[0]?.versioning), 'enabled');
  });

  it('are there only where the resource is that makes them', async () => {
    const [maybe] = await inside(`Condition: C\n        Properties: {${url}, Parameters: {Status: Enabled}}`);
    assert.deepEqual(
      maybe?.buckets.items.map(({ exists }) => say(exists)),
      ['unknown', 'unknown'],
    );
    const estates = await estatesOf({
      'main.yaml': parent(`Condition: Never\n        Properties: {${url}}`),
      'parts/child.yaml': child,
    });
    assert.deepEqual([...estates.keys()], [], 'it is judged by who makes it, and nobody does');
  });

  it('are found by the paths of SAM as well, from the folder of their template', async () => {
    const estates = await estatesOf({
      'apps/main.yaml': `
        Transform: AWS::Serverless-2016-10-31
        Resources:
          App: {Type: AWS::Serverless::Application, Properties: {Location: ../parts/child.yaml, Parameters: {Name: a}}}
          Same: {Type: AWS::Serverless::Application, Properties: {Location: ../parts/child.yaml, Parameters: {Name: b}}}
      `,
      'parts/child.yaml': child,
    });
    const names = estates.get('parts/child.yaml')?.map(({ buckets }) => say(buckets.items[0]?.name));
    assert.deepEqual(names, ['a', 'b']);
  });

  it('give what they put out to the stack around, and through it to each other', async () => {
    const estates = await estatesOf({
      'main.yaml': parent(
        `Properties: {${url}, Parameters: {Name: logs}}`,
        `
        Other:
          Type: AWS::CloudFormation::Stack
          Properties: {${url}, Parameters: {Name: !Sub '\${Nested.Outputs.BucketName}-copy'}}
        Own: {Type: AWS::S3::Bucket}
        Selection:
          Type: AWS::Backup::BackupSelection
          Properties:
            BackupPlanId: plan
            BackupSelection:
              Resources: [!Sub 'arn:aws:s3:::\${Nested.Outputs.BucketName}', !GetAtt Nested.Outputs.BucketArn]
        `,
      ),
      'parts/child.yaml': child,
    });
    const names = estates.get('parts/child.yaml')?.map(({ buckets }) => say(buckets.items[0]?.name));
    assert.deepEqual(names, ['logs', 'logs-copy']);
    const [main] = estates.get('main.yaml') ?? [];
    const [literal, reference] = main?.selections.items[0]?.resources.items ?? [];
    assert.equal(say(literal?.pattern), 'arn:aws:s3:::logs');
    assert.equal(reference?.pattern.state, 'unknown');
    assert.equal(reference.bucketId, undefined, 'the bucket is in another scope');
    assert.equal(coverageOf(main?.buckets.items[0] ?? assert.fail(), main ?? assert.fail()).coverage, 'cannot-tell');
  });

  it('know that what they are given is the same wherever they use it', async () => {
    const [estate] = await estatesOf({
      'main.yaml': parent(`Properties: {TemplateURL: backup.yaml, Parameters: {Tag: !Ref Free}}`),
      'backup.yaml': `
        Parameters: {Tag: {Type: String}}
        Resources:
          Logs:
            Type: AWS::S3::Bucket
            Properties: {Tags: [{Key: backup, Value: !Ref Tag}]}
          Selection:
            Type: AWS::Backup::BackupSelection
            Properties:
              BackupPlanId: plan
              BackupSelection: {ListOfTags: [{ConditionType: STRINGEQUALS, ConditionKey: backup, ConditionValue: !Ref Tag}]}
      `,
    }).then((estates) => estates.get('backup.yaml') ?? []);
    const bucket = estate?.buckets.items[0] ?? assert.fail();
    assert.equal(coverageOf(bucket, estate ?? assert.fail()).coverage, 'covered');
  });

  it('of which the template is not there leave open what else there is', async () => {
    const own = `
      Own: {Type: AWS::S3::Bucket}
      Selection:
        Type: AWS::Backup::BackupSelection
        Properties: {BackupPlanId: plan, BackupSelection: {Resources: ['arn:aws:dynamodb:*:*:table/*']}}
    `;
    const templates = [
      'https://example.com/child.yaml',
      's3://store/child.yaml',
      'missing.yaml',
      '!Ref Free',
      "!Sub '${Free}/child.yaml'",
      'main.yaml',
    ];
    for (const template of templates) {
      const estates = await estatesOf({ 'main.yaml': parent(`Properties: {TemplateURL: ${template}}`, own) });
      const [main] = estates.get('main.yaml') ?? [];
      assert.equal(main?.selections.completeness.kind, 'partial', template);
    }
    const read = await estatesOf({
      'main.yaml': parent(`Properties: {${url}}`, own),
      'parts/child.yaml': child,
    });
    assert.equal(read.get('main.yaml')?.[0]?.selections.completeness.kind, 'complete');
  });

  it('in a circle are judged all the same', async () => {
    const circle = (other: string): string => `
      Resources:
        Logs: {Type: AWS::S3::Bucket}
        Nested: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: ${other}}}
    `;
    const estates = await estatesOf({ 'a.yaml': circle('b.yaml'), 'b.yaml': circle('a.yaml') });
    assert.deepEqual([...estates.keys()].toSorted(), ['a.yaml', 'b.yaml']);
  });

  it('whose outputs lead back to themselves come to an end', async () => {
    const pass = `
      Parameters: {In: {Type: String}}
      Resources: {Logs: {Type: AWS::S3::Bucket, Properties: {BucketName: !Ref In}}}
      Outputs: {Out: {Value: !Ref In}}
    `;
    const estates = await estatesOf({
      'main.yaml': `
        Resources:
          A: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: pass.yaml, Parameters: {In: !GetAtt B.Outputs.Out}}}
          B: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: pass.yaml, Parameters: {In: !GetAtt A.Outputs.Out}}}
      `,
      'pass.yaml': pass,
    });
    assert.deepEqual(
      estates.get('pass.yaml')?.map(({ buckets }) => say(buckets.items[0]?.name)),
      ['unknown', 'unknown'],
    );
  });

  it('that multiply have a bound', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 12 }, (_, level) => {
        const nested = Array.from(
          { length: 10 },
          (_each, index) =>
            `N${index}: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: level${level + 1}.yaml}}`,
        );
        return [`level${level}.yaml`, `Resources:\n  ${nested.join('\n  ')}\n  Logs: {Type: AWS::S3::Bucket}\n`];
      }),
    );
    const [first] = await readFiles(files);
    assert.equal(first?.estate.selections.completeness.kind, 'partial');
  });
});

describe('CloudFormation: nested stacks in a project', () => {
  it('are judged where they are declared, once, with edits that all who make them need', async () => {
    const tree = memoryTree({
      '/stacks/main.yaml': dedent(
        parent(
          `Properties: {${url}, Parameters: {Status: Suspended}}`,
          `Again: {Type: AWS::CloudFormation::Stack, Properties: {${url}, Parameters: {Status: Enabled}}}`,
        ),
      ),
      '/stacks/parts/child.yaml': dedent(child),
    });
    const outcome = await lintProject(tree, ['/stacks'], [createCloudFormationDialect()]);
    assert.ok(outcome.kind === 'done');
    const findings = outcome.result.findings.filter(({ rule }) => rule === 'bucket-versioning');
    assert.deepEqual(
      findings.map(({ file, resource, fixes }) => [file, resource, fixes.length]),
      [
        ['/stacks/parts/child.yaml', 'Logs', 0],
        ['/stacks/parts/child.yaml', 'Second', 0],
      ],
    );
    assert.deepEqual(
      outcome.result.buckets.map(({ resource, versioning }) => [resource, versioning]),
      [
        ['Logs', 'suspended'],
        ['Logs', 'enabled'],
        ['Second', 'disabled'],
      ],
    );
  });
});
