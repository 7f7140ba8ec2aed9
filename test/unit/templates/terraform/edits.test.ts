import assert from 'node:assert/strict';
import type { Remedy } from '../../../../src/model/remedy';
import { applyEdits } from '../../../../src/lint/applyEdits';
import { abort, enable, expire, markers, tryAllFixes } from './fixing';
import { hasTerraform, isFormatted } from './terraformFmt';
import { memoryFiles, readProject, sourcesOf, terraform } from './support';

function idsOf(buckets: readonly { readonly id: string }[]): readonly string[] {
  return buckets.map(({ id }) => id);
}

/** The text of `main.tf` after the fix of all its buckets, or `undefined` where none is offered. */
async function fix(
  text: string,
  remedies: readonly Remedy[],
  more: Readonly<Record<string, string>> = {},
): Promise<string | undefined> {
  const [reading] = await readProject({ 'main.tf': text, ...more });
  const edits = reading?.edits(idsOf(reading.estate.buckets.items), remedies);
  return (
    edits &&
    applyEdits(
      text,
      edits.filter(({ file }) => file === '/project/main.tf'),
    )
  );
}

interface Case {
  readonly name: string;
  readonly remedies: readonly Remedy[];
  readonly before: string;
  readonly after: string | undefined;
}

const bucket = `resource "aws_s3_bucket" "b" {
  bucket = "sample"
}
`;

const versioning = `
resource "aws_s3_bucket_versioning" "b" {
  bucket = aws_s3_bucket.b.id

  versioning_configuration {
    status = "Enabled"
  }
}
`;

const expiry = `
resource "aws_s3_bucket_lifecycle_configuration" "b" {
  bucket = aws_s3_bucket.b.id

  rule {
    id     = "expire-noncurrent-versions"
    status = "Enabled"

    filter {}

    noncurrent_version_expiration {
      noncurrent_days = 30
    }
  }
}
`;

const dependentExpiry = expiry.replace('{\n', '{\n  depends_on = [aws_s3_bucket_versioning.b]\n\n');

const markerRule = expiry
  .replace('expire-noncurrent-versions', 'remove-expired-delete-markers')
  .replace('noncurrent_version_expiration', 'expiration')
  .replace('noncurrent_days = 30', 'expired_object_delete_marker = true');

const tagFilter = `filter {
      tag {
        key   = "k"
        value = "v"
      }
    }`;

const inlineRule = `resource "aws_s3_bucket" "b" {
  bucket = "sample"

  versioning {
    enabled = true
  }

  lifecycle_rule {
    enabled = true

    noncurrent_version_expiration {
      days = 30
    }
  }
}
`;

