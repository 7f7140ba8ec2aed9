import assert from 'node:assert/strict';
import type { Bucket } from '../../../../src/model/bucket';
import { ask } from '../../../../src/model/fact';
import { expiresNoncurrentVersions, hasEnabledRule } from '../../../../src/protection/lifecycle';
import { isVersioned } from '../../../../src/protection/versioning';
import { bucketsOf, onlyBucket, readProject } from './support';

const versioned = (bucket: Bucket): string => isVersioned(bucket);
const expires = (bucket: Bucket): string => expiresNoncurrentVersions(bucket.lifecycle);

/** A versioning resource; `head` holds its `bucket` and what makes instances of it. */
function versioning(head: string, status = '"Enabled"'): string {
  return `
resource "aws_s3_bucket_versioning" "v" {
  ${head}
  versioning_configuration {
    status = ${status}
  }
}
`;
}

function lifecycle(head: string, rule: string): string {
  return `
resource "aws_s3_bucket_lifecycle_configuration" "l" {
  ${head}
  rule {
    id = "all"
    ${rule}
  }
}
`;
}

const plain = 'resource "aws_s3_bucket" "b" {\n  bucket = "sample-b"\n}\n';
const expiry = 'noncurrent_version_expiration {\n noncurrent_days = 30\n }';

