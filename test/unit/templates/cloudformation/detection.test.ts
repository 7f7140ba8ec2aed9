import assert from 'node:assert/strict';
import { createCloudFormationDialect } from '../../../../src/templates/cloudformation/dialect';
import { readAll, readOne } from './reading';

describe('CloudFormation: which texts are templates', () => {
  const dialect = createCloudFormationDialect();

  it('goes by the name of a file, then by a cheap look', () => {
    for (const name of ['a.yaml', 'a.YML', 'a.json', 'a.template', 'a.cfn'])
      assert.ok(dialect.accepts(`/stacks/${name}`));
    for (const name of ['a.tf', 'a.ts', 'yaml', 'a.yaml.bak']) assert.ok(!dialect.accepts(`/stacks/${name}`));
    assert.ok(!dialect.mayConcern('kind: Deployment\n'));
    assert.ok(!dialect.mayConcern('Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n'));
  });

  it('leaves alone what only mentions buckets', async () => {
    assert.deepEqual(await readAll('description: lists Resources of type AWS::S3::Bucket\n'), []);
    assert.deepEqual(await readAll('["Resources", "AWS::S3::Bucket"]', '/stacks/list.json'), []);
    const serverless = 'service: a\nresources:\n  Resources:\n    B:\n      Type: AWS::S3::Bucket\n';
    assert.deepEqual(await readAll(serverless, '/stacks/serverless.yml'), []);
    const policy = await readOne('Resources:\n  P:\n    Type: AWS::S3::BucketPolicy\n');
    assert.deepEqual(policy.estate.buckets.items, []);
  });

  it('reads JSON by its content, whatever the name, and YAML in braces', async () => {
    const json = '{"Resources": {"B": {"Type": "AWS::S3::Bucket"}}}';
    for (const name of ['a.template', 'a.yaml', 'a.json']) {
      assert.equal((await readOne(json, `/stacks/${name}`)).estate.buckets.items.length, 1, name);
    }
    const flow = await readOne("{Resources: {B: {Type: 'AWS::S3::Bucket'}}}", '/stacks/a.yaml');
    assert.deepEqual(
      flow.estate.buckets.items.map(({ id }) => id),
      ['B'],
    );
    const half = await readOne("Resources: {B: {Type: 'AWS::S3::Bucket'}}\n");
    assert.deepEqual(
      half.estate.buckets.items.map(({ id }) => id),
      ['B'],
    );
  });

  it('reads a template that is indented as a whole', async () => {
    const reading = await readOne('  AWSTemplateFormatVersion: x\n  Resources:\n    B:\n      Type: AWS::S3::Bucket\n');
    assert.deepEqual(
      reading.estate.buckets.items.map(({ id }) => id),
      ['B'],
    );
  });
});

