import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createDialects } from '../../../src/cli/dialects';
import { lintProject } from '../../../src/lint/project';
import { memoryTree } from '../lint/memoryTree';
import { lintCommand } from '../support/lintCommand';

const bucketTf = 'resource "aws_s3_bucket" "b" {\n  bucket = "b"\n}\n';
const bucketYaml = 'Resources:\n  B:\n    Type: AWS::S3::Bucket\n';

function times(count: number, line: (at: number) => string): string {
  return Array.from({ length: count }, (_, at) => line(at)).join('');
}

type Texts = Readonly<Record<string, string>>;

/**
 * Texts that cost a careless reader its stack, its memory or for ever. The time that they may take is that of a test;
 * `bucket` is what must be known of the bucket in them all the same, where anything is.
 */
const rows: readonly (readonly [title: string, texts: Texts, bucket?: string])[] = [
  ['HCL: brackets without end', { 'main.tf': `${bucketTf}locals {\n  a = ${'['.repeat(50_000)}\n}\n` }, 'disabled'],
  ['HCL: blocks without end', { 'main.tf': `${bucketTf}resource "x" "y" {\n${'a {\n'.repeat(50_000)}` }, 'disabled'],
  [
    'HCL: templates in templates',
    { 'main.tf': `${bucketTf}locals {\n  a = ${'"${'.repeat(3000)}1${'}"'.repeat(3000)}\n}\n` },
    'disabled',
  ],
  ['HCL: a bucket nested in its own tags', { 'main.tf': bucketTf.replace('"b"\n', `${'{a='.repeat(20_000)}\n`) }],
  [
    'HCL: heredocs that are never closed',
    { 'main.tf': bucketTf + times(20_000, (at) => `a${at} = <<E${at}\n`) },
    'unknown',
  ],
  [
    'HCL: locals in a circle',
    { 'main.tf': `${bucketTf}locals {\n  a = local.b\n  b = "\${local.a}"\n}\n` },
    'disabled',
  ],
  [
    'HCL: a name that doubles with each local',
    {
      'main.tf': `locals {\n  a0 = ["x"]\n${times(60, (at) => `  a${at + 1} = concat(local.a${at}, local.a${at})\n`)}}\nresource "aws_s3_bucket" "b" {\n  count = length(local.a60)\n}\n`,
    },
  ],
  [
    'HCL: modules in a circle',
    {
      'main.tf': `${bucketTf}module "a" {\n  source = "./a"\n}\n`,
      'a/main.tf': 'module "b" {\n  source = "../b"\n}\n',
      'b/main.tf': 'module "a" {\n  source = "../a"\n}\n',
    },
    'disabled',
  ],
  [
    'HCL: modules that multiply',
    {
      ...Object.fromEntries(
        Array.from({ length: 30 }, (_, at) => [
          `m${at}/main.tf`,
          times(2, (side) => `module "s${side}" {\n  source = "../m${at + 1}"\n}\n`),
        ]),
      ),
      'm30/main.tf': bucketTf,
    },
  ],
  [
    'HCL: a pattern that goes back and forth',
    { 'main.tf': `${bucketTf}locals {\n  a = regex("^(a+)+$", "${'a'.repeat(40)}!")\n}\n` },
    'disabled',
  ],
  [
    'HCL: names of what every object has',
    { 'main.tf': `${bucketTf}locals {\n  __proto__ = 1\n  constructor = local.__proto__\n}\n` },
    'disabled',
  ],
  [
    'tf.json: objects without end',
    { 'main.tf.json': `{"resource": {"aws_s3_bucket": {"b": ${'{"a":'.repeat(100_000)}` },
  ],
  ['tf.json: no object at all', { 'main.tf.json': '["aws_s3_bucket"]' }],
  [
    'YAML: aliases that double',
    {
      'a.yaml': `Metadata:\n  l0: &l0 [x, x]\n${times(60, (at) => `  l${at + 1}: &l${at + 1} [*l${at}, *l${at}]\n`)}${bucketYaml}    Properties: {Tags: *l60}\n`,
    },
    'disabled',
  ],
  ['YAML: an anchor within itself', { 'a.yaml': `${bucketYaml}    Properties: &p\n      Tags: *p\n` }, 'disabled'],
  ['YAML: merge keys in a circle', { 'a.yaml': `${bucketYaml}    Properties: &p\n      <<: *p\n` }, 'unknown'],
  ['YAML: flow collections without end', { 'a.yaml': `${bucketYaml}    Properties: ${'{a: '.repeat(50_000)}\n` }],
  ['YAML: sequences without end', { 'a.yaml': `${bucketYaml}    Properties:\n      Tags: ${'- '.repeat(50_000)}x\n` }],
  ['YAML: lines that end in a carriage return', { 'a.yaml': bucketYaml.replaceAll('\n', '\r') }],
  ['YAML: tabs', { 'a.yaml': bucketYaml.replaceAll('  ', '\t') }],
  ['YAML: merge conflict', { 'a.yaml': `<<<<<<< HEAD\n${bucketYaml}=======\n${bucketYaml}>>>>>>> other\n` }],
  [
    'YAML: conditions in a circle',
    { 'a.yaml': `Conditions:\n  A: !Not [!Condition B]\n  B: !Not [!Condition A]\n${bucketYaml}    Condition: A\n` },
  ],
  [
    'YAML: loops in loops',
    {
      'a.yaml': `Transform: AWS::LanguageExtensions\nResources:\n${times(12, (at) => `${' '.repeat(2 + at * 6)}Fn::ForEach::L${at}:\n${' '.repeat(4 + at * 6)}- V${at}\n${' '.repeat(4 + at * 6)}- [a, b, c, d]\n${' '.repeat(4 + at * 6)}-\n`)}${' '.repeat(80)}B\${V0}:\n${' '.repeat(82)}Type: AWS::S3::Bucket\n`,
    },
  ],
  [
    'YAML: a template that nests itself',
    {
      'a.yaml': `${bucketYaml}  S:\n    Type: AWS::CloudFormation::Stack\n    Properties: {TemplateURL: ./a.yaml}\n`,
    },
    'disabled',
  ],
  [
    'JSON: brackets without end',
    { 'a.json': `{"Resources": {"B": {"Type": "AWS::S3::Bucket", "T": ${'['.repeat(200_000)}` },
  ],
  ['NUL and other controls', { 'main.tf': `${bucketTf}\0\u0001\u0002`, 'a.yaml': `\0${bucketYaml}` }],
  ['a text with nothing but a byte order mark', { 'main.tf': '\uFEFF', 'a.yaml': '\uFEFF' }],
  ['a half of a surrogate pair', { 'main.tf': bucketTf.replace('"b"\n', '"\uD83E"\n') }, 'disabled'],
];

