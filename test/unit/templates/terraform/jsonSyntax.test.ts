import assert from 'node:assert/strict';
import { bucketFacts } from '../../../../src/lint/bucketFacts';
import { findingsOf } from '../../../../src/lint/findings';
import { Suppressions } from '../../../../src/lint/suppressions';
import { valueOf } from '../../../../src/model/fact';
import { readProject } from './support';

async function factsOf(files: Readonly<Record<string, string>>) {
  const readings = await readProject(files);
  return readings.flatMap(({ estate }) => estate.buckets.items.flatMap((bucket) => bucketFacts(bucket, estate) ?? []));
}

function json(value: unknown): string {
  return JSON.stringify(value, undefined, 2);
}

const versioned = {
  bucket: '${aws_s3_bucket.logs.id}',
  versioning_configuration: { status: '${var.status}' },
};

const wholeModule = {
  '//': 'the buckets of the logs',
  variable: {
    status: { type: 'string', default: 'Enabled' },
    keep: { type: 'list(object({ days = number }))', default: [{ days: 30 }] },
  },
  locals: { name: 'logs-${upper("x")}' },
  resource: {
    aws_s3_bucket: {
      logs: { bucket: '${local.name}', tags: { rule: 'no block', 'env-${1 + 1}': 'on' } },
      inline: [{ bucket: 'a-$${b}', versioning: [{ enabled: true }] }],
    },
    aws_s3_bucket_versioning: { logs: versioned },
    aws_s3_bucket_lifecycle_configuration: [
      {
        logs: {
          bucket: '${aws_s3_bucket.logs.id}',
          dynamic: {
            rule: {
              for_each: '${var.keep}',
              iterator: 'kept',
              content: {
                id: 'old',
                status: 'Enabled',
                filter: {},
                noncurrent_version_expiration: { noncurrent_days: '${kept.value.days}' },
              },
            },
          },
        },
      },
    ],
  },
};

describe('Terraform: JSON syntax', () => {
  it('says the same as HCL', async () => {
    const facts = await factsOf({ 'main.tf.json': json(wholeModule) });
    assert.deepEqual(
      facts.map(({ resource, versioning, noncurrentExpiration }) => [resource, versioning, noncurrentExpiration]),
      [
        ['aws_s3_bucket.logs', 'enabled', 'yes'],
        ['aws_s3_bucket.inline', 'enabled', 'no'],
      ],
    );
  });

  it('has strings that are templates, without escapes', async () => {
    const [reading] = await readProject({ 'main.tf.json': json(wholeModule) });
    const [logs, inline] = reading!.estate.buckets.items;
    assert.equal(valueOf(logs!.name), 'logs-X');
    assert.equal(valueOf(inline!.name), 'a-${b}');
    assert.deepEqual([...valueOf(logs!.tags)!.entries.keys()], ['rule', 'env-2']);
  });

  it('points at the label', async () => {
    const text = json(wholeModule);
    const [reading] = await readProject({ 'main.tf.json': text });
    const { name, block } = reading!.estate.buckets.items[0]!.declaration!;
    const line = text.split('\n')[name.start.line]!;
    assert.equal(line.slice(name.start.character, name.end.character), 'logs');
    assert.ok(block.end.line > block.start.line);
  });

  it('stands beside files in HCL', async () => {
    const facts = await factsOf({
      'main.tf': 'resource "aws_s3_bucket" "logs" {}\nvariable "status" { default = "Enabled" }\n',
      'versioning.tf.json': json({ resource: { aws_s3_bucket_versioning: { logs: versioned } } }),
    });
    assert.equal(facts[0]?.versioning, 'enabled');
  });

  it('is silenced by its comments', async () => {
    const text = json({
      resource: { aws_s3_bucket: { logs: { '//': 's3backup:ignore bucket-versioning: scratch' } } },
    });
    const readings = await readProject({ 'main.tf.json': text });
    const findings = findingsOf(
      readings,
      new Suppressions(
        new Map([['/project/main.tf.json', text]]),
        readings.flatMap(({ suppressions }) => suppressions ?? []),
      ),
    );
    const found = findings.find(({ rule }) => rule === 'bucket-versioning');
    assert.equal(found?.suppressed?.reason, 'scratch');
  });

  it('calls modules and configures providers', async () => {
    const facts = await factsOf({
      'main.tf.json': json({
        provider: { aws: [{ region: 'eu-west-1', default_tags: { tags: { backup: 'yes' } } }] },
        module: { store: { source: './store', for_each: '${toset(["a", "b"])}', on: true } },
      }),
      'store/main.tf': `
variable "on" {}
resource "aws_s3_bucket" "this" {
  versioning {
    enabled = var.on
  }
}
`,
    });
    assert.deepEqual(
      facts.map(({ resource, versioning }) => `${resource} ${versioning}`),
      ['module.store["a"].aws_s3_bucket.this enabled', 'module.store["b"].aws_s3_bucket.this enabled'],
    );
  });

  for (const [what, text] of [
    ['half of it', json(wholeModule).slice(0, 900)],
    ['very deep nesting', '['.repeat(100_000)],
    ['no JSON', 'resource "aws_s3_bucket" "a" {}'],
    ['an empty file', ''],
    ['strange shapes', json({ resource: { aws_s3_bucket: ['a', 1, { b: [[{}], null] }] }, module: [], locals: null })],
  ] as const) {
    it(`is read as far as it goes: ${what}`, async () => {
      for (const { versioning } of await factsOf({ 'main.tf.json': text })) assert.notEqual(versioning, 'suspended');
    });
  }

  it('says nothing of settings where it does not parse', async () => {
    const text = json(wholeModule).replace('"aws_s3_bucket_versioning": {', '"aws_s3_bucket_versioning": ');
    assert.equal((await factsOf({ 'main.tf.json': text }))[0]?.versioning, 'unknown');
  });
});

