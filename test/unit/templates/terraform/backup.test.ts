import assert from 'node:assert/strict';
import type { Estate } from '../../../../src/model/estate';
import { coverageOf } from '../../../../src/protection/coverage';
import { readProject } from './support';

type Expected = Readonly<Record<string, 'covered' | 'not-covered' | 'cannot-tell'>>;

async function estateOf(files: Readonly<Record<string, string>>): Promise<Estate> {
  const readings = await readProject(files);
  assert.equal(readings.length, 1);
  return readings[0]!.estate;
}

function coverage(estate: Estate): Expected {
  return Object.fromEntries(
    estate.buckets.items.map((bucket) => [
      bucket.id.replace('aws_s3_bucket.', ''),
      coverageOf(bucket, estate).coverage,
    ]),
  );
}

const settings = `
provider "aws" {
  region = "eu-west-1"
}

resource "aws_backup_region_settings" "s" {
  resource_type_opt_in_preference = { S3 = true }
}

resource "aws_backup_vault" "v" {
  name = "main"
}

resource "aws_backup_plan" "p" {
  name = "daily"

  rule {
    rule_name         = "daily"
    target_vault_name = aws_backup_vault.v.name
  }
}
`;

function selection(body: string, label = 's'): string {
  return `
resource "aws_backup_selection" "${label}" {
  name         = "${label}"
  plan_id      = aws_backup_plan.p.id
  iam_role_arn = "arn:aws:iam::111122223333:role/backup"
  ${body}
}
`;
}

const tag = 'selection_tag {\n type = "STRINGEQUALS"\n key = "backup"\n value = "true"\n }';