describe('Terraform: which satellites belong to a bucket', () => {
  const linked: readonly (readonly [string, string])[] = [
    ['.id', plain + versioning('bucket = aws_s3_bucket.b.id')],
    ['.bucket', plain + versioning('bucket = aws_s3_bucket.b.bucket')],
    ['"${….id}"', plain + versioning('bucket = "${aws_s3_bucket.b.id}"')],
    ['the same literal name', plain + versioning('bucket = "sample-b"')],
    ['a local', `${plain}locals {\n  id = aws_s3_bucket.b.id\n}\n${versioning('bucket = local.id')}`],
    [
      'another satellite',
      plain +
        versioning('bucket = aws_s3_bucket_acl.a.bucket') +
        'resource "aws_s3_bucket_acl" "a" {\n bucket = aws_s3_bucket.b.id\n}\n',
    ],
    [
      'a data source of its name',
      plain + versioning('bucket = data.aws_s3_bucket.d.id') + 'data "aws_s3_bucket" "d" {\n bucket = "sample-b"\n}\n',
    ],
    [
      'the same variable',
      `variable "name" {}\nresource "aws_s3_bucket" "b" {\n  bucket = var.name\n}\n${versioning('bucket = var.name')}`,
    ],
    [
      'the same template of a variable',
      `variable "env" {}\nresource "aws_s3_bucket" "b" {\n  bucket = "logs-\${var.env}"\n}\n${versioning('bucket = "logs-${var.env}"')}`,
    ],
    ['count = 1 and [0]', plain.replace('{\n', '{\n  count = 1\n') + versioning('bucket = aws_s3_bucket.b[0].id')],
    [
      'count.index',
      plain.replace('{\n', '{\n  count = 1\n') + versioning('count = 1\n  bucket = aws_s3_bucket.b[count.index].id'),
    ],
    [
      'one() of a splat, in a local',
      plain.replace('{\n', '{\n  count = 1\n') +
        `locals {\n  id = one(aws_s3_bucket.b[*].id)\n}\n${versioning('bucket = local.id')}`,
    ],
    [
      'join() of a splat',
      plain.replace('{\n', '{\n  count = 1\n') + versioning('bucket = join("", aws_s3_bucket.b.*.id)'),
    ],
    [
      'element(concat())',
      plain.replace('{\n', '{\n  count = 1\n') + versioning('bucket = element(concat(aws_s3_bucket.b.*.id, [""]), 0)'),
    ],
    [
      'try() of an index',
      plain.replace('{\n', '{\n  count = 1\n') + versioning('bucket = try(aws_s3_bucket.b[0].id, "")'),
    ],
    [
      'both behind the same condition',
      `variable "on" {}\n${plain.replace('{\n', '{\n  count = var.on ? 1 : 0\n')}${versioning('count = var.on ? 1 : 0\n  bucket = aws_s3_bucket.b[0].id')}`,
    ],
    [
      'both behind the same default',
      `variable "on" {\n default = false\n}\n${plain.replace('{\n', '{\n  count = var.on ? 1 : 0\n')}${versioning('count = var.on ? 1 : 0\n  bucket = one(aws_s3_bucket.b[*].id)')}`,
    ],
    [
      'a narrower condition that defaults to true',
      `variable "on" {}\nvariable "versions" {\n default = true\n}\n${plain.replace('{\n', '{\n  count = var.on ? 1 : 0\n')}${versioning('count = var.on && var.versions ? 1 : 0\n  bucket = aws_s3_bucket.b[0].id')}`,
    ],
    [
      'as many as there are',
      `variable "n" {}\n${plain.replace('{\n', '{\n  count = var.n\n')}${versioning('count = length(aws_s3_bucket.b)\n  bucket = aws_s3_bucket.b[count.index].id')}`,
    ],
    [
      'a dynamic block that is known',
      `resource "aws_s3_bucket" "b" {\n  dynamic "versioning" {\n    for_each = [true]\n    content {\n      enabled = versioning.value\n    }\n  }\n}`,
    ],
    ['a block written as an attribute', 'resource "aws_s3_bucket" "b" {\n  versioning = { enabled = True }\n}\n'],
    ['object_lock_enabled', 'resource "aws_s3_bucket" "b" {\n  object_lock_enabled = true\n}\n'],
    [
      'inline object lock',
      'resource "aws_s3_bucket" "b" {\n  object_lock_configuration {\n    object_lock_enabled = "Enabled"\n  }\n}\n',
    ],
  ];
  for (const [name, text] of linked) {
    it(`${name}: versioned`, async () => {
      assert.equal(versioned(await onlyBucket(text)), 'yes');
    });
  }

  const notKnown: readonly (readonly [string, string])[] = [
    ['a variable without a value', `variable "v" {}\n${plain}${versioning('bucket = var.v')}`],
    ['a data source that is read when it runs', plain + versioning('bucket = data.aws_ssm_parameter.p.value')],
    [
      'a module that is not read and gets the bucket',
      `${plain}module "m" {\n source = "example/m/aws"\n bucket = aws_s3_bucket.b.id\n}\n${versioning('bucket = module.m.id')}`,
    ],
    ['a reference to what is not declared', plain + versioning('bucket = aws_s3_bucket.other.id')],
    [
      'a satellite that may not be there',
      `variable "on" {}\n${plain}${versioning('count = var.on ? 1 : 0\n  bucket = aws_s3_bucket.b.id')}`,
    ],
    ['a status without a value', `variable "s" {}\n${plain}${versioning('bucket = aws_s3_bucket.b.id', 'var.s')}`],
    [
      'a status that a variable decides',
      `variable "on" {}\n${plain}${versioning('bucket = aws_s3_bucket.b.id', 'var.on ? "Enabled" : "Suspended"')}`,
    ],
    [
      'one of many that could not be counted',
      `variable "n" {}\n${plain.replace('{\n', '{\n  count = var.n\n')}${versioning('bucket = aws_s3_bucket.b[0].id')}`,
    ],
    [
      'a dynamic block over what is not known',
      'variable "v" {}\nresource "aws_s3_bucket" "b" {\n  dynamic "versioning" {\n    for_each = var.v\n    content {\n      enabled = true\n    }\n  }\n}\n',
    ],
    [
      'two resources that do not agree',
      plain +
        versioning('bucket = aws_s3_bucket.b.id') +
        versioning('bucket = aws_s3_bucket.b.id', '"Suspended"').replace('"v"', '"w"'),
    ],
    [
      'text beside it that does not parse',
      `${plain}resource "aws_s3_bucket_versioning" "v" {\n  bucket = aws_s3_bucket.b.id\n  versioning_configuration {\n    status =`,
    ],
    [
      'a half-typed keyword before a satellite',
      plain + versioning('bucket = aws_s3_bucket.b.id').replace('resource', 'resourc'),
    ],
    [
      'a half-typed type',
      plain + versioning('bucket = aws_s3_bucket.b.id').replace('aws_s3_bucket_versioning', 'aws_s3_bucket_vers'),
    ],
    [
      'a bare word before the block',
      'resource "aws_s3_bucket" "b" {\n  v\n  versioning {\n    enabled = true\n  }\n}\n',
    ],
  ];
  for (const [name, text] of notKnown) {
    it(`${name}: not known, so no finding`, async () => {
      assert.equal(versioned(await onlyBucket(text)), 'unknown');
    });
  }

  const unversioned: readonly (readonly [string, string])[] = [
    ['no versioning at all', plain],
    ['an empty bucket', 'resource "aws_s3_bucket" "b" {}\n'],
    ['inline enabled = false', 'resource "aws_s3_bucket" "b" {\n  versioning {\n    enabled = false\n  }\n}\n'],
    ['Suspended', plain + versioning('bucket = aws_s3_bucket.b.id', '"Suspended"')],
    ['a satellite switched off', plain + versioning('count = 0\n  bucket = aws_s3_bucket.b.id')],
    ['a satellite of another name', plain + versioning('bucket = "other"')],
    ['a name that cannot be it', `variable "env" {}\n${plain}${versioning('bucket = "other-${var.env}"')}`],
    [
      'a written name beside a made-up one',
      `resource "aws_s3_bucket" "b" {\n  bucket_prefix = "a-"\n}\n${versioning('bucket = "a-b"')}`,
    ],
    [
      'a module that is not read and gets nothing of it',
      `${plain}module "m" {\n source = "example/m/aws"\n bucket = "x"\n}\n${versioning('bucket = module.m.id')}`,
    ],
    ['a commented-out satellite', `${plain}/*${versioning('bucket = aws_s3_bucket.b.id')}*/\n`],
    [
      'a condition whose default says so',
      `variable "on" {\n default = false\n}\n${plain}${versioning('count = var.on ? 1 : 0\n  bucket = aws_s3_bucket.b.id')}`,
    ],
  ];
  for (const [name, text] of unversioned) {
    it(`${name}: not versioned`, async () => {
      assert.equal(versioned(await onlyBucket(text)), 'no');
    });
  }

  it('chained for_each, by value and by key, with the keys as addresses', async () => {
    const buckets =
      'resource "aws_s3_bucket" "b" {\n  for_each = toset(["k", "l"])\n  bucket = "sample-${each.key}"\n}\n';
    for (const head of [
      'for_each = aws_s3_bucket.b\n  bucket = each.value.id',
      'for_each = aws_s3_bucket.b\n  bucket = aws_s3_bucket.b[each.key].id',
      'for_each = toset(["k", "l"])\n  bucket = aws_s3_bucket.b[each.value].bucket',
      'for_each = { for k, b in aws_s3_bucket.b : k => b.id }\n  bucket = each.value',
      'count = 2\n  bucket = values(aws_s3_bucket.b)[count.index].id',
    ]) {
      const read = await bucketsOf(buckets + versioning(head));
      assert.deepEqual(
        read.map((bucket) => [bucket.id, versioned(bucket)]),
        [
          ['aws_s3_bucket.b["k"]', 'yes'],
          ['aws_s3_bucket.b["l"]', 'yes'],
        ],
        head,
      );
    }
  });

  it('chained for_each over keys that are not known', async () => {
    const buckets = 'variable "names" {}\nresource "aws_s3_bucket" "b" {\n  for_each = var.names\n}\n';
    for (const head of [
      'for_each = aws_s3_bucket.b\n  bucket = each.value.id',
      'for_each = var.names\n  bucket = aws_s3_bucket.b[each.key].id',
    ]) {
      const bucket = await onlyBucket(buckets + versioning(head));
      assert.equal(bucket.id, 'aws_s3_bucket.b');
      assert.equal(versioned(bucket), 'yes', head);
    }
    const filtered = 'for_each = { for k, v in var.names : k => v if v.on }\n  bucket = aws_s3_bucket.b[each.key].id';
    assert.equal(versioned(await onlyBucket(buckets + versioning(filtered))), 'unknown');
  });

  it('one instance by its key, and no other', async () => {
    const buckets = 'resource "aws_s3_bucket" "b" {\n  for_each = { k = 1, l = 2 }\n}\n';
    const read = await bucketsOf(buckets + versioning('bucket = aws_s3_bucket.b["k"].id'));
    assert.deepEqual(read.map(versioned), ['yes', 'no']);
  });

  it('a satellite that belongs to one bucket leaves the others as they are', async () => {
    const other = plain.replace('"b"', '"c"').replace('sample-b', 'sample-c');
    const read = await bucketsOf(plain + other + versioning('bucket = aws_s3_bucket.c.id'));
    assert.deepEqual(read.map(versioned), ['no', 'yes']);
  });

  it('settings of each instance from a map', async () => {
    const text = `
locals {
  stores = {
    a = { versions = true }
    b = { versions = false }
  }
}
resource "aws_s3_bucket" "b" {
  for_each = local.stores
}
${versioning('for_each = local.stores\n  bucket = aws_s3_bucket.b[each.key].id', 'each.value.versions ? "Enabled" : "Suspended"')}`;
    assert.deepEqual((await bucketsOf(text)).map(versioned), ['yes', 'no']);
  });

  it('satellites in another file of the directory', async () => {
    const [reading] = await readProject({ 'main.tf': plain, 'versions.tf': versioning('bucket = aws_s3_bucket.b.id') });
    assert.deepEqual(reading?.estate.buckets.items.map(versioned), ['yes']);
  });

  it('buckets that are declared again in a directory of samples', async () => {
    const readings = await readProject({
      'bad.tf': plain,
      'good.tf': `${plain}${versioning('bucket = aws_s3_bucket.b.id')}`,
    });
    const read = readings.flatMap((reading) => reading.estate.buckets.items);
    assert.deepEqual(
      read.map((bucket) => bucket.declaration?.name.file),
      ['/project/bad.tf', '/project/good.tf'],
    );
  });
});