const cases: readonly Case[] = [
  {
    name: 'a new versioning resource behind the bucket',
    remedies: [enable],
    before: bucket,
    after: bucket + versioning,
  },
  {
    name: 'a blank line before what follows, comments left where they are',
    remedies: [enable],
    before: `${bucket.trimEnd()} # mine\n# next\nlocals {}\n`,
    after: `${bucket.trimEnd()} # mine\n${versioning}\n# next\nlocals {}\n`,
  },
  {
    name: 'for_each of the bucket',
    remedies: [enable],
    before: bucket.replace('{\n', '{\n  for_each = toset(["k"])\n').replace('  bucket =', '  bucket   ='),
    after:
      bucket.replace('{\n', '{\n  for_each = toset(["k"])\n').replace('  bucket =', '  bucket   =') +
      versioning.replace('  bucket = aws_s3_bucket.b.id', '  for_each = aws_s3_bucket.b\n  bucket   = each.value.id'),
  },
  {
    name: 'count of the bucket, and its provider',
    remedies: [enable],
    before: bucket
      .replace('{\n', '{\n  count    = var.n\n  provider = aws.west\n')
      .replace('  bucket =', '  bucket   ='),
    after:
      bucket.replace('{\n', '{\n  count    = var.n\n  provider = aws.west\n').replace('  bucket =', '  bucket   =') +
      versioning.replace(
        '  bucket = aws_s3_bucket.b.id',
        '  count    = length(aws_s3_bucket.b)\n  provider = aws.west\n  bucket   = aws_s3_bucket.b[count.index].id',
      ),
  },
  {
    name: 'a label that is not taken',
    remedies: [enable],
    before: `${bucket}${versioning.replaceAll('aws_s3_bucket.b.id', '"other"')}`,
    after: `${bucket}${versioning.replace('"b"', '"b_2"')}${versioning.replaceAll('aws_s3_bucket.b.id', '"other"')}`,
  },
  {
    name: 'the status that is there',
    remedies: [enable],
    before: bucket + versioning.replace('"Enabled"', '"Suspended" # for now'),
    after: bucket + versioning.replace('"Enabled"', '"Enabled" # for now'),
  },
  {
    name: 'no edit of a status that is not written out',
    remedies: [enable],
    before: `variable "s" {\n  default = "Suspended"\n}\n${bucket}${versioning.replace('"Enabled"', 'var.s')}`,
    after: undefined,
  },
  {
    name: 'inline enabled = false',
    remedies: [enable],
    before: bucket.replace('}', '\n  versioning {\n    enabled = false\n  }\n}'),
    after: bucket.replace('}', '\n  versioning {\n    enabled = true\n  }\n}'),
  },
  {
    name: 'an inline block without enabled',
    remedies: [enable],
    before: bucket.replace('}', '\n  versioning {\n    mfa_delete = false\n  }\n}'),
    after: bucket.replace('}', '\n  versioning {\n    enabled    = true\n    mfa_delete = false\n  }\n}'),
  },
  {
    name: 'an empty inline block',
    remedies: [enable],
    before: bucket.replace('}', '\n  versioning {}\n}'),
    after: bucket.replace('}', '\n  versioning {\n    enabled = true\n  }\n}'),
  },
  {
    name: 'an inline block for provider version 3',
    remedies: [enable, expire],
    before: `terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 3.70"
    }
  }
}

${bucket}`,
    after: `terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 3.70"
    }
  }
}

resource "aws_s3_bucket" "b" {
  bucket = "sample"

  versioning {
    enabled = true
  }

  lifecycle_rule {
    id      = "expire-noncurrent-versions"
    enabled = true

    noncurrent_version_expiration {
      days = 30
    }
  }
}
`,
  },
  {
    name: 'both resources, in order',
    remedies: [enable, expire],
    before: bucket,
    after: bucket + versioning + dependentExpiry,
  },
  {
    name: 'a lifecycle resource that waits for the versioning that is there',
    remedies: [expire],
    before: bucket + versioning,
    after: bucket + dependentExpiry + versioning,
  },
  {
    name: 'another rule in the lifecycle resource that is there',
    remedies: [expire],
    before: `${bucket}${versioning}
resource "aws_s3_bucket_lifecycle_configuration" "all" {
  bucket = aws_s3_bucket.b.id

  rule {
    id     = "logs"
    status = "Enabled"

    filter {
      prefix = "logs/"
    }

    expiration {
      days = 9
    }
  }
}
`,
    after: `${bucket}${versioning}
resource "aws_s3_bucket_lifecycle_configuration" "all" {
  bucket = aws_s3_bucket.b.id

  rule {
    id     = "logs"
    status = "Enabled"

    filter {
      prefix = "logs/"
    }

    expiration {
      days = 9
    }
  }

  rule {
    id     = "expire-noncurrent-versions"
    status = "Enabled"

    filter {}

    noncurrent_version_expiration {
      noncurrent_days = 30
    }
  }
}
`,
  },
  {
    name: 'a whole-bucket rule that leaves noncurrent versions alone',
    remedies: [expire],
    before:
      bucket +
      versioning +
      expiry.replace(/\n {4}noncurrent_version[^}]*}\n/, '\n    expiration {\n      days = 9\n    }\n'),
    after:
      bucket +
      versioning +
      expiry.replace(/\n {4}noncurrent/, '\n    expiration {\n      days = 9\n    }\n\n    noncurrent'),
  },
  {
    name: 'a disabled rule that does nothing else',
    remedies: [expire],
    before: bucket + versioning + expiry.replace('"Enabled"', '"Disabled"'),
    after: bucket + versioning + expiry,
  },
  {
    name: 'a disabled rule of another number of days stays as it is',
    remedies: [expire],
    before: bucket + versioning + expiry.replace('"Enabled"', '"Disabled"').replace('30', '90'),
    after:
      bucket +
      versioning +
      expiry
        .replace('"Enabled"', '"Disabled"')
        .replace('30', '90')
        .replace(/\n}\n$/, '') +
      '\n' +
      expiry.slice(expiry.indexOf('\n  rule')).replace('noncurrent-versions', 'noncurrent-versions-2'),
  },
  {
    name: 'the removal of delete markers in the rule for the whole bucket',
    remedies: [markers],
    before: bucket + versioning + expiry,
    after:
      bucket +
      versioning +
      expiry.replace(
        '    noncurrent_version_expiration {\n      noncurrent_days = 30\n    }\n',
        (block) => `${block}\n    expiration {\n      expired_object_delete_marker = true\n    }\n`,
      ),
  },
  {
    name: 'the removal of delete markers where it is written as false',
    remedies: [markers],
    before: bucket + versioning + markerRule.replace('true', 'false'),
    after: bucket + versioning + markerRule,
  },
  {
    name: 'the removal of delete markers in a disabled rule that does nothing else',
    remedies: [markers],
    before: bucket + versioning + markerRule.replace('"Enabled"', '"Disabled"'),
    after: bucket + versioning + markerRule,
  },
  {
    name: 'the removal of delete markers in a rule of its own beside a tag filter',
    remedies: [markers],
    before: bucket + versioning + expiry.replace('filter {}', tagFilter),
    after:
      bucket +
      versioning +
      expiry.replace('filter {}', tagFilter).replace(/\n}\n$/, '\n') +
      markerRule.slice(markerRule.indexOf('\n  rule')),
  },
  {
    name: 'the removal of delete markers in a resource of its own',
    remedies: [markers],
    before: bucket + versioning,
    after: bucket + markerRule.replace('{\n', '{\n  depends_on = [aws_s3_bucket_versioning.b]\n\n') + versioning,
  },
  {
    name: 'the end of uploads in the rule for the whole bucket',
    remedies: [abort],
    before: bucket + versioning + expiry,
    after:
      bucket +
      versioning +
      expiry.replace(
        '    noncurrent_version_expiration {\n      noncurrent_days = 30\n    }\n',
        (block) => `${block}\n    abort_incomplete_multipart_upload {\n      days_after_initiation = 7\n    }\n`,
      ),
  },
  {
    name: 'the end of uploads in a rule inside of the bucket',
    remedies: [abort],
    before: inlineRule,
    after: inlineRule.replace(
      '    enabled = true\n\n    noncurrent',
      '    enabled = true\n\n    abort_incomplete_multipart_upload_days = 7\n\n    noncurrent',
    ),
  },
  {
    name: 'the removal of delete markers in a rule inside of the bucket',
    remedies: [markers],
    before: inlineRule,
    after: inlineRule.replace(
      '      days = 30\n    }\n',
      '      days = 30\n    }\n\n    expiration {\n      expired_object_delete_marker = true\n    }\n',
    ),
  },
  {
    name: 'the end of uploads in a new rule inside of the bucket',
    remedies: [abort],
    before: inlineRule.replace('    enabled = true\n\n', '    enabled = true\n    prefix  = "logs/"\n\n'),
    after: inlineRule.replace('    enabled = true\n\n', '    enabled = true\n    prefix  = "logs/"\n\n').replace(
      /\n}\n$/,
      `

  lifecycle_rule {
    id      = "abort-incomplete-uploads"
    enabled = true

    abort_incomplete_multipart_upload_days = 7
  }
}
`,
    ),
  },
  {
    name: 'several bytes to a character, and a byte order mark',
    remedies: [markers],
    before: `\uFEFF# Größe 🪣\n${bucket}${versioning}${expiry}`,
    after: `\uFEFF# Größe 🪣\n${bucket}${versioning}${expiry.replace(
      '    noncurrent_version_expiration {\n      noncurrent_days = 30\n    }\n',
      (block) => `${block}\n    expiration {\n      expired_object_delete_marker = true\n    }\n`,
    )}`,
  },
  {
    name: 'CRLF and tabs in a rule',
    remedies: [abort],
    before: (bucket + versioning + expiry).replaceAll('  ', '\t').replaceAll('\n', '\r\n'),
    after: (
      bucket +
      versioning +
      expiry.replace(
        '    noncurrent_version_expiration {\n      noncurrent_days = 30\n    }\n',
        (block) => `${block}\n    abort_incomplete_multipart_upload {\n      days_after_initiation = 7\n    }\n`,
      )
    )
      .replaceAll('  ', '\t')
      .replaceAll('\n', '\r\n'),
  },
  {
    name: 'CRLF',
    remedies: [enable],
    before: bucket.replaceAll('\n', '\r\n'),
    after: (bucket + versioning).replaceAll('\n', '\r\n'),
  },
  {
    name: "the file's own indentation",
    remedies: [enable],
    before: bucket.replaceAll('  ', '\t'),
    after: (bucket + versioning).replaceAll('  ', '\t'),
  },
  {
    name: 'a file without a line end',
    remedies: [enable],
    before: bucket.trimEnd(),
    after: (bucket + versioning).trimEnd(),
  },
  {
    name: 'an empty bucket on one line',
    remedies: [enable],
    before: 'resource "aws_s3_bucket" "b" {}\n',
    after: `resource "aws_s3_bucket" "b" {}\n${versioning}`,
  },
  {
    name: 'a bucket on one line that gets two blocks',
    remedies: [enable, expire],
    before: `provider "aws" {\n  version = "~> 3.0"\n}\n\nresource "aws_s3_bucket" "b" { bucket = "sample" }\n`,
    after: `provider "aws" {
  version = "~> 3.0"
}

resource "aws_s3_bucket" "b" {
  bucket = "sample"

  versioning {
    enabled = true
  }

  lifecycle_rule {
    id      = "expire-noncurrent-versions"
    enabled = true

    noncurrent_version_expiration {
      days = 30
    }
  }
}
`,
  },
  {
    name: 'nothing where a satellite may be about the bucket',
    remedies: [enable],
    before: `variable "x" {}\n${bucket}${versioning.replace('aws_s3_bucket.b.id', 'var.x')}`,
    after: undefined,
  },
  {
    name: 'nothing in a block that does not parse',
    remedies: [enable],
    before: bucket.replace('}', '  x =\n}'),
    after: undefined,
  },
];

