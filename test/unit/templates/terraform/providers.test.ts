import assert from 'node:assert/strict';
import { bucketFacts } from '../../../../src/lint/bucketFacts';
import { readProject } from './support';

const providers = `
provider "aws" {
  region = "eu-west-1"
  default_tags {
    tags = { backup = "no" }
  }
}
provider "aws" {
  alias  = "west"
  region = "us-west-2"
  default_tags {
    tags = { backup = "yes" }
  }
}
`;
const inner = 'resource "aws_s3_bucket" "a" {\n  bucket = "a"\n}\n';

async function regionOf(files: Readonly<Record<string, string>>) {
  const [reading] = await readProject(files);
  const { region } = reading!.estate.buckets.items[0]!;
  return region.state === 'known' ? region.value : 'unknown';
}

describe('Terraform: providers of modules', () => {
  for (const [what, call, module, expected] of [
    ['comes along by itself', '', inner, 'eu-west-1'],
    ['is handed over', 'providers = { aws = aws.west }', inner, 'us-west-2'],
    ['is not among those handed over', 'providers = { aws.other = aws.west }', inner, 'unknown'],
    [
      'is handed over under a name',
      'providers = { aws.other = aws.west }',
      inner.replace('{\n', '{\n  provider = aws.other\n'),
      'us-west-2',
    ],
    ['has a name that nobody handed over', '', inner.replace('{\n', '{\n  provider = aws.other\n'), 'unknown'],
    ['stands in the module', '', `provider "aws" {\n  region = "ap-south-1"\n}\n${inner}`, 'ap-south-1'],
  ] as const) {
    it(`one that ${what}: ${expected}`, async () => {
      assert.equal(
        await regionOf({
          'main.tf': `${providers}module "m" {\n  source = "./m"\n  ${call}\n}\n`,
          'm/main.tf': module,
        }),
        expected,
      );
    });
  }

  it('put their tags on what the module makes', async () => {
    const [reading] = await readProject({
      'main.tf': `${providers}module "m" {\n  source = "./m"\n  providers = { aws = aws.west }\n}\n`,
      'm/main.tf': `${inner}resource "aws_backup_selection" "s" {\n  plan_id = "p"\n  name = "s"\n  iam_role_arn = "r"\n  selection_tag {\n    type = "STRINGEQUALS"\n    key = "backup"\n    value = "yes"\n  }\n}\n`,
    });
    const [bucket] = reading!.estate.buckets.items;
    assert.equal(bucketFacts(bucket!, reading!.estate)?.coverage, 'covered');
  });
});

describe('Terraform: modules that are not read', () => {
  async function facts(call: string) {
    const [reading] = await readProject({ 'main.tf': `resource "aws_s3_bucket" "a" {\n  bucket = "a"\n}\n${call}` });
    const { versioning, lifecycle } = reading!.estate.buckets.items[0]!;
    return [versioning.state, lifecycle.state];
  }

  for (const [what, call, expected] of [
    [
      'named for a setting',
      'module "v" {\n source = "example/s3-versioning/aws"\n bucket = aws_s3_bucket.a.id\n}',
      ['unknown', 'absent'],
    ],
    [
      'named for buckets',
      'module "v" {\n source = "example/s3-bucket-settings/aws"\n bucket_name = aws_s3_bucket.a.bucket\n}',
      ['unknown', 'unknown'],
    ],
    [
      'given its name as text',
      'module "v" {\n source = "example/s3-bucket-settings/aws"\n bucket = "a"\n}',
      ['unknown', 'unknown'],
    ],
    [
      'given a list',
      'module "lifecycle" {\n source = "example/rules/aws"\n buckets = [aws_s3_bucket.a.id]\n}',
      ['absent', 'unknown'],
    ],
    [
      'that only uses buckets',
      'module "t" {\n source = "example/cloudtrail/aws"\n s3_bucket_name = aws_s3_bucket.a.id\n}',
      ['absent', 'absent'],
    ],
    [
      'for its policy',
      'module "p" {\n source = "example/s3-bucket-policy/aws"\n bucket = aws_s3_bucket.a.id\n}',
      ['absent', 'absent'],
    ],
    [
      'for another bucket',
      'module "v" {\n source = "example/s3-versioning/aws"\n bucket = "b"\n}',
      ['absent', 'absent'],
    ],
    [
      'that gets the bucket for something else',
      'module "v" {\n source = "example/s3-versioning/aws"\n logs = aws_s3_bucket.a.id\n}',
      ['absent', 'absent'],
    ],
  ] as const) {
    it(`one ${what}`, async () => {
      assert.deepEqual(await facts(`${call}\n`), expected);
    });
  }
});
