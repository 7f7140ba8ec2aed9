import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { parseConfiguration } from '../../../src/lint/configuration';
import { Configurations } from '../../../src/lint/configurations';
import { lintTexts } from '../../../src/lint/lintTexts';
import { ancestors, relativeTo, resolveFrom } from '../../../src/lint/paths';
import { createCloudFormationDialect } from '../../../src/templates/cloudformation/dialect';
import type { Files } from '../../../src/templates/dialect';
import { configurationSchema } from '../support/configurationSchema';

function filesOf(texts: Readonly<Record<string, string>>): Files {
  return { read: (file) => Promise.resolve(texts[file]), list: () => Promise.resolve([]) };
}

function wrong(text: string): string | undefined {
  const parsed = parseConfiguration(text);
  return parsed.kind === 'wrong' ? parsed.why : undefined;
}

describe('configuration', () => {
  it('is read, with comments and trailing commas', () => {
    const parsed = parseConfiguration(`{
      // Our own folder.
      "$schema": "x", "rules": {"bucket-versioning": "error"}, "honourPeers": false, "baseline": "known.json",
      "fixOnSave": ["noncurrent-expiration"],
    }`);
    assert.deepEqual(parsed, {
      kind: 'configuration',
      configuration: {
        rules: new Map([['bucket-versioning', 'error']]),
        honourPeers: false,
        baseline: 'known.json',
        fixOnSave: ['noncurrent-expiration'],
      },
    });
  });

  it('says in a sentence what is wrong', () => {
    assert.match(wrong('{"rules": {') ?? '', /^It does not parse: \w+, line 1\.$/);
    assert.match(wrong('[]') ?? '', /does not hold an object/);
    assert.equal(wrong('{"rule": {}}'), 'There is no property "rule".');
    assert.equal(wrong('{"toString": {}}'), 'There is no property "toString".');
    assert.equal(wrong('{"rules": {"no-such": "off"}}'), '"rules": there is no rule "no-such".');
    assert.match(wrong('{"rules": {"bucket-versioning": 2}}') ?? '', /^"rules": 2 for bucket-versioning is not one of/);
    assert.match(wrong('{"honourPeers": "yes"}') ?? '', /honourPeers/);
    assert.match(wrong('{"baseline": 1}') ?? '', /baseline/);
    assert.match(wrong('{"fixOnSave": ["no-such"]}') ?? '', /there is no rule "no-such"/);
  });

  it('has a schema that names every rule and property (UPDATE_SCHEMA=1 writes it anew)', async () => {
    const file = join('schemas', 's3backup.schema.json');
    const schema = configurationSchema();
    if (process.env['UPDATE_SCHEMA'] === '1') {
      const options = { ...(await resolveConfig(file)), filepath: file };
      writeFileSync(file, await format(JSON.stringify(schema), options));
    }
    assert.deepEqual(JSON.parse(readFileSync(file, 'utf8')), schema);
    const { properties } = schema as { properties: object };
    for (const name of Object.keys(properties)) assert.doesNotMatch(wrong(`{"${name}": 0}`) ?? '', /no property/);
  });
});

describe('configuration files', () => {
  it('are looked for up the tree, and the nearest decides', async () => {
    const configurations = new Configurations({
      files: filesOf({
        '/p/.s3backup.json': '{"rules": {"bucket-versioning": "off"}}',
        '/p/a/.s3backup.json': '{"rules": {"noncurrent-expiration": "hint"}}',
      }),
      below: () => ({ rules: new Map([['bucket-versioning', 'info']]), honourPeers: false }),
    });
    assert.deepEqual([...(await configurations.of('/p/b/c/x.tf')).rules], [['bucket-versioning', 'off']]);
    assert.deepEqual(
      [...(await configurations.of('/p/a/x.tf')).rules],
      [
        ['bucket-versioning', 'info'],
        ['noncurrent-expiration', 'hint'],
      ],
    );
    assert.deepEqual([...(await configurations.of('/q/x.tf')).rules], [['bucket-versioning', 'info']]);
    assert.equal((await configurations.of('/p/a/x.tf')).honourPeers, false);
    assert.deepEqual(configurations.problems, []);
  });

  it('that are wrong decide nothing, and are told of once', async () => {
    const configurations = new Configurations({
      files: filesOf({ '/p/.s3backup.json': '{', '/q/.s3backup.json': '{"baseline": "known.json"}' }),
    });
    for (const file of ['/p/a.tf', '/p/b/c.tf', '/q/a.tf']) assert.equal((await configurations.of(file)).rules.size, 0);
    assert.deepEqual(
      configurations.problems.map(({ file }) => file),
      ['/p/.s3backup.json', '/q/known.json'],
    );
  });

  it('turn the suppressions of peers off', async () => {
    const text = 'Resources:\n  One:\n    # checkov:skip=CKV_AWS_21\n    Type: AWS::S3::Bucket\n';
    const suppressedBy = async (honourPeers: boolean): Promise<string | undefined> => {
      const files = filesOf({ '/p/.s3backup.json': JSON.stringify({ honourPeers }) });
      const sources = [{ file: '/p/a.yaml', text }];
      const dialect = createCloudFormationDialect();
      const { findings } = await lintTexts([{ dialect, sources }], files, {
        configurations: new Configurations({ files }),
      });
      assert.equal(findings.length, 1);
      return findings[0]?.suppressed?.by;
    };
    assert.equal(await suppressedBy(true), 'checkov:skip=CKV_AWS_21');
    assert.equal(await suppressedBy(false), undefined);
  });
});

describe('paths', () => {
  it('are followed up to the root, the drive or the authority', () => {
    assert.deepEqual(ancestors('/a/b/x.tf'), ['/a/b', '/a', '/']);
    assert.deepEqual(ancestors('/x.tf'), ['/']);
    assert.deepEqual(ancestors('C:/a/x.tf'), ['C:/a', 'C:']);
    assert.deepEqual(ancestors('vscode-vfs://host/a/x.tf'), ['vscode-vfs://host/a', 'vscode-vfs://host']);
    assert.deepEqual(ancestors('untitled:Untitled-1'), ['/']);
  });

  it('are resolved and made relative', () => {
    assert.equal(resolveFrom('/p/a', '../known.json'), '/p/known.json');
    assert.equal(resolveFrom('/p', './a/known.json'), '/p/a/known.json');
    assert.equal(resolveFrom('/p', '/q/known.json'), '/q/known.json');
    assert.equal(relativeTo('/p', '/p/a/x.tf'), 'a/x.tf');
    assert.equal(relativeTo('/p/b', '/p/a/x.tf'), '../a/x.tf');
  });
});