describe('Terraform: edits', () => {
  for (const { name, remedies, before, after } of cases) {
    it(name, async () => {
      assert.equal(await fix(before, remedies), after);
    });

    it(`${name}: the finding is gone, and terraform fmt is content`, async function () {
      const texts = { '/project/main.tf': before };
      const attempts = await tryAllFixes(await terraform(), sourcesOf(texts), memoryFiles(texts));
      assert.deepEqual(
        attempts.flatMap(({ faults }) => faults),
        [],
      );
      if (!hasTerraform) {
        console.log('      terraform fmt not run: there is no terraform here');
        this.skip();
      }
      if (after !== undefined && isFormatted(before)) assert.ok(isFormatted(after), after);
    });
  }

  it('offers nothing where an instance that shares the declaration needs nothing', async () => {
    const text = `
resource "aws_s3_bucket" "b" {
  for_each = { k = 1, l = 2 }
}
${versioning.replace('aws_s3_bucket.b.id', 'aws_s3_bucket.b["k"].id')}`;
    const [reading] = await readProject({ 'main.tf': text });
    const needing = reading!.estate.buckets.items.filter(({ id }) => id.includes('"l"'));
    assert.equal(needing.length, 1);
    assert.equal(reading!.edits(idsOf(needing), [enable]), undefined);
  });

  it('offers nothing where a status is shared with a bucket that is not meant', async () => {
    const text = `
resource "aws_s3_bucket" "b" {}
resource "aws_s3_bucket" "c" {}
resource "aws_s3_bucket_versioning" "all" {
  for_each = { b = aws_s3_bucket.b.id, c = aws_s3_bucket.c.id }
  bucket   = each.value
  versioning_configuration {
    status = "Suspended"
  }
}
`;
    const [reading] = await readProject({ 'main.tf': text });
    const [first] = reading!.estate.buckets.items;
    assert.equal(reading!.edits([first!.id], [enable]), undefined);
  });

  it('edits the file of the module, once for all that call it', async () => {
    const [reading] = await readProject({
      'main.tf': 'module "x" {\n  source = "./store"\n}\nmodule "y" {\n  source = "./store"\n}\n',
      'store/main.tf': bucket,
    });
    const { items } = reading!.estate.buckets;
    assert.equal(items.length, 2);
    assert.equal(reading!.edits(idsOf(items.slice(0, 1)), [enable]), undefined);
    const edits = reading!.edits(idsOf(items), [enable]);
    assert.deepEqual(
      edits?.map(({ file }) => file),
      ['/project/store/main.tf'],
    );
    assert.equal(applyEdits(bucket, edits), bucket + versioning);
  });
});
