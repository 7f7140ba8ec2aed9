import assert from 'node:assert/strict';
import type { TemplateReading } from '../../../../src/templates/dialect';
import { isVersioned } from '../../../../src/protection/versioning';
import { readProject } from './support';

const store = `
variable "name" {}
variable "versions" {
  type    = bool
  default = false
}
variable "options" {
  type    = object({ versions = optional(bool, true) })
  default = {}
}
resource "aws_s3_bucket" "this" {
  bucket = var.name
}
resource "aws_s3_bucket_versioning" "this" {
  bucket = aws_s3_bucket.this.id
  versioning_configuration {
    status = var.versions ? "Enabled" : "Suspended"
  }
}
output "id" {
  value = aws_s3_bucket.this.id
}
`;

function facts(readings: readonly TemplateReading[]): readonly (readonly [string, string])[] {
  return readings.flatMap(({ estate }) =>
    estate.buckets.items.map((bucket) => [bucket.id, isVersioned(bucket)] as const),
  );
}

describe('Terraform: modules', () => {
  it('judges a called directory through its callers only, with their arguments', async () => {
    const readings = await readProject({
      'main.tf': `
module "a" {
  source   = "./modules/store"
  name     = "a"
  versions = true
}
module "b" {
  source = "./modules/store"
  name   = "b"
}
`,
      'modules/store/main.tf': store,
    });
    assert.deepEqual(facts(readings), [
      ['module.b.aws_s3_bucket.this', 'no'],
      ['module.a.aws_s3_bucket.this', 'yes'],
    ]);
    const [bucket] = readings[0]!.estate.buckets.items;
    assert.equal(bucket?.declaration?.resource, 'module.b.aws_s3_bucket.this');
    assert.equal(bucket.declaration.name.file, '/project/modules/store/main.tf');
  });

  it('judges a directory that nobody calls by itself', async () => {
    const readings = await readProject({ 'modules/store/main.tf': store });
    assert.deepEqual(facts(readings), [['aws_s3_bucket.this', 'no']]);
  });

  it('makes instances of for_each and count of a call', async () => {
    const call = (argument: string): Record<string, string> => ({
      'main.tf': `module "s" {\n  source = "./store"\n  ${argument}\n}\n`,
      'store/main.tf': store,
    });
    assert.deepEqual(
      facts(await readProject(call('for_each = { x = true, y = false }\n  name = each.key\n  versions = each.value'))),
      [
        ['module.s["x"].aws_s3_bucket.this', 'yes'],
        ['module.s["y"].aws_s3_bucket.this', 'no'],
      ],
    );
    assert.deepEqual(facts(await readProject(call('count = 1\n  name = "s"'))), [
      ['module.s[0].aws_s3_bucket.this', 'no'],
    ]);
    assert.deepEqual(facts(await readProject(call('for_each = var.x\n  name = each.key\n  versions = true'))), [
      ['module.s.aws_s3_bucket.this', 'yes'],
    ]);
  });

  it('fills in what optional() leaves out', async () => {
    const readings = await readProject({
      'main.tf': 'module "s" {\n  source  = "./store"\n  name    = "s"\n  options = {}\n}\n',
      'store/main.tf': store.replace('var.versions ?', 'var.options.versions ?'),
    });
    assert.deepEqual(
      facts(readings).map(([, answer]) => answer),
      ['yes'],
    );
  });

  it('follows outputs up and arguments down', async () => {
    const satellite = `
variable "bucket" {}
resource "aws_s3_bucket_versioning" "v" {
  bucket = var.bucket
  versioning_configuration {
    status = "Enabled"
  }
}
`;
    const bare = 'resource "aws_s3_bucket" "b" {}\noutput "id" {\n  value = aws_s3_bucket.b.id\n}\n';
    const up = await readProject({
      'main.tf': `module "s" {\n  source = "./s"\n}\n${satellite.replace('var.bucket', 'module.s.id')}`,
      's/main.tf': bare,
    });
    assert.deepEqual(facts(up), [['module.s.aws_s3_bucket.b', 'yes']]);
    const down = await readProject({
      'main.tf': `${bare}module "v" {\n  source = "./v"\n  bucket = aws_s3_bucket.b.id\n}\n`,
      'v/main.tf': satellite,
    });
    assert.deepEqual(facts(down), [['aws_s3_bucket.b', 'yes']]);
    const each = await readProject({
      'main.tf': `resource "aws_s3_bucket" "b" {\n  for_each = var.x\n}\nmodule "v" {\n  for_each = aws_s3_bucket.b\n  source = "./v"\n  bucket = each.value.id\n}\n`,
      'v/main.tf': satellite,
    });
    assert.deepEqual(facts(each), [['aws_s3_bucket.b', 'yes']]);
  });

  it('takes a module that is switched off by a default for there', async () => {
    const readings = await readProject({
      'main.tf':
        'variable "on" {\n  default = false\n}\nmodule "s" {\n  count  = var.on ? 1 : 0\n  source = "./store"\n  name   = "s"\n}\n',
      'store/main.tf': store,
    });
    const [bucket] = readings[0]!.estate.buckets.items;
    assert.equal(bucket?.id, 'module.s.aws_s3_bucket.this');
    assert.equal(bucket.exists.state, 'unknown');
  });

  it('does not use a default where the call does not parse', async () => {
    const readings = await readProject({
      'main.tf': 'module "s" {\n  source = "./store"\n  name = "s"\n  versions = t(\n}\n',
      'store/main.tf': store,
    });
    assert.deepEqual(facts(readings), [['module.s.aws_s3_bucket.this', 'unknown']]);
  });

  it('comes to an end where modules call each other', async () => {
    const readings = await readProject({
      'a/main.tf': `module "b" {\n  source = "../b"\n}\n${store}`,
      'b/main.tf': 'module "a" {\n  source = "../a"\n  name = "x"\n}\n',
    });
    assert.deepEqual(
      facts(readings).map(([id]) => id),
      ['aws_s3_bucket.this'],
    );
  });

  it('reads a bucket as an override file changes it', async () => {
    const readings = await readProject({
      'main.tf': 'resource "aws_s3_bucket" "b" {}\n',
      'main_override.tf': 'resource "aws_s3_bucket" "b" {\n  versioning {\n    enabled = true\n  }\n}\n',
    });
    assert.deepEqual(facts(readings), [['aws_s3_bucket.b', 'yes']]);
  });
});
