import assert from 'node:assert/strict';
import { bucketFacts } from '../../../../src/lint/bucketFacts';
import type { BucketFacts } from '../../../../src/lint/result';
import { readProject } from './support';

/** What a row is about: the facts of the first bucket that have to be so. */
type Expected = Partial<Pick<BucketFacts, 'versioning' | 'lifecycle' | 'noncurrentExpiration' | 'objectLock'>>;

const bucket = 'resource "aws_s3_bucket" "b" {}\n';
const counted = 'resource "aws_s3_bucket" "b" {\n  count = 1\n}\n';
const chained = 'resource "aws_s3_bucket" "b" {\n  for_each = toset(["x", "y"])\n}\n';

function versioning(target: string, status = '"Enabled"'): string {
  return `resource "aws_s3_bucket_versioning" "v" {\n  ${target}\n  versioning_configuration {\n    status = ${status}\n  }\n}\n`;
}

function lifecycle(target: string, status = '"Enabled"', scope = 'filter {}'): string {
  return `resource "aws_s3_bucket_lifecycle_configuration" "l" {\n  ${target}\n  rule {\n    id = "r"\n    status = ${status}\n    ${scope}\n    noncurrent_version_expiration {\n      noncurrent_days = 30\n    }\n  }\n}\n`;
}

const both = (target: string): string => versioning(target) + lifecycle(target);
const good: Expected = { versioning: 'enabled', lifecycle: 'yes', noncurrentExpiration: 'yes' };