const other = { 'other/ok.yaml': bucketYaml };

describe('hostile texts', () => {
  for (const [title, texts, bucket] of rows) {
    it(title, async () => {
      const files = Object.fromEntries(
        Object.entries({ ...texts, ...other }).map(([name, text]) => [`/p/${name}`, text]),
      );
      const outcome = await lintProject(memoryTree(files), ['/p'], createDialects());
      assert.ok(outcome.kind === 'done');
      const { findings, buckets, skipped } = outcome.result;
      assert.ok(
        findings.some(({ file }) => file === '/p/other/ok.yaml'),
        'what stands beside it has lost its findings',
      );
      const here = buckets.filter(({ file }) => !file.startsWith('/p/other/'));
      if (bucket !== undefined) assert.deepEqual([...new Set(here.map(({ versioning }) => versioning))], [bucket]);
      // What is not known for certain is either told of, or there is nothing that could be judged.
      for (const { file, reason } of skipped) assert.ok(file.startsWith('/p/') && reason !== '', file);
    });
  }

  it('do not keep the command line from telling of what stands beside them', async () => {
    const directory = await mkdtemp(join(tmpdir(), 's3backup-hostile-'));
    try {
      const all = rows.flatMap(([, texts], at) =>
        Object.entries(texts).map(([name, text]) => [`${at}/${name}`, text] as const),
      );
      for (const [name, text] of [...all, ...Object.entries(other)]) {
        await mkdir(dirname(join(directory, name)), { recursive: true });
        await writeFile(join(directory, name), text);
      }
      const { status, stdout, stderr } = await lintCommand('--format', 'json', directory);
      assert.equal(stderr, '');
      assert.equal(status, 1);
      const { findings } = JSON.parse(stdout) as { findings: readonly { readonly file: string }[] };
      assert.ok(findings.some(({ file }) => file.endsWith('/other/ok.yaml')));
    } finally {
      await rm(directory, { recursive: true });
    }
  });
});
