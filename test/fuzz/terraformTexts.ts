import fc from 'fast-check';

const word = fc.constantFrom('logs', 'data', 'state', 'ümlaut', 'a-b', 'x_1');

const text = fc.oneof(
  word.map((name) => `"${name}"`),
  word.map((name) => `"\${local.prefix}-${name}"`),
  fc.constantFrom(
    'var.given',
    'var.unknown',
    'local.prefix',
    'local.chosen',
    'join("-", ["a", local.prefix])',
    '"é${upper("x")}"',
  ),
);

const number = fc.oneof(
  fc.integer({ min: 1, max: 400 }).map(String),
  fc.constantFrom('var.days', 'local.days', 'max(3, var.days)', 'var.missing ? 1 : 2'),
);

const truth = fc.constantFrom('true', 'false', 'var.on', '!var.on', 'var.missing', 'local.days > 3', '"true"');

const status = fc.constantFrom(
  '"Enabled"',
  '"Disabled"',
  '"Suspended"',
  'var.on ? "Enabled" : "Suspended"',
  'var.status',
  '"nonsense"',
);

const lifecycleParts = fc.subarray([
  '    noncurrent_version_expiration {\n      noncurrent_days = DAYS\n    }',
  '    expiration {\n      expired_object_delete_marker = TRUTH\n    }',
  '    abort_incomplete_multipart_upload {\n      days_after_initiation = DAYS\n    }',
  '    filter {\n      prefix = TEXT\n    }',
  '    filter {}',
  '    transition {\n      days = DAYS\n      storage_class = "GLACIER"\n    }',
]);

function filled(template: string): fc.Arbitrary<string> {
  const parts = template.split(/(DAYS|TRUTH|TEXT|STATUS)/);
  const choices: Readonly<Record<string, fc.Arbitrary<string>>> = {
    DAYS: number,
    TRUTH: truth,
    TEXT: text,
    STATUS: status,
  };
  return fc.tuple(...parts.map((part) => choices[part] ?? fc.constant(part))).map((all) => all.join(''));
}

const repetition = fc.constantFrom(
  '',
  '',
  '',
  '  count = 2\n',
  '  count = var.on ? 1 : 0\n',
  '  for_each = toset(["a", "b"])\n',
  '  for_each = var.missing\n',
);

const bucketBody = fc
  .tuple(
    fc.option(filled('  bucket = TEXT'), { nil: '' }),
    fc.option(filled('  tags = {\n    backup = TEXT\n  }'), { nil: '' }),
    fc.option(filled('  object_lock_enabled = TRUTH'), { nil: '' }),
    fc.option(filled('  versioning {\n    enabled = TRUTH\n  }'), { nil: '', freq: 4 }),
    fc.constantFrom('', '', '  # a comment', '  // s3backup', '  /* two\n  lines */'),
  )
  .map((lines) => lines.filter((line) => line !== '').join('\n'));

/** A bucket with what belongs to it, under a label of its own. */
function family(label: string): fc.Arbitrary<string> {
  const reference = fc.constantFrom('id', 'bucket').map((attribute) => `aws_s3_bucket.${label}.${attribute}`);
  return fc
    .tuple(
      repetition,
      bucketBody,
      fc.option(filled('  versioning_configuration {\n    status = STATUS\n  }')),
      fc.option(fc.tuple(status, lifecycleParts)),
      reference,
    )
    .chain(([repeat, body, versioning, lifecycle, target]) => {
      const at = repeat.includes('count')
        ? target.replace(label, `${label}[count.index]`)
        : repeat.includes('each')
          ? target.replace(label, `${label}[each.key]`)
          : target;
      const blocks = [`resource "aws_s3_bucket" "${label}" {\n${repeat}${body}\n}`];
      if (versioning !== null)
        blocks.push(`resource "aws_s3_bucket_versioning" "${label}" {\n${repeat}  bucket = ${at}\n\n${versioning}\n}`);
      if (lifecycle !== null) {
        const rule = `  rule {\n    id     = "one"\n    status = ${lifecycle[0]}\n\n${lifecycle[1].join('\n\n')}\n  }`;
        blocks.push(
          `resource "aws_s3_bucket_lifecycle_configuration" "${label}" {\n${repeat}  bucket = ${at}\n\n${rule}\n}`,
        );
      }
      return filled(blocks.join('\n\n'));
    });
}

const given = `locals {
  prefix = "acme"
  days   = 30
  chosen = var.on ? "one" : "two"
}

variable "on" {
  default = true
}

variable "days" {
  default = 14
}

variable "given" {
  default = "given"
}

variable "status" {
  default = "Enabled"
}

variable "unknown" {}

variable "missing" {}
`;

const backup = `resource "aws_backup_plan" "plan" {
  name = "plan"

  rule {
    rule_name         = "daily"
    target_vault_name = "Default"
    schedule          = "cron(0 5 * * ? *)"

    lifecycle {
      delete_after = DAYS
    }
  }
}

resource "aws_backup_selection" "selection" {
  name         = "selection"
  plan_id      = aws_backup_plan.plan.id
  iam_role_arn = "arn:aws:iam::111122223333:role/backup"

  selection_tag {
    type  = "STRINGEQUALS"
    key   = "backup"
    value = TEXT
  }
}
`;

/** Blocks of one module, in any order, each under the name of the bucket that it is about. */
export const terraformModule: fc.Arbitrary<string> = fc
  .tuple(family('first'), family('second'), fc.option(filled(backup)), fc.constantFrom('\n', '\n', '\r\n'))
  .map(([first, second, plan, lineEnd]) =>
    [first, given, second, ...(plan === null ? [] : [plan])].join('\n\n').concat('\n').replaceAll('\n', lineEnd),
  );

const extras = fc.subarray(
  [
    'provider "aws" {\n  region = "eu-west-1"\n\n  default_tags {\n    tags = { team = local.prefix }\n  }\n}',
    'module "inner" {\n  source = "./inner"\n  bucket = aws_s3_bucket.third.id\n}',
    'module "elsewhere" {\n  source         = "example.com/s3/versioning"\n  bucket_id      = local.handed\n}',
    'resource "aws_s3_bucket_versioning" "loose" {\n  bucket = "acme-data"\n\n  versioning_configuration {\n    status = "Enabled"\n  }\n}',
    'resource "aws_s3_bucket_logging" "own" {\n  bucket        = aws_s3_bucket.third.id\n  target_bucket = aws_s3_bucket.first.id\n}',
    'resource "aws_kms_key" "key" {\n  description = local.prefix\n}',
  ],
  { maxLength: 2 },
);

/** The files of a root module and of one that it may call, by name. */
export const terraformFiles: fc.Arbitrary<ReadonlyMap<string, string>> = fc
  .tuple(terraformModule, family('third'), extras, fc.constantFrom('', 'on = false\n', 'given = "other"\n'))
  .map(
    ([main, third, others, values]) =>
      new Map([
        ['main.tf', main],
        ['more.tf', `${third}\n\nlocals {\n  handed = aws_s3_bucket.second.id\n}\n\n${others.join('\n\n')}\n`],
        ['terraform.tfvars', values],
        [
          'inner/main.tf',
          'variable "bucket" {}\n\nresource "aws_s3_bucket" "inner" {}\n\nresource "aws_s3_bucket_versioning" "inner" {\n  bucket = var.bucket\n}\n',
        ],
      ]),
  );
