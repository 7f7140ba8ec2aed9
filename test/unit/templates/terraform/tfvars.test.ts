import assert from 'node:assert/strict';
import { bucketFacts } from '../../../../src/lint/bucketFacts';
import { readProject } from './support';

const main = `
variable "versioned" { ATTRIBUTES }
resource "aws_s3_bucket" "a" {
  versioning {
    enabled = var.versioned
  }
}
`;

async function versioningIn(declared: string, values: Readonly<Record<string, string>>) {
  const files = { 'main.tf': main.replace('ATTRIBUTES', declared), ...values };
  const [reading] = await readProject(files);
  const [bucket] = reading!.estate.buckets.items;
  return bucketFacts(bucket!, reading!.estate)?.versioning;
}

describe('Terraform: files of values', () => {
  for (const [what, declared, values, expected] of [
    ['what is loaded by itself', '', { 'terraform.tfvars': 'versioned = true' }, 'enabled'],
    ['what is loaded by itself, over a default', 'default = false', { 'a.auto.tfvars': 'versioned = true' }, 'enabled'],
    [
      'the last of these',
      '',
      { 'terraform.tfvars': 'versioned = false', 'b.auto.tfvars.json': '{"versioned": true}' },
      'enabled',
    ],
    ['no value', '', {}, 'unknown'],
    [
      'alternatives that agree',
      '',
      { 'dev.tfvars': 'versioned = true', 'prod.tfvars.json': '{"versioned": true}' },
      'enabled',
    ],
    [
      'alternatives that do not',
      '',
      { 'dev.tfvars': 'versioned = true', 'prod.tfvars': 'versioned = false' },
      'unknown',
    ],
    ['an alternative unlike the default', 'default = false', { 'prod.tfvars': 'versioned = true' }, 'unknown'],
    ['an alternative like the default', 'default = true', { 'prod.tfvars': 'versioned = true' }, 'enabled'],
    [
      'an alternative unlike what is loaded',
      '',
      { 'terraform.tfvars': 'versioned = false', 'prod.tfvars': 'versioned = true' },
      'unknown',
    ],
    ['an alternative of another variable', 'default = false', { 'prod.tfvars': 'other = true' }, 'disabled'],
    ['alternatives in a folder', 'default = false', { 'env/prod.tfvars': 'versioned = true' }, 'unknown'],
    [
      'alternatives of one type',
      'type = bool',
      { 'vars/a.tfvars': 'versioned = "true"', 'b.tfvars': 'versioned = true' },
      'enabled',
    ],
    [
      'a file with a merge conflict',
      'default = false',
      { 'terraform.tfvars': '<<<<<<< ours\nversioned = true\n=======\nversioned = false\n>>>>>>> theirs\n' },
      'unknown',
    ],
    ['a file in JSON that does not parse', 'default = false', { 'a.auto.tfvars.json': '{"versioned": tr' }, 'unknown'],
    ['an alternative that does not parse', 'default = false', { 'prod.tfvars': 'versioned = ' }, 'unknown'],
  ] as const) {
    it(`versioning is ${expected} with ${what}`, async () => {
      assert.equal(await versioningIn(declared, values), expected);
    });
  }

  it('leave known what they agree on in a map', async () => {
    const files = {
      'main.tf': `
variable "buckets" {}
resource "aws_s3_bucket" "b" {
  for_each = var.buckets
  versioning {
    enabled = each.value.versioned
  }
}
`,
      'dev.tfvars': 'buckets = { a = { versioned = true }, b = { versioned = false } }',
      'prod.tfvars': 'buckets = { a = { versioned = true }, b = { versioned = true } }',
    };
    const [reading] = await readProject(files);
    assert.deepEqual(
      reading!.estate.buckets.items.map((bucket) => [bucket.id, bucketFacts(bucket, reading!.estate)?.versioning]),
      [
        ['aws_s3_bucket.b["a"]', 'enabled'],
        ['aws_s3_bucket.b["b"]', 'unknown'],
      ],
    );
  });

  it('do not decide alone whether a bucket is there', async () => {
    const files = {
      'main.tf': 'variable "on" { default = false }\nresource "aws_s3_bucket" "a" {\n  count = var.on ? 1 : 0\n}\n',
      'prod.tfvars': 'on = true',
    };
    const [reading] = await readProject(files);
    assert.deepEqual(
      reading!.estate.buckets.items.map(({ id, exists }) => [id, exists.state]),
      [['aws_s3_bucket.a', 'unknown']],
    );
  });

  it('are only for the root', async () => {
    const files = {
      'main.tf': 'module "m" {\n  source = "./m"\n}\n',
      'm/main.tf': main.replace('ATTRIBUTES', 'default = false'),
      'm/prod.tfvars': 'versioned = true',
    };
    const [reading] = await readProject(files);
    assert.equal(bucketFacts(reading!.estate.buckets.items[0]!, reading!.estate)?.versioning, 'disabled');
  });
});
