import assert from 'node:assert/strict';
import { applyEdits } from '../../../../src/lint/applyEdits';
import type { Estate } from '../../../../src/model/estate';
import type { Remedy } from '../../../../src/model/remedy';
import { readProject } from './support';
import { hasTerraform, isFormatted } from './terraformFmt';

/** The text of a module of one file after a fix, or `undefined` where none is offered. */
async function fix(
  text: string,
  remedy: Remedy,
  subjects: (estate: Estate) => readonly string[] = ({ buckets }) => buckets.items.map(({ id }) => id),
): Promise<string | undefined> {
  const [reading] = await readProject({ 'main.tf': text });
  const edits = reading?.edits(subjects(reading.estate), [remedy]);
  return edits && applyEdits(text, edits);
}

interface Case {
  readonly title: string;
  readonly before: string;
  readonly after: string | undefined;
}

function check(remedy: Remedy, cases: readonly Case[], subjects?: (estate: Estate) => readonly string[]): void {
  for (const { title, before, after } of cases) {
    it(title, async () => {
      assert.equal(await fix(before, remedy, subjects), after);
      if (hasTerraform && after !== undefined && isFormatted(before)) assert.ok(isFormatted(after), after);
    });
  }
}

const plain = 'resource "aws_s3_bucket" "b" {\n  bucket = "sample"\n}\n';

describe('Terraform edits: EventBridge', () => {
  const notification = (body: string): string =>
    `${plain}\nresource "aws_s3_bucket_notification" "n" {\n  bucket = aws_s3_bucket.b.id\n${body}}\n`;
  check({ kind: 'enableEventBridge' }, [
    {
      title: 'adds the attribute behind the others',
      before: notification('\n  queue {\n    queue_arn = "q"\n  }\n'),
      after: notification('\n  eventbridge = true\n\n  queue {\n    queue_arn = "q"\n  }\n'),
    },
    {
      title: 'flips it',
      before: notification('\n  eventbridge = false\n'),
      after: notification('\n  eventbridge = true\n'),
    },
    {
      title: 'leaves what a variable says',
      before: `variable "on" {\n  default = false\n}\n${notification('\n  eventbridge = var.on\n')}`,
      after: undefined,
    },
    { title: 'adds no resource that would own what others set', before: plain, after: undefined },
  ]);
});

describe('Terraform edits: tags', () => {
  const tagged = (tags: string): string => `resource "aws_s3_bucket" "b" {\n  bucket = "sample"\n${tags}}\n`;
  check({ kind: 'tagBucket', key: 'backup', value: 'true' }, [
    {
      title: 'adds a map',
      before: plain,
      after: tagged('\n  tags = {\n    backup = "true"\n  }\n'),
    },
    {
      title: 'adds a line, lined up with the one before it',
      before: tagged('\n  tags = {\n    environment = "prod"\n  }\n'),
      after: tagged('\n  tags = {\n    environment = "prod"\n    backup      = "true"\n  }\n'),
    },
    {
      title: 'adds a line with a longer key',
      before: tagged('\n  tags = {\n    a = "prod"\n  }\n'),
      after: tagged('\n  tags = {\n    a = "prod"\n\n    backup = "true"\n  }\n'),
    },
    {
      title: 'adds to a map on one line',
      before: tagged('  tags   = { a = "prod" }\n'),
      after: tagged('  tags   = { a = "prod", backup = "true" }\n'),
    },
    {
      title: 'fills an empty map',
      before: tagged('  tags   = {}\n'),
      after: tagged('  tags   = { backup = "true" }\n'),
    },
    {
      title: 'sets the value that is there',
      before: tagged('  tags   = { backup = "no" }\n'),
      after: tagged('  tags   = { backup = "true" }\n'),
    },
    {
      title: 'merges with what is not written here',
      before: tagged('  tags   = local.tags\n'),
      after: tagged('  tags   = merge(local.tags, { backup = "true" })\n'),
    },
    {
      title: 'adds to the last map of a merge',
      before: tagged('  tags   = merge(local.tags, { a = "b" })\n'),
      after: tagged('  tags   = merge(local.tags, { a = "b", backup = "true" })\n'),
    },
  ]);
  check({ kind: 'tagBucket', key: 'Backup Plan', value: 'a"${b}' }, [
    {
      title: 'quotes what has to be',
      before: tagged('  tags   = {}\n'),
      after: tagged('  tags   = { "Backup Plan" = "a\\"$${b}" }\n'),
    },
  ]);
});

describe('Terraform: access logs', () => {
  const states: readonly (readonly [string, string, boolean | undefined])[] = [
    ['into the bucket itself', 'aws_s3_bucket.b.id', true],
    ['into the bucket of its name', '"sample"', true],
    ['into another bucket', 'aws_s3_bucket.o.id', false],
    ['into a bucket of another name', '"other"', false],
    ['into an unknown bucket', 'var.target', undefined],
  ];
  for (const [title, target, expected] of states) {
    it(title, async () => {
      const other = 'resource "aws_s3_bucket" "o" {}\nvariable "target" {}\n';
      const logging = `resource "aws_s3_bucket_logging" "l" {\n  bucket        = aws_s3_bucket.b.id\n  target_bucket = ${target}\n}\n`;
      const [reading] = await readProject({ 'main.tf': plain + other + logging });
      const fact = reading!.estate.buckets.items[0]!.receivesOwnLogs;
      assert.equal(fact.state === 'known' ? fact.value : undefined, expected);
    });
  }

  it('by a block in the bucket, and not at all', async () => {
    const inline = plain.replace('}', '  logging {\n    target_bucket = "sample"\n  }\n}');
    for (const [text, state] of [
      [inline, 'known'],
      [plain, 'unmanaged'],
    ] as const) {
      const [reading] = await readProject({ 'main.tf': text });
      assert.equal(reading!.estate.buckets.items[0]!.receivesOwnLogs.state, state);
    }
  });
});