describe('Terraform: whether a bucket is there', () => {
  it('says so for count = 0 by having none', async () => {
    assert.deepEqual(await bucketsOf(plain.replace('{\n', '{\n  count = 0\n')), []);
  });

  it('judges one that only a default switches off', async () => {
    const bucket = await onlyBucket(
      `variable "on" {\n default = false\n}\n${plain.replace('{\n', '{\n  count = var.on ? 1 : 0\n')}`,
    );
    assert.equal(bucket.id, 'aws_s3_bucket.b');
    assert.equal(bucket.exists.state, 'unknown');
    assert.equal(versioned(bucket), 'no');
  });

  it('judges one whose count is not known', async () => {
    const bucket = await onlyBucket(`variable "on" {}\n${plain.replace('{\n', '{\n  count = var.on ? 1 : 0\n')}`);
    assert.equal(bucket.exists.state, 'unknown');
  });

  it('takes what terraform.tfvars and *.auto.tfvars set, and another file only as an alternative', async () => {
    const main = `variable "on" {\n default = false\n}\n${plain}${versioning('count = var.on ? 1 : 0\n  bucket = aws_s3_bucket.b.id')}`;
    const read = async (name: string, text: string): Promise<string> => {
      const [reading] = await readProject({ 'main.tf': main, [name]: text });
      return versioned(reading!.estate.buckets.items[0]!);
    };
    assert.equal(await read('terraform.tfvars', 'on = true\n'), 'yes');
    assert.equal(await read('a.auto.tfvars', 'on = true\n'), 'yes');
    assert.equal(await read('terraform.tfvars.json', '{"on": true}'), 'yes');
    assert.equal(await read('prod.tfvars', 'on = true\n'), 'unknown');
  });
});

