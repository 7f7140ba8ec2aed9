import assert from 'node:assert/strict';
import { judge } from '../../../../src/verdict/judge';
import { memoryFiles, sourcesOf, terraform } from './support';
import { typingStates } from './typing';

const module = `
resource "aws_s3_bucket" "one" {
  bucket = "one"
}

resource "aws_s3_bucket_versioning" "one" {
  bucket = aws_s3_bucket.one.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "one" {
  bucket = aws_s3_bucket.one.id

  rule {
    id     = "all"
    status = "Enabled"

    noncurrent_version_expiration {
      noncurrent_days = 30
    }

    expiration {
      expired_object_delete_marker = true
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }
}

resource "aws_s3_bucket" "two" {
  bucket = "two"

  versioning {
    enabled = true
  }

  lifecycle_rule {
    enabled = true

    noncurrent_version_expiration {
      days = 30
    }

    expiration {
      expired_object_delete_marker = true
    }

    abort_incomplete_multipart_upload_days = 7
  }
}

resource "aws_s3_bucket" "bad" {
  bucket = "bad"
}

resource "aws_sqs_queue" "last" {}
`;

async function findings(text: string): Promise<readonly string[]> {
  const texts = { '/project/main.tf': text };
  const readings = await (await terraform()).read(sourcesOf(texts), memoryFiles(texts));
  return readings.flatMap(({ estate }) => judge(estate)).map(({ rule, subject }) => `${rule} ${subject}`);
}

describe('Terraform: while somebody types', () => {
  const starts = [...module.matchAll(/^resource "(\w+)" "(\w+)"/gm)];

  it('finds one bucket that is not versioned in the whole text', async () => {
    assert.deepEqual(await findings(module), ['bucket-versioning aws_s3_bucket.bad']);
  });

  for (const { name, apply } of typingStates) {
    it(`${name}, in any block: no finding that was not there`, async () => {
      for (const { index, 1: type, 2: label } of starts) {
        const found = await findings(apply(module, index));
        assert.deepEqual(
          found.filter((finding) => finding !== 'bucket-versioning aws_s3_bucket.bad'),
          [],
          `${type}.${label}`,
        );
      }
    });
  }

  it('keeps the findings on other blocks while a bucket is typed in', async () => {
    const start = module.indexOf('resource "aws_s3_bucket" "two"');
    for (const { name, apply } of typingStates) {
      if (name === 'open block comment' || name.includes('header') || name.includes('keyword')) continue;
      assert.deepEqual(await findings(apply(module, start)), ['bucket-versioning aws_s3_bucket.bad'], name);
    }
  });

  it('invents nothing at any moment of typing the module from its start', async () => {
    const onOne = ['bucket-versioning', 'noncurrent-expiration', 'expired-delete-markers', 'incomplete-uploads'];
    const allowed = new Set([
      'bucket-versioning aws_s3_bucket.bad',
      ...onOne.map((rule) => `${rule} aws_s3_bucket.one`),
    ]);
    for (let length = 0; length <= module.length; length++) {
      for (const finding of await findings(module.slice(0, length))) {
        assert.ok(
          allowed.has(finding) || finding.endsWith('aws_s3_bucket.two'),
          `${finding} after ${length} characters`,
        );
      }
    }
  });
});
