import assert from 'node:assert/strict';
import type { Bucket } from '../../../../src/model/bucket';
import type { TemplateReading } from '../../../../src/templates/dialect';
import { readProject, terraform } from './support';

type Files = Readonly<Record<string, string>>;

function bucket(label: string, body = ''): string {
  return `resource "aws_s3_bucket" "${label}" {\n  bucket = "\${local.prefix}-${label}"\n${body}}\n`;
}

function versioning(label: string, target = `aws_s3_bucket.${label}.id`): string {
  return `resource "aws_s3_bucket_versioning" "${label}" {\n  bucket = ${target}\n\n  versioning_configuration {\n    status = "Enabled"\n  }\n}\n`;
}

const main = [bucket('a'), versioning('a'), bucket('b'), versioning('b')].join('\n');
/** Where nobody knows whether there is a bucket `a`. */
const uncertain = main.replace(versioning('a'), '').replace('" "a" {\n', '" "a" {\n  count = var.unknown\n');
const base: Files = {
  'main.tf': main,
  'locals.tf': 'locals {\n  prefix = "x"\n  other  = "y"\n}\n',
};

function plain(readings: readonly TemplateReading[]): string {
  const inJson = (_: string, value: unknown): unknown => (value instanceof Map ? [...value] : value);
  return JSON.stringify(
    readings.map(({ estate, skipped }) => ({ estate, skipped })),
    inJson,
    1,
  );
}

/** Reads files, and again as they are after a change: which of the buckets were taken over? */
async function takenOver(before: Files, after: Files): Promise<string> {
  const dialect = await terraform();
  const buckets = (readings: readonly TemplateReading[]): readonly Bucket[] =>
    readings.flatMap(({ estate }) => estate.buckets.items);
  const first = buckets(await readProject(before, dialect));
  const second = await readProject(after, dialect);
  assert.equal(plain(second), plain(await readProject(after)), 'who reads it for the first time reads the same');
  return buckets(second)
    .filter((one) => first.includes(one))
    .map(({ id }) => id.replace('aws_s3_bucket.', ''))
    .join(' ');
}

describe('after a change, a bucket is taken over', () => {
  it('if the change is in another one', async () => {
    const after = main.replace(
      bucket('a'),
      bucket('a', '  force_destroy = true\n').replace('\n  force', ' # \n  force'),
    );
    assert.equal(await takenOver(base, { ...base, 'main.tf': main }), 'a b');
    // The other one moves, and with it the places that its facts come from.
    assert.equal(await takenOver(base, { ...base, 'main.tf': after }), '');
    assert.equal(await takenOver(base, { ...base, 'main.tf': main.replace('}-a"', '}-aa"') }), 'b');
    assert.equal(await takenOver(base, { ...base, 'main.tf': main.replace('}-b"', '}-bb"') }), 'a');
  });

  it('if the change is in what it does not name', async () => {
    const unrelated = { ...base, 'locals.tf': base['locals.tf']?.replace('"y"', '"yy"') ?? '' };
    assert.equal(await takenOver(base, unrelated), 'a b');
    assert.equal(await takenOver(base, { ...base, 'other.tf': 'resource "aws_kms_key" "key" {\n}\n' }), 'a b');
    assert.equal(await takenOver(base, { ...base, 'other.tf': bucket('c') }), 'a b');
  });
});

