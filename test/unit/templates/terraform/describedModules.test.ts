import assert from 'node:assert/strict';
import { valueOf } from '../../../../src/model/fact';
import { bucketFacts } from '../../../../src/lint/bucketFacts';
import { findingsOf } from '../../../../src/lint/findings';
import { Suppressions } from '../../../../src/lint/suppressions';
import { readProject } from './support';

const source = 'source = "terraform-aws-modules/s3-bucket/aws"';

async function factsOf(text: string) {
  const readings = await readProject({ 'main.tf': text });
  return readings.flatMap(({ estate }) => estate.buckets.items.flatMap((bucket) => bucketFacts(bucket, estate) ?? []));
}

async function onlyFacts(inputs: string, from = source) {
  const facts = await factsOf(`module "store" {\n  ${from}\n  ${inputs}\n}\n`);
  assert.deepEqual(
    facts.map(({ resource }) => resource),
    ['module.store'],
  );
  return facts[0]!;
}

async function findingsIn(text: string) {
  const readings = await readProject({ 'main.tf': text });
  return findingsOf(readings, new Suppressions(new Map([['/project/main.tf', text]]), []));
}

describe('a bucket that a community module makes', () => {
  it('is its call, at the place of its call', async () => {
    const text = `\nmodule "store" {\n  ${source}\n}\n`;
    const [reading] = await readProject({ 'main.tf': text });
    const declaration = reading?.estate.buckets.items[0]?.declaration;
    assert.equal(declaration?.resource, 'module.store');
    assert.equal(declaration.name.file, '/project/main.tf');
    assert.deepEqual(declaration.name.start, { line: 1, character: 8 });
    assert.equal(declaration.block.end.line, 3);
  });

  it('is unversioned and keeps everything unless the inputs say otherwise', async () => {
    const facts = await onlyFacts('bucket = "logs"');
    assert.equal(facts.versioning, 'disabled');
    assert.equal(facts.lifecycle, 'no');
    assert.equal(facts.objectLock, 'no');
    assert.equal(facts.replication, 'no');
  });

  for (const [inputs, versioning] of [
    ['versioning = { enabled = true }', 'enabled'],
    ['versioning = { enabled = "true" }', 'enabled'],
    ['versioning = { status = true }', 'enabled'],
    ['versioning = { status = "enabled" }', 'enabled'],
    ['versioning = { mfa_delete = false }', 'enabled'],
    ['versioning = { enabled = false }', 'suspended'],
    ['versioning = { status = "Suspended" }', 'suspended'],
    ['versioning = {}', 'disabled'],
    ['versioning = var.unset', 'unknown'],
    ['versioning = { enabled = var.unset }', 'unknown'],
    ['object_lock_enabled = true', 'enabled'],
    ['something_new = true', 'unknown'],
    ['version = "~> 99.0"', 'unknown'],
    ['version = "~> 3.15"', 'disabled'],
  ] as const) {
    it(`has versioning ${versioning} with ${inputs}`, async () => {
      assert.equal((await onlyFacts(inputs)).versioning, versioning);
    });
  }

  for (const [rules, expires, any] of [
    ['[{ id = "a", enabled = true, noncurrent_version_expiration = { days = 30 } }]', 'yes', 'yes'],
    [
      '[{ id = "a", status = "Enabled", filter = {}, noncurrent_version_expiration = { noncurrent_days = 30 } }]',
      'yes',
      'yes',
    ],
    ['[{ id = "a", enabled = false, noncurrent_version_expiration = { days = 30 } }]', 'no', 'no'],
    [
      '[{ id = "a", enabled = true, filter = { prefix = "x/" }, noncurrent_version_expiration = { days = 30 } }]',
      'no',
      'yes',
    ],
    ['[{ id = "a", enabled = true, expiration = { days = 30 } }]', 'no', 'yes'],
    ['[{ id = "a", enabled = true, prefix = "x/", noncurrent_version_expiration = { days = 30 } }]', 'unknown', 'yes'],
    ['var.unset', 'unknown', 'unknown'],
    ['jsonencode([{ id = "a", enabled = true, noncurrent_version_expiration = { days = 30 } }])', 'yes', 'yes'],
    ['[]', 'no', 'no'],
  ] as const) {
    it(`has rules as given: ${rules}`, async () => {
      const facts = await onlyFacts(`lifecycle_rule = ${rules}`);
      assert.equal(facts.noncurrentExpiration, expires);
      assert.equal(facts.lifecycle, any);
    });
  }

  for (const from of [
    'source = "registry.terraform.io/terraform-aws-modules/s3-bucket/aws"',
    'source = "mirror.example.com/terraform-aws-modules/s3-bucket/aws"',
    'source = "git::https://github.com/terraform-aws-modules/terraform-aws-s3-bucket.git?ref=v4.1.0"',
    'source = "git::https://github.com/terraform-aws-modules/terraform-aws-s3-bucket.git?ref=af0286ff37a66c2b79faf360e6e2663744b8e5b5"',
    'source = "github.com/terraform-aws-modules/terraform-aws-s3-bucket"',
    'source = "git@github.com:terraform-aws-modules/terraform-aws-s3-bucket.git"',
  ]) {
    it(`is recognised by ${from}`, async () => {
      assert.equal((await onlyFacts('versioning = { enabled = true }', from)).versioning, 'enabled');
    });
  }

  it('is not recognised by a name that only ends alike', async () => {
    assert.deepEqual(await factsOf('module "a" { source = "my-terraform-aws-modules/s3-bucket/aws" }\n'), []);
    assert.deepEqual(
      await factsOf('module "a" { source = "terraform-aws-modules/s3-bucket/aws//modules/table-bucket" }\n'),
      [],
    );
  });

  it('is there once for each instance of its call', async () => {
    const facts = await factsOf(`
module "many" {
  for_each   = { a = true, b = false }
  ${source}
  versioning = { enabled = each.value }
}
module "counted" {
  count = 2
  ${source}
}
module "open" {
  for_each = toset(var.names)
  ${source}
}
module "none" {
  ${source}
  create_bucket = false
}
variable "names" {}
`);
    assert.deepEqual(facts.map(({ resource, versioning }) => `${resource} ${versioning}`).sort(), [
      'module.counted[0] disabled',
      'module.counted[1] disabled',
      'module.many["a"] enabled',
      'module.many["b"] suspended',
      'module.open disabled',
    ]);
  });

  it('is judged as there where only a default switches it off', async () => {
    const facts = await factsOf(`
variable "create" { default = false }
module "store" {
  ${source}
  create_bucket = var.create
}
`);
    assert.deepEqual(
      facts.map(({ resource, versioning }) => `${resource} ${versioning}`),
      ['module.store disabled'],
    );
  });

  it('has what stands beside the call', async () => {
    const facts = await factsOf(`
module "store" {
  ${source}
}
resource "aws_s3_bucket_versioning" "store" {
  bucket = module.store.s3_bucket_id
  versioning_configuration { status = "Enabled" }
}
`);
    assert.equal(facts[0]?.versioning, 'enabled');
  });

  it('has its notifications from the module for them', async () => {
    const [reading] = await readProject({
      'main.tf': `
module "store" {
  ${source}
}
module "events" {
  source      = "terraform-aws-modules/s3-bucket/aws//modules/notification"
  bucket      = module.store.s3_bucket_id
  eventbridge = true
}
`,
    });
    assert.equal(valueOf(reading!.estate.buckets.items[0]!.eventBridge), true);
  });

  it('is found and silenced at its call, and its description is never edited', async () => {
    const findings = await findingsIn(`
module "store" {
  # s3backup:ignore bucket-versioning: scratch space
  ${source}
}
module "other" {
  ${source}
}
`);
    const versioning = findings.filter(({ rule }) => rule === 'bucket-versioning');
    assert.deepEqual(
      versioning.map(({ resource, suppressed }) => [resource, suppressed?.reason]),
      [
        ['module.store', 'scratch space'],
        ['module.other', undefined],
      ],
    );
    for (const { file, fixes } of findings) {
      assert.equal(file, '/project/main.tf');
      for (const { edits } of fixes) for (const edit of edits) assert.equal(edit.file, '/project/main.tf');
    }
  });

  it('takes its version and its inputs by another maker too', async () => {
    const cloudposse = 'source = "cloudposse/s3-bucket/aws"';
    assert.equal((await onlyFacts('versioning_enabled = true', cloudposse)).versioning, 'enabled');
    assert.equal((await onlyFacts('versioning_enabled = false', cloudposse)).versioning, 'suspended');
    assert.equal((await onlyFacts('name = "app"', cloudposse)).versioning, 'unknown');
    assert.deepEqual(await factsOf(`module "store" {\n ${cloudposse}\n enabled = false\n}\n`), []);
  });
});