describe('Terraform: lifecycle rules', () => {
  const rules: readonly (readonly [string, string, 'yes' | 'no' | 'unknown', 'yes' | 'no' | 'unknown'])[] = [
    ['enabled for the whole bucket', `status = "Enabled"\n filter {}\n ${expiry}`, 'yes', 'yes'],
    ['without a filter', `status = "Enabled"\n ${expiry}`, 'yes', 'yes'],
    ['an empty prefix', `status = "Enabled"\n filter {\n prefix = ""\n }\n ${expiry}`, 'yes', 'yes'],
    ['disabled', `status = "Disabled"\n filter {}\n ${expiry}`, 'no', 'no'],
    ['an empty status', `status = ""\n filter {}\n ${expiry}`, 'no', 'no'],
    ['a prefix', `status = "Enabled"\n filter {\n prefix = "a/"\n }\n ${expiry}`, 'no', 'yes'],
    ['a tag', `status = "Enabled"\n filter {\n tag {\n key = "a"\n value = "b"\n }\n }\n ${expiry}`, 'no', 'yes'],
    ['a size', `status = "Enabled"\n filter {\n object_size_greater_than = 5\n }\n ${expiry}`, 'no', 'yes'],
    ['an empty and', `status = "Enabled"\n filter {\n and {\n prefix = ""\n }\n }\n ${expiry}`, 'yes', 'yes'],
    ['an unknown prefix', `status = "Enabled"\n filter {\n prefix = var.p\n }\n ${expiry}`, 'unknown', 'yes'],
    [
      'only a transition',
      'status = "Enabled"\n filter {}\n transition {\n days = 1\n storage_class = "STANDARD_IA"\n }',
      'no',
      'yes',
    ],
    ['an unknown status', `status = var.s\n filter {}\n ${expiry}`, 'unknown', 'unknown'],
  ];
  for (const [name, rule, expiring, enabled] of rules) {
    it(`${name}: expires ${expiring}, enabled ${enabled}`, async () => {
      const text = `variable "p" {}\nvariable "s" {}\n${plain}${lifecycle('bucket = aws_s3_bucket.b.id', rule)}`;
      const bucket = await onlyBucket(text);
      assert.equal(expires(bucket), expiring);
      assert.equal(hasEnabledRule(bucket.lifecycle), enabled);
    });
  }

  it('inline rules of provider version 3', async () => {
    const inline = (rule: string): string => `resource "aws_s3_bucket" "b" {\n lifecycle_rule {\n ${rule}\n }\n}\n`;
    const days = 'noncurrent_version_expiration {\n days = 30\n }';
    assert.equal(expires(await onlyBucket(inline(`enabled = true\n ${days}`))), 'yes');
    assert.equal(expires(await onlyBucket(inline(`enabled = false\n ${days}`))), 'no');
    assert.equal(expires(await onlyBucket(inline(`enabled = true\n prefix = "a"\n ${days}`))), 'no');
    assert.equal(expires(await onlyBucket(inline(`enabled = true\n tags = { a = "b" }\n ${days}`))), 'no');
  });

  it('dynamic rules, known and not', async () => {
    const text = (value: string): string => `
variable "v" {}
${plain}
resource "aws_s3_bucket_lifecycle_configuration" "l" {
  bucket = aws_s3_bucket.b.id
  dynamic "rule" {
    for_each = ${value}
    iterator = it
    content {
      id     = it.value.id
      status = it.value.on ? "Enabled" : "Disabled"
      filter {}
      noncurrent_version_expiration {
        noncurrent_days = 3
      }
    }
  }
}
`;
    assert.equal(expires(await onlyBucket(text('[{ id = "a", on = true }]'))), 'yes');
    assert.equal(expires(await onlyBucket(text('[{ id = "a", on = false }]'))), 'no');
    assert.equal(expires(await onlyBucket(text('[]'))), 'no');
    assert.equal(expires(await onlyBucket(text('var.v'))), 'unknown');
  });
});