describe('CloudFormation: what is not all of a template', () => {
  const logs = 'Resources:\n  Logs:\n    Type: AWS::S3::Bucket\n';
  const stateOf = async (text: string, file?: string): Promise<string> => {
    const { estate } = await readOne(text, file);
    const [bucket] = estate.buckets.items;
    assert.equal(estate.buckets.completeness.kind, estate.selections.completeness.kind);
    return `${bucket?.versioning.state ?? 'none'} ${estate.buckets.completeness.kind}`;
  };
  const include = '{Name: AWS::Include, Parameters: {Location: x}}';

  it('is partial where AWS::Include adds to it, whatever the layout', async () => {
    assert.equal(await stateOf(`Transform: ${include}\n${logs}`), 'absent partial');
    assert.equal(await stateOf(`Transform: [AWS::Serverless-2016-10-31, ${include}]\n${logs}`), 'absent partial');
    assert.equal(await stateOf(`${logs}Fn::Transform: ${include}\n`), 'absent partial');
    assert.equal(await stateOf(`${logs}  Fn::Transform: ${include}\n`), 'absent partial');
    const json = { 'Fn::Transform': { Name: 'AWS::Include' }, Logs: { Type: 'AWS::S3::Bucket' } };
    for (const space of [0, 8]) {
      assert.equal(await stateOf(JSON.stringify({ Resources: json }, null, space), '/stacks/a.json'), 'absent partial');
    }
  });

  it('is not known at all where a macro rewrites it, however it is named', async () => {
    for (const macro of [
      'Transform: Own',
      'Transform: !Ref Own',
      'Transform: [{Name: Own}]',
      'Fn::Transform: {Name: Own}',
    ]) {
      assert.equal(await stateOf(`${macro}\n${logs}`), 'unknown partial', macro);
    }
    assert.equal(await stateOf(`${logs}  Fn::Transform: {Name: Own}\n`), 'unknown partial');
    assert.equal(await stateOf(`${logs}    Fn::Transform: {Name: Own}\n`), 'unknown complete', 'only the one resource');
  });

  it('is partial where the kind of a resource is not known', async () => {
    const others = [
      '  Other: !Rain::Module x.yaml\n',
      '  Other:\n    Type: !Rain::Module x.yaml\n',
      '  Other: *nowhere\n',
      '  <<: *nowhere\n',
    ];
    for (const other of others) assert.equal(await stateOf(logs + other), 'absent partial', other);
    for (const other of [
      '  Other:\n    Type: AWS::SNS::Topic\n',
      '  Other:\n',
      '  Other:\n    Type: Custom::Thing\n',
    ]) {
      assert.equal(await stateOf(logs + other), 'absent complete', other);
    }
  });

  it('is one document of several', async () => {
    const { estate, skipped } = await readOne(
      `a: b\n---\n${logs}---\nResources:\n  Other:\n    Type: AWS::S3::Bucket\n`,
    );
    assert.deepEqual(
      estate.buckets.items.map(({ id, declaration }) => [id, declaration?.name.start.line]),
      [['Logs', 3]],
    );
    assert.deepEqual(skipped, [{ file: '/stacks/template.yaml', reason: 'Only one of its documents is read' }]);
    assert.equal(await stateOf(`---\n# none\n---\n${logs}...\n---\n`), 'absent complete', 'the others are empty');
  });

  it('is all of it behind a byte order mark, and where a key is there twice', async () => {
    assert.equal(await stateOf(`\uFEFF${logs}`), 'absent complete');
    assert.equal(
      await stateOf('\uFEFF{"Resources":{"Logs":{"Type":"AWS::S3::Bucket"}}}', '/stacks/a.json'),
      'absent complete',
    );
    const twice = `${logs}  Logs:\n    Type: AWS::S3::Bucket\n    Properties: {BucketName: a, BucketName: b}\n`;
    const { estate } = await readOne(twice);
    assert.deepEqual(
      estate.buckets.items.map(({ id, name }) => [id, name.state === 'known' && name.value]),
      [['Logs', 'b']],
    );
  });

  it('concerns us where a loop writes a part of the type', async () => {
    const loop =
      "Transform: AWS::LanguageExtensions\nResources:\n  Fn::ForEach::All:\n    - Kind\n    - [Bucket, AccessPoint]\n    - My${Kind}:\n        Type: 'AWS::S3::${Kind}'\n";
    assert.ok(createCloudFormationDialect().mayConcern(loop));
    assert.equal(await stateOf(loop), 'absent complete');
  });
});