describe('backup plans that a community module makes', () => {
  const bucket = 'resource "aws_s3_bucket" "a" {\n  bucket = "a"\n  tags = { Backup = "yes" }\n}\n';

  async function coverage(text: string) {
    const facts = await factsOf(bucket + text);
    return facts[0]?.coverage;
  }

  for (const [inputs, expected] of [
    ['selection_tags = [{ type = "STRINGEQUALS", key = "Backup", value = "yes" }]', 'covered'],
    ['selection_tags = [{ type = "STRINGEQUALS", key = "Backup", value = "no" }]', 'uncovered'],
    ['backup_resources = [aws_s3_bucket.a.arn]', 'covered'],
    ['backup_resources = ["arn:aws:s3:::b"]', 'uncovered'],
    ['backup_resources = var.unset', 'unknown'],
    ['backup_resources = ["arn:aws:s3:::b"]\n context = module.label.context', 'uncovered'],
    ['backup_resources = [aws_s3_bucket.a.arn]\n context = module.label.context', 'unknown'],
    ['backup_resources = ["arn:aws:s3:::b"]\n something_new = true', 'unknown'],
  ] as const) {
    it(`cloudposse: ${expected} with ${inputs}`, async () => {
      assert.equal(
        await coverage(`module "backup" {\n  source = "cloudposse/backup/aws"\n  rules = []\n  ${inputs}\n}\n`),
        expected,
      );
    });
  }

  for (const [inputs, expected] of [
    [
      'selections = [{ name = "s", selection_tags = [{ type = "STRINGEQUALS", key = "Backup", value = "yes" }] }]',
      'covered',
    ],
    ['selections = { s = { selection_tags = [{ type = "STRINGEQUALS", key = "Backup", value = "yes" }] } }', 'covered'],
    ['selection_name = "s"\n selection_resources = [aws_s3_bucket.a.arn]', 'covered'],
    ['selections = [{ name = "s", resources = ["arn:aws:s3:::b"] }]', 'uncovered'],
    ['selections = var.unset', 'unknown'],
    ['selections = [{ name = "s", resources = ["arn:aws:s3:::*"], conditions = { string_equals = [] } }]', 'unknown'],
    ['plans = { p = { rules = [], selections = { s = { resources = [aws_s3_bucket.a.arn] } } } }', 'covered'],
  ] as const) {
    it(`lgallard: ${expected} with ${inputs}`, async () => {
      assert.equal(
        await coverage(
          `module "backup" {\n  source = "lgallard/backup/aws"\n  rules = [{ name = "daily" }]\n  ${inputs}\n}\n`,
        ),
        expected,
      );
    });
  }
});