describe('Terraform: OpenTofu files', () => {
  it('come before files of the same name', async () => {
    const facts = await factsOf({
      'a.tf': 'resource "aws_s3_bucket" "tf" {}\n',
      'a.tofu': 'resource "aws_s3_bucket" "tofu" {}\n',
      'b.tf.json': json({ resource: { aws_s3_bucket: { tf_json: {} } } }),
      'b.tofu.json': json({ resource: { aws_s3_bucket: { tofu_json: {} } } }),
    });
    assert.deepEqual(
      facts.map(({ resource }) => resource),
      ['aws_s3_bucket.tofu', 'aws_s3_bucket.tofu_json'],
    );
  });
});

describe('Terraform: override files', () => {
  const main = `
variable "on" { default = false }
locals {
  name = "a"
}
resource "aws_s3_bucket" "a" {
  bucket = local.name
  tags   = { kept = "yes" }
  versioning {
    enabled = var.on
  }
  lifecycle_rule {
    enabled = true
    noncurrent_version_expiration { days = 30 }
  }
}
`;

  it('replace arguments, and nested blocks of a type as a whole', async () => {
    const [reading] = await readProject({
      'main.tf': main,
      'z_override.tf': `
resource "aws_s3_bucket" "a" {
  bucket = "b"
  versioning {
    enabled = true
  }
}
`,
    });
    const [bucket] = reading!.estate.buckets.items;
    assert.equal(valueOf(bucket!.name), 'b');
    assert.equal(valueOf(bucket!.versioning), 'enabled');
    assert.equal(valueOf(bucket!.lifecycle)?.rules.items.length, 1);
    assert.deepEqual([...valueOf(bucket!.tags)!.entries.keys()], ['kept']);
    const { versioning } = bucket!;
    assert.equal(versioning.state === 'known' && versioning.origin?.file, '/project/z_override.tf');
    assert.equal(bucket?.declaration?.name.file, '/project/main.tf');
  });

  it('replace defaults and locals, in JSON too, the last one first', async () => {
    const [reading] = await readProject({
      'override.tf': 'variable "on" {\n  default = "false"\n}\nlocals {\n  name = "c"\n}\n',
      'x_override.tf.json': json({ variable: { on: { default: true } } }),
      'main.tf': main,
    });
    const [bucket] = reading!.estate.buckets.items;
    assert.equal(valueOf(bucket!.name), 'c');
    assert.equal(valueOf(bucket!.versioning), 'enabled');
  });

  it('are never edited around', async () => {
    const [reading] = await readProject({
      'main.tf': 'resource "aws_s3_bucket" "a" {}\n',
      'override.tf': 'resource "aws_s3_bucket" "a" {\n  bucket = "b"\n}\n',
    });
    assert.equal(reading!.edits(['aws_s3_bucket.a'], [{ kind: 'enableVersioning' }]), undefined);
  });
});
