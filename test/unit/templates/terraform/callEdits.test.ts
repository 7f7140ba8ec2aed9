import assert from 'node:assert/strict';
import { applyEdits } from '../../../../src/lint/applyEdits';
import type { Remedy } from '../../../../src/model/remedy';
import { abort, enable, expire, markers, tryAllFixes } from './fixing';
import { memoryFiles, readProject, sourcesOf, terraform } from './support';
import { hasTerraform, isFormatted } from './terraformFmt';

async function fix(text: string, remedies: readonly Remedy[]): Promise<string | undefined> {
  const [reading] = await readProject({ 'main.tf': text });
  const subjects = reading?.estate.buckets.items.map(({ id }) => id) ?? [];
  const edits = reading?.edits(subjects, remedies);
  return edits && applyEdits(text, edits);
}

function call(inputs: string, source = 'terraform-aws-modules/s3-bucket/aws', head = ''): string {
  return `module "store" {\n${head}  source = "${source}"\n${inputs}}\n`;
}

function cloudposse(inputs: string): string {
  return `module "store" {\n  source             = "cloudposse/s3-bucket/aws"\n  versioning_enabled = true\n${inputs}}\n`;
}

const versioned = '\n  versioning = {\n    enabled = true\n  }\n';

function rules(...each: readonly string[]): string {
  return `\n  lifecycle_rule = [\n${each.map((rule) => `    {\n${rule}    }`).join(',\n')}\n  ]\n`;
}

const expiry = `      id      = "expire-noncurrent-versions"
      enabled = true

      noncurrent_version_expiration = {
        days = 30
      }
`;
const other = '      id      = "logs"\n      enabled = true\n      prefix  = "logs/"\n';

const cases: readonly (readonly [
  title: string,
  remedies: readonly Remedy[],
  before: string,
  after: string | undefined,
])[] = [
  ['versioning and rules that are not given', [enable, expire], call(''), call(versioned + rules(expiry))],
  ['versioning that is off', [enable], call(versioned.replace('true', 'false')), call(versioned)],
  [
    'versioning by a word',
    [enable],
    call('\n  versioning = { status = "Suspended" }\n'),
    call('\n  versioning = { status = "Enabled" }\n'),
  ],
  ['versioning of nothing', [enable], call('\n  versioning = {}\n'), call('\n  versioning = { enabled = true }\n')],
  ['versioning that is decided elsewhere', [enable], call('\n  versioning = local.versioning\n'), undefined],
  ['a rule behind others', [expire], call(versioned + rules(other)), call(versioned + rules(other, expiry))],
  [
    'a rule in a list on one line',
    [markers],
    call(`${versioned}\n  lifecycle_rule = [{ id = "a", enabled = false }]\n`),
    call(
      `${versioned}\n  lifecycle_rule = [{ id = "a", enabled = false }, { id = "remove-expired-delete-markers", enabled = true, expiration = { expired_object_delete_marker = true } }]\n`,
    ),
  ],
  [
    'a rule in an empty list',
    [abort],
    call(`${versioned}\n  lifecycle_rule = []\n`),
    call(
      `${versioned}\n  lifecycle_rule = [{ id = "abort-incomplete-uploads", enabled = true, abort_incomplete_multipart_upload_days = 7 }]\n`,
    ),
  ],
  ['rules that are decided elsewhere', [expire], call(`${versioned}\n  lifecycle_rule = var.rules\n`), undefined],
  [
    'a tag',
    [{ kind: 'tagBucket', key: 'backup', value: 'true' }],
    call('\n  tags = { a = "b" }\n'),
    call('\n  tags = { a = "b", backup = "true" }\n'),
  ],
  [
    'all that one call makes',
    [enable],
    call('', undefined, '  for_each = toset(["a", "b"])\n').replace('  source =', '  source   ='),
    call(versioned, undefined, '  for_each = toset(["a", "b"])\n').replace('  source =', '  source   ='),
  ],
  [
    'another maker: versioning that is off',
    [enable],
    call('  versioning_enabled = false\n', 'cloudposse/s3-bucket/aws').replace('source =', 'source             ='),
    call('  versioning_enabled = true\n', 'cloudposse/s3-bucket/aws').replace('source =', 'source             ='),
  ],
  [
    'another maker: rules, whose inputs differ between versions',
    [expire],
    call('  versioning_enabled = true\n', 'cloudposse/s3-bucket/aws'),
    undefined,
  ],
  [
    'another maker: rules of a version that has this input',
    [expire],
    cloudposse('  version            = "4.10.0"\n'),
    cloudposse(`  version            = "4.10.0"

  lifecycle_configuration_rules = [
    {
      enabled                                = true
      id                                     = "expire-noncurrent-versions"
      abort_incomplete_multipart_upload_days = null
      filter_and                             = null
      expiration                             = null
      noncurrent_version_expiration          = { noncurrent_days = 30 }
      transition                             = []
      noncurrent_version_transition          = []
    }
  ]
`),
  ],
  [
    'another maker: rules beside others of the old kind',
    [abort],
    cloudposse('  version            = "~> 3.0"\n  lifecycle_rules    = []\n'),
    undefined,
  ],
];

describe('Terraform edits: calls of community modules', () => {
  for (const [title, remedies, before, after] of cases) {
    it(title, async () => {
      assert.equal(await fix(before, remedies), after);
      const texts = { '/project/main.tf': before };
      const attempts = await tryAllFixes(await terraform(), sourcesOf(texts), memoryFiles(texts));
      assert.deepEqual(
        attempts.flatMap(({ faults }) => faults),
        [],
      );
      if (hasTerraform && after !== undefined && isFormatted(before)) assert.ok(isFormatted(after), after);
    });
  }

  it('names the output in a selection', async () => {
    const selection = (list: string): string =>
      `resource "aws_backup_selection" "s" {\n  plan_id   = "p"\n  resources = [${list}]\n}\n`;
    const remedy: Remedy = { kind: 'addToSelection', selectionId: 'aws_backup_selection.s' };
    assert.equal(
      await fix(call('') + selection('"arn:aws:s3:::x"'), [remedy]),
      call('') + selection('"arn:aws:s3:::x", module.store.s3_bucket_arn'),
    );
  });
});