describe('after a change, a bucket is read anew', () => {
  const cases: Readonly<Record<string, readonly [left: string, before: Files, after: Files]>> = {
    'if what it names changes': ['', base, { ...base, 'locals.tf': 'locals {\n  prefix = "xx"\n  other  = "y"\n}\n' }],
    'if what it names is named anew': [
      'a',
      { ...base, 'main.tf': main.replace('local.prefix}-b', 'local.late}-b') },
      {
        ...base,
        'main.tf': main.replace('local.prefix}-b', 'local.late}-b'),
        'late.tf': 'locals {\n  late = "z"\n}\n',
      },
    ],
    'if a setting of it changes': [
      'a',
      base,
      { ...base, 'main.tf': main.replace(/Enabled(?![\s\S]*Enabled)/, 'Suspended') },
    ],
    'if a setting of it comes': ['b', base, { ...base, 'more.tf': versioning('a2', 'aws_s3_bucket.a.id') }],
    'if a setting of it goes': ['a', base, { ...base, 'main.tf': main.replace(versioning('b'), '') }],
    'if a setting comes that does not say whose it is': ['', base, { ...base, 'more.tf': versioning('c', '"x-a"') }],
    'if a setting is there that does not say whose it is': [
      '',
      { ...base, 'more.tf': versioning('c', 'local.other') },
      { ...base, 'more.tf': versioning('c', 'local.other'), 'new.tf': bucket('n') },
    ],
    'if a provider comes': ['', base, { ...base, 'provider.tf': 'provider "aws" {\n  region = "eu-west-1"\n}\n' }],
    'if what a provider names changes': [
      '',
      { ...base, 'provider.tf': 'provider "aws" {\n  default_tags {\n    tags = { a = local.other }\n  }\n}\n' },
      {
        ...base,
        'locals.tf': 'locals {\n  prefix = "x"\n  other  = "yy"\n}\n',
        'provider.tf': 'provider "aws" {\n  default_tags {\n    tags = { a = local.other }\n  }\n}\n',
      },
    ],
    'if a module is called that may set something of it': [
      '',
      base,
      { ...base, 'call.tf': 'module "m" {\n  source = "x/s3/versioning"\n  bucket = aws_s3_bucket.a.id\n}\n' },
    ],
    'if a module is given another one': [
      '',
      {
        ...base,
        'call.tf':
          'locals {\n  it = aws_s3_bucket.a.id\n}\n\nmodule "m" {\n  source = "x/s3/versioning"\n  bucket = local.it\n}\n',
      },
      {
        ...base,
        'call.tf':
          'locals {\n  it = aws_s3_bucket.b.id\n}\n\nmodule "m" {\n  source = "x/s3/versioning"\n  bucket = local.it\n}\n',
      },
    ],
    'if a module that is called changes': [
      '',
      { ...base, 'call.tf': 'module "m" {\n  source = "./m"\n}\n', 'm/main.tf': bucket('in') },
      { ...base, 'call.tf': 'module "m" {\n  source = "./m"\n}\n', 'm/main.tf': bucket('inn') },
    ],
    'if variables come, who may be given by a caller': [
      '',
      base,
      { ...base, 'variables.tf': 'variable "v" {\n  default = 1\n}\n' },
    ],
    'if values from a file change': [
      '',
      { ...base, 'variables.tf': 'variable "v" {}\n', 'terraform.tfvars': 'v = 1\n' },
      { ...base, 'variables.tf': 'variable "v" {}\n', 'terraform.tfvars': 'v = 2\n' },
    ],
    'if a file comes that overrides': ['', base, { ...base, 'override.tf': bucket('a') }],
    'if text comes that does not parse and may be about it': [
      '',
      base,
      { ...base, 'broken.tf': 'resource "aws_s3_bucket_versioning" {\n  bucket = aws_s3_bucket.a.id\n' },
    ],
    'if text that does not parse comes to be about it': [
      '',
      { ...base, 'broken.tf': 'resource "aws_s3_bucket_versioning" {\n  bucket = aws_s3_bucket.a.id\n' },
      { ...base, 'broken.tf': 'resource "aws_s3_bucket_versioning" {\n  bucket = aws_s3_bucket.b.id\n' },
    ],
    'if it is not certain that it is there': [
      'b',
      { ...base, 'main.tf': uncertain },
      { ...base, 'main.tf': uncertain, 'new.tf': bucket('n') },
    ],
  };
  for (const [when, [left, before, after]] of Object.entries(cases)) {
    it(when, async () => {
      assert.equal(await takenOver(before, after), left);
    });
  }
});