/** Templates about which other linters are known to be wrong, with the row of our survey of them. */
const rows: readonly (readonly [row: string, text: string | Readonly<Record<string, string>>, expected: Expected])[] = [
  ['1 chained for_each', chained + both('for_each = aws_s3_bucket.b\n  bucket = each.value.id'), good],
  ['2 count and [0]', counted + both('bucket = aws_s3_bucket.b[0].id'), good],
  [
    '2 count and count.index',
    counted + both('count = length(aws_s3_bucket.b)\n  bucket = aws_s3_bucket.b[count.index].id'),
    good,
  ],
  [
    '3 one() through a local',
    `${counted}locals {\n  id = one(aws_s3_bucket.b[*].id)\n}\n${both('bucket = local.id')}`,
    good,
  ],
  [
    '3 join() through a local',
    `${counted}locals {\n  id = join("", aws_s3_bucket.b.*.id)\n}\n${both('bucket = local.id')}`,
    good,
  ],
  ['4 the same literal name', `resource "aws_s3_bucket" "b" {\n  bucket = "name"\n}\n${both('bucket = "name"')}`, good],
  [
    '4 another literal name',
    `resource "aws_s3_bucket" "b" {\n  bucket = "name"\n}\n${both('bucket = "other"')}`,
    { versioning: 'disabled', lifecycle: 'no' },
  ],
  [
    '5 a disabled rule',
    bucket + lifecycle('bucket = aws_s3_bucket.b.id', '"Disabled"'),
    { lifecycle: 'no', noncurrentExpiration: 'no' },
  ],
  [
    '5 a rule with an empty status',
    bucket + lifecycle('bucket = aws_s3_bucket.b.id', '""'),
    { lifecycle: 'no', noncurrentExpiration: 'no' },
  ],
  [
    '5 an inline rule that is off',
    'resource "aws_s3_bucket" "b" {\n  lifecycle_rule {\n    enabled = false\n    noncurrent_version_expiration {\n      days = 30\n    }\n  }\n}\n',
    { lifecycle: 'no', noncurrentExpiration: 'no' },
  ],
  [
    '6 a rule for a prefix only',
    bucket + lifecycle('bucket = aws_s3_bucket.b.id', '"Enabled"', 'filter {\n      prefix = "logs/"\n    }'),
    { lifecycle: 'yes', noncurrentExpiration: 'no' },
  ],
  [
    '7 object lock',
    'resource "aws_s3_bucket" "b" {\n  object_lock_enabled = true\n}\n',
    { versioning: 'enabled', objectLock: 'yes' },
  ],
  [
    '9 a registry module without versioning',
    'module "b" {\n  source = "terraform-aws-modules/s3-bucket/aws"\n}\n',
    { versioning: 'disabled', lifecycle: 'no' },
  ],
  [
    '9 a registry module with versioning',
    'module "b" {\n  source = "terraform-aws-modules/s3-bucket/aws"\n  versioning = {\n    status = true\n  }\n  lifecycle_rule = [{ id = "r", enabled = true, noncurrent_version_expiration = { days = 30 } }]\n}\n',
    good,
  ],
  [
    '9 the same module from a folder',
    {
      'main.tf':
        'module "b" {\n  source = "./s3"\n  versioning = { enabled = true }\n  rules = [{ id = "r", enabled = true }]\n}\n',
      's3/main.tf': `
variable "versioning" { default = {} }
variable "rules" { default = [] }
resource "aws_s3_bucket" "this" {
  count = 1
}
resource "aws_s3_bucket_versioning" "this" {
  count  = length(keys(var.versioning)) > 0 ? 1 : 0
  bucket = aws_s3_bucket.this[0].id
  versioning_configuration {
    status = try(var.versioning["enabled"] ? "Enabled" : "Suspended", tobool(var.versioning["status"]) ? "Enabled" : "Suspended", title(lower(var.versioning["status"])), "Enabled")
  }
}
resource "aws_s3_bucket_lifecycle_configuration" "this" {
  count  = length(var.rules) > 0 ? 1 : 0
  bucket = aws_s3_bucket.this[0].id
  dynamic "rule" {
    for_each = var.rules
    content {
      id     = try(rule.value.id, null)
      status = try(rule.value.enabled ? "Enabled" : "Disabled", title(lower(rule.value.status)))
      noncurrent_version_expiration {
        noncurrent_days = 30
      }
    }
  }
}
`,
    },
    good,
  ],
  [
    '10 a dynamic block of an unknown collection',
    'variable "v" {}\nresource "aws_s3_bucket" "b" {\n  dynamic "versioning" {\n    for_each = var.v\n    content {\n      enabled = true\n    }\n  }\n}\n',
    { versioning: 'unknown' },
  ],
  [
    '11 a condition that nobody decides',
    `variable "on" {}\n${bucket}${versioning('bucket = aws_s3_bucket.b.id', 'var.on ? "Enabled" : "Suspended"')}`,
    { versioning: 'unknown' },
  ],
  [
    '11 a condition that both sides agree on',
    `variable "on" {}\n${bucket}${versioning('bucket = aws_s3_bucket.b.id', 'var.on ? "Enabled" : "Enabled"')}`,
    { versioning: 'enabled' },
  ],
  ['12 nothing at all', bucket, { versioning: 'disabled', lifecycle: 'no' }],
  [
    '12 a bucket and its versioning beside it',
    bucket + versioning('bucket = aws_s3_bucket.b.id'),
    { versioning: 'enabled' },
  ],
  [
    '16 an empty prefix',
    bucket + lifecycle('bucket = aws_s3_bucket.b.id', '"Enabled"', 'filter {\n      prefix = ""\n    }'),
    { lifecycle: 'yes', noncurrentExpiration: 'yes' },
  ],
  ['17 an id through quotes', bucket + both('bucket = "${aws_s3_bucket.b.id}"'), good],
  ['17 another file', { 'a.tf': bucket, 'b.tf': both('bucket = aws_s3_bucket.b.bucket') }, good],
  [
    '17 an id through a module',
    {
      'main.tf': 'module "b" {\n  source = "./b"\n}\nmodule "v" {\n  source = "./v"\n  id = module.b.id\n}\n',
      'b/main.tf': `${bucket}output "id" {\n  value = aws_s3_bucket.b.id\n}\n`,
      'v/main.tf': `variable "id" {}\n${both('bucket = var.id')}`,
    },
    good,
  ],
  [
    '17 for_each over a map from a variable',
    `variable "b" {\n  default = { x = {} }\n}\nresource "aws_s3_bucket" "b" {\n  for_each = var.b\n}\n${both('for_each = var.b\n  bucket = aws_s3_bucket.b[each.key].id')}`,
    good,
  ],
  [
    '17 for_each over a map that nobody gives',
    `variable "b" {}\nresource "aws_s3_bucket" "b" {\n  for_each = var.b\n}\n${both('for_each = var.b\n  bucket = aws_s3_bucket.b[each.key].id')}`,
    good,
  ],
  [
    'wild: two configurations by key',
    `${chained}${lifecycle('bucket = aws_s3_bucket.b["x"].id')}${lifecycle('bucket = aws_s3_bucket.b["y"].id').replace('"l"', '"m"')}`,
    { noncurrentExpiration: 'yes' },
  ],
];

describe('Terraform: where other linters are known to be wrong', () => {
  for (const [row, files, expected] of rows) {
    it(row, async () => {
      const readings = await readProject(typeof files === 'string' ? { 'main.tf': files } : files);
      const all = readings.flatMap(({ estate }) =>
        estate.buckets.items.flatMap((each) => bucketFacts(each, estate) ?? []),
      );
      assert.ok(all.length > 0);
      for (const facts of all) {
        const answered = Object.fromEntries(Object.keys(expected).map((key) => [key, facts[key as keyof Expected]]));
        assert.deepEqual(answered, expected, facts.resource);
      }
    });
  }
});