describe('Terraform: other settings', () => {
  it('reads replication, EventBridge, MFA delete, tags and the Region', async () => {
    const bucket = await onlyBucket(`
provider "aws" {
  region = "eu-west-1"
  default_tags {
    tags = { team = "storage" }
  }
}
variable "more" {}
resource "aws_s3_bucket" "b" {
  tags = merge({ backup = "daily" }, var.more)
}
resource "aws_s3_bucket_notification" "n" {
  bucket      = aws_s3_bucket.b.id
  eventbridge = true
}
resource "aws_s3_bucket_replication_configuration" "r" {
  bucket = aws_s3_bucket.b.id
  rule {
    status = "Enabled"
  }
}
resource "aws_s3_bucket_versioning" "v" {
  bucket = aws_s3_bucket.b.id
  versioning_configuration {
    status     = "Enabled"
    mfa_delete = "Enabled"
  }
}
`);
    assert.equal(
      ask(bucket.eventBridge, (on) => on),
      'yes',
    );
    assert.equal(
      ask(bucket.replication, (on) => on),
      'yes',
    );
    assert.equal(
      ask(bucket.mfaDelete, (on) => on),
      'yes',
    );
    assert.ok(bucket.region.state === 'known' && bucket.region.value === 'eu-west-1');
    assert.ok(bucket.tags.state === 'known' && bucket.tags.value.open);
    assert.deepEqual([...bucket.tags.value.entries.keys()], ['team', 'backup']);
  });

  it('is not disturbed by the settings of others that are chosen by a key that is not known', async () => {
    const others = `
locals {
  all = yamldecode(file("buckets.yaml"))
}
resource "aws_s3_bucket" "others" {
  for_each = local.all
}
resource "aws_s3_bucket_versioning" "others" {
  for_each = { for key, one in local.all : key => one if one.versioned }
  bucket   = aws_s3_bucket.others[each.key].id
  versioning_configuration {
    status = "Enabled"
  }
}
`;
    const buckets = await bucketsOf(plain + others);
    assert.deepEqual(
      buckets.map(({ id, versioning: { state } }) => [id, state]),
      [
        ['aws_s3_bucket.b', 'absent'],
        ['aws_s3_bucket.others', 'unknown'],
      ],
    );
  });

  it('is not disturbed by another bucket that is half typed', async () => {
    for (const [what, other] of [
      ['truncated', 'resource "aws_s3_bucket" "other" {\n'],
      ['garbled', 'resource "aws_s3_bucket" "other" {\n Fn: count = 2\n}\n'],
      [
        'that has lost its count',
        'resource "aws_s3_bucket" "other" {}\nresource "aws_s3_bucket_versioning" "other" {\n count = 2\n' +
          ' bucket = aws_s3_bucket.other[count.index].id\n versioning_configuration {\n  status = "Enabled"\n }\n}\n',
      ],
    ] as const) {
      const buckets = await bucketsOf(`${plain}\n${other}`);
      const find = (id: string): string | undefined => buckets.find((one) => one.id === id)?.versioning.state;
      assert.equal(find('aws_s3_bucket.b'), 'absent', what);
      assert.equal(find('aws_s3_bucket.other'), 'unknown', what);
    }
  });

  it('leaves EventBridge to others where nothing manages it', async () => {
    assert.equal((await onlyBucket(plain)).eventBridge.state, 'unmanaged');
  });

  it('points at the name without quotes, and at the value that decides', async () => {
    const text = plain + versioning('bucket = aws_s3_bucket.b.id', '"Suspended"');
    const bucket = await onlyBucket(text);
    const lines = text.split('\n');
    const at = ({ start, end }: { start: { line: number; character: number }; end: { character: number } }): string =>
      lines[start.line]!.slice(start.character, end.character);
    assert.equal(at(bucket.declaration!.name), 'b');
    assert.ok(bucket.versioning.state === 'known' && bucket.versioning.origin);
    assert.equal(at(bucket.versioning.origin), '"Suspended"');
  });
});