/** One bucket, what selects it, and what can be told of it. */
const forms: readonly (readonly [string, string, string, Expected[string]])[] = [
  ['by its arn', 'resource "aws_s3_bucket" "b" {}', 'resources = [aws_s3_bucket.b.arn]', 'covered'],
  [
    'by its arn in a local',
    'resource "aws_s3_bucket" "b" {}\nlocals {\n  all = concat([], [aws_s3_bucket.b.arn])\n}\n',
    'resources = local.all',
    'covered',
  ],
  [
    'by its made-up name in a template',
    'resource "aws_s3_bucket" "b" {}\n',
    'resources = ["arn:aws:s3:::${aws_s3_bucket.b.id}"]',
    'covered',
  ],
  [
    'by its name and an unknown partition',
    'resource "aws_s3_bucket" "b" {}\ndata "aws_partition" "p" {}\n',
    'resources = ["arn:${data.aws_partition.p.partition}:s3:::${aws_s3_bucket.b.bucket}"]',
    'covered',
  ],
  [
    'by the arns of all its instances',
    'resource "aws_s3_bucket" "b" {\n  for_each = toset(["x"])\n}\n',
    'resources = values(aws_s3_bucket.b)[*].arn',
    'covered',
  ],
  [
    'by the arns of instances that could not be counted',
    'variable "n" {}\nresource "aws_s3_bucket" "b" {\n  count = var.n\n}\n',
    'resources = aws_s3_bucket.b[*].arn',
    'covered',
  ],
  [
    'by only some instances that could not be counted',
    'variable "n" {}\nresource "aws_s3_bucket" "b" {\n  for_each = var.n\n}\n',
    'resources = [for k, b in aws_s3_bucket.b : b.arn if k != "x"]',
    'cannot-tell',
  ],
  [
    'by objects in it',
    'resource "aws_s3_bucket" "b" {\n bucket = "b"\n}\n',
    'resources = ["${aws_s3_bucket.b.arn}/*"]',
    'cannot-tell',
  ],
  [
    'by an unknown list',
    'variable "arns" {}\nresource "aws_s3_bucket" "b" {}\n',
    'resources = var.arns',
    'cannot-tell',
  ],
  [
    'by an unknown tag of the same value',
    'variable "v" {}\nresource "aws_s3_bucket" "b" {\n  tags = { backup = var.v }\n}\n',
    'selection_tag {\n type = "STRINGEQUALS"\n key = "backup"\n value = var.v\n }',
    'covered',
  ],
  [
    'by unknown tags of two values',
    'variable "v" {}\nvariable "w" {}\nresource "aws_s3_bucket" "b" {\n  tags = { backup = var.v }\n}\n',
    'selection_tag {\n type = "STRINGEQUALS"\n key = "backup"\n value = var.w\n }',
    'cannot-tell',
  ],
  [
    'by a tag that differs between its instances',
    'variable "v" {}\nresource "aws_s3_bucket" "b" {\n  for_each = var.v\n  tags = { backup = each.value }\n}\n',
    'for_each = var.v\n selection_tag {\n type = "STRINGEQUALS"\n key = "backup"\n value = each.value\n }',
    'cannot-tell',
  ],
  [
    'by a time that is another one each time',
    'resource "aws_s3_bucket" "b" {\n  tags = { backup = timestamp() }\n}\n',
    'selection_tag {\n type = "STRINGEQUALS"\n key = "backup"\n value = timestamp()\n }',
    'cannot-tell',
  ],
  [
    'by a tag among unknown ones',
    'variable "t" {}\nresource "aws_s3_bucket" "b" {\n  tags = var.t\n}\n',
    tag,
    'cannot-tell',
  ],
  [
    'by a tag under unknown ones that may hide it',
    'variable "t" {}\nresource "aws_s3_bucket" "b" {\n  tags = merge({ backup = "true" }, var.t)\n}\n',
    tag,
    'cannot-tell',
  ],
  [
    'by a tag over unknown ones',
    'variable "t" {}\nresource "aws_s3_bucket" "b" {\n  tags = merge(var.t, { backup = "true" })\n}\n',
    tag,
    'covered',
  ],
  [
    'by a selection that a default switches off',
    'variable "on" {\n  default = false\n}\nresource "aws_s3_bucket" "b" {}\n',
    'count = var.on ? 1 : 0\n resources = [aws_s3_bucket.b.arn]',
    'cannot-tell',
  ],
  [
    'by a selection that is switched off',
    'resource "aws_s3_bucket" "b" {}\n',
    'count = 0\n resources = [aws_s3_bucket.b.arn]',
    'not-covered',
  ],
  [
    'by dynamic tags',
    'resource "aws_s3_bucket" "b" {\n  tags = { backup = "true" }\n}\n',
    'dynamic "selection_tag" {\n for_each = { backup = "true" }\n content {\n type = "STRINGEQUALS"\n' +
      ' key = selection_tag.key\n value = selection_tag.value\n }\n }',
    'covered',
  ],
  [
    'beside a module that is not read',
    'resource "aws_s3_bucket" "b" {}\nmodule "m" {\n  source = "sample/backup/aws"\n}\n',
    'resources = ["arn:aws:s3:::other"]',
    'cannot-tell',
  ],
  [
    'in a selection that does not parse',
    'resource "aws_s3_bucket" "b" {}\n',
    'resources = ["arn:aws:s3:::other"',
    'cannot-tell',
  ],
  [
    'in a Region of its own',
    'provider "aws" {\n alias = "w"\n region = "us-west-2"\n}\nresource "aws_s3_bucket" "b" {\n  provider = aws.w\n}\n',
    'resources = ["arn:aws:s3:::other"]',
    'cannot-tell',
  ],
];

describe('Terraform: how a selection names a bucket', () => {
  for (const [title, buckets, body, expected] of forms) {
    it(title, async () => {
      const estate = await estateOf({ 'main.tf': buckets, 'backup.tf': settings + selection(body) });
      assert.deepEqual(Object.values(coverage(estate)), [expected]);
    });
  }

  it('by a tag that the provider puts on everything', async () => {
    const provider = 'provider "aws" {\n  default_tags {\n    tags = { backup = "true" }\n  }\n}\n';
    const estate = await estateOf({
      'providers.tf': provider,
      'main.tf': 'resource "aws_s3_bucket" "b" {}\nresource "aws_s3_bucket" "o" {\n  tags = { backup = "false" }\n}\n',
      'backup.tf': settings.replace(/provider[^}]*\}/, '') + selection(tag),
    });
    assert.deepEqual(coverage(estate), { b: 'covered', o: 'not-covered' });
  });

  it('in a module that is made to be called: its caller may say more', async () => {
    const estate = await estateOf({
      'main.tf': 'variable "v" {}\nresource "aws_s3_bucket" "b" {\n  tags = { a = var.v }\n}\n',
      'backup.tf': settings.replace(/provider[^}]*\}/, '') + selection(tag),
    });
    assert.deepEqual(coverage(estate), { b: 'cannot-tell' });
  });
});