describe('CloudFormation: half-typed text', () => {
  const template = (typed: string): string =>
    `Resources:\n  One:\n    Type: AWS::S3::Bucket\n    Properties:\n      BucketName: one\n${typed}\n      VersioningConfiguration:\n        Status: Enabled\n  Two:\n    Type: AWS::S3::Bucket\n`;

  it('costs only the resource it stands in, and that one is not judged', async () => {
    for (const typed of ['      Ver', '      Tags: [', '      BucketName: "a', '\tTags:', '  New', 'New', '  New:']) {
      const { estate, skipped } = await readOne(template(typed));
      const found = new Map(estate.buckets.items.map((bucket) => [bucket.id, bucket.versioning.state]));
      assert.equal(found.get('Two'), 'absent', typed);
      assert.equal(found.get('One'), 'unknown', typed);
      assert.ok(skipped.length > 0, typed);
    }
  });

  it('ends with a resource whose text goes on under something else', async () => {
    const { estate } = await readOne(template('  Three:\n    Type: AWS::SNS::Topic\n    Properties:'));
    assert.deepEqual(
      estate.buckets.items.map((bucket) => bucket.versioning.state),
      ['absent', 'absent'],
      'with a type of its own, Three is a resource, and One ends there',
    );
  });

  it('ends with a resource that has what stands under something without a type', async () => {
    const bucket = '    Type: AWS::S3::Bucket\n    Properties:\n      BucketName: one\n';
    const below = (key: string): string =>
      `Resources:\n  Zero:\n    Type: AWS::S3::Bucket\n  One:\n${bucket}  Two:\n    ${key}:\n      BucketName: two\n`;
    const versioningOfOne = async (text: string): Promise<string | undefined> =>
      (await readOne(text)).estate.buckets.items.find(({ id }) => id === 'One')?.versioning.state;
    assert.equal(await versioningOfOne(below('Properties')), 'absent', 'One has its properties, these are of Two');
    assert.equal(await versioningOfOne(below('Metadata')), 'unknown', 'One may go on there');
  });

  it('costs only the loop it stands in, where loops make everything', async () => {
    const loop = (name: string, typed: string): string =>
      `  Fn::ForEach::${name}s:\n    - N\n    - [a]\n    - ${name}\${N}:\n        Type: AWS::S3::Bucket\n${typed}`;
    for (const typed of ['        Prop\n', '        Properties: [\n', '        Properties: {A: "b\n']) {
      const { estate } = await readOne(
        `Transform: AWS::LanguageExtensions\nResources:\n${loop('One', typed)}${loop('Two', '')}`,
      );
      const found = new Map(estate.buckets.items.map(({ id, versioning }) => [id, versioning.state]));
      assert.equal(found.get('Twoa'), 'absent', typed);
      assert.notEqual(found.get('Onea'), 'absent', typed);
    }
  });

  it('invents nothing where all is on one line', async () => {
    const text =
      '{"Resources":{"One":{"Type":"AWS::S3::Bucket","Properties":{}},"VersioningConfiguration":{"Status":"Enabled"}}}}';
    for (const file of ['/stacks/template.json', '/stacks/template.yaml']) {
      const { estate, skipped } = await readOne(text, file);
      assert.deepEqual(estate.buckets.items, [], file);
      assert.match(skipped[0]?.reason ?? '', /^The template does not parse: .*, line 1$/);
    }
  });
});

describe('CloudFormation: hostile text', () => {
  const bucket = 'Resources:\n  Logs:\n    Type: AWS::S3::Bucket\n';

  it('does not follow aliases for ever', async () => {
    const levels = Array.from(
      { length: 40 },
      (_, level) => `  l${level + 1}: &l${level + 1} [*l${level}, *l${level}]\n`,
    );
    const text = `Metadata:\n  l0: &l0 x\n${levels.join('')}${bucket}    Properties:\n      Tags: *l40\n`;
    const { estate } = await readOne(text);
    assert.equal(estate.buckets.items[0]?.versioning.state, 'absent');
  });

  it('does not follow conditions for ever', async () => {
    const levels = Array.from(
      { length: 40 },
      (_, level) => `  C${level + 1}: !And [!Condition C${level}, !Condition C${level}]\n`,
    );
    const text = `Conditions:\n  C0: !Equals [!Ref AWS::Region, x]\n${levels.join('')}${bucket}    Condition: C40\n`;
    const { estate } = await readOne(text);
    assert.equal(estate.buckets.items[0]?.exists.state, 'unknown');
  });

  it('gives up on text that is nested without end', async () => {
    const nested = '['.repeat(200_000);
    const [reading] = await readAll(
      `{"Resources": {"Logs": {"Type": "AWS::S3::Bucket", "Tags": ${nested}`,
      '/stacks/a.json',
    );
    assert.deepEqual(reading?.skipped, [{ file: '/stacks/a.json', reason: 'It is nested too deeply.' }]);
  });
});
