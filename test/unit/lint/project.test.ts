import assert from 'node:assert/strict';
import { lintProject } from '../../../src/lint/project';
import type { ProjectResult } from '../../../src/lint/project';
import { createDialects } from '../../../src/cli/dialects';
import { bucketYaml, memoryTree } from './memoryTree';

async function lint(files: Readonly<Record<string, string>>, ...paths: readonly string[]): Promise<ProjectResult> {
  const outcome = await lintProject(memoryTree(files), paths, createDialects());
  if (outcome.kind === 'missing') throw new Error(`missing ${outcome.path}`);
  return outcome.result;
}

const bucketTf = 'resource "aws_s3_bucket" "logs" {\n  bucket = "logs"\n}\n';
const versioningTf =
  'resource "aws_s3_bucket_versioning" "logs" {\n  bucket = aws_s3_bucket.logs.id\n  versioning_configuration {\n    status = "Enabled"\n  }\n}\n';

describe('lintProject', () => {
  it('walks directories, but not what others made', async () => {
    const result = await lint(
      {
        '/p/a/template.yaml': bucketYaml,
        '/p/.hidden/template.yaml': bucketYaml,
        '/p/node_modules/x/template.yaml': bucketYaml,
        '/p/cdk.out/template.yaml': bucketYaml,
        '/p/readme.md': 'AWS::S3::Bucket Resources',
      },
      '/p',
    );
    assert.deepEqual(
      result.buckets.map(({ file }) => file),
      ['/p/a/template.yaml'],
    );
    assert.equal(result.files, 1);
  });

  it('reads a directory that is not walked where it is named itself', async () => {
    const { buckets } = await lint(
      { '/p/cdk.out/a.template.json': '{"Resources":{"B":{"Type":"AWS::S3::Bucket"}}}' },
      '/p/cdk.out',
    );
    assert.equal(buckets.length, 1);
  });

  it('reads each file once, however often it is named', async () => {
    const files = { '/p/template.yaml': bucketYaml };
    const { findings } = await lint(files, '/p', '/p/template.yaml', '/p');
    assert.equal(findings.length, 1);
  });

  it('says which path is not there', async () => {
    const outcome = await lintProject(memoryTree({ '/p/a.yaml': '' }), ['/p', '/q'], []);
    assert.deepEqual(outcome, { kind: 'missing', path: '/q' });
  });

  it('reads a Terraform file together with those beside it, and tells of it alone', async () => {
    const files = {
      '/p/main.tf': bucketTf,
      '/p/versioning.tf': versioningTf,
      '/p/other.tf': bucketTf.replaceAll('logs', 'more'),
    };
    const { buckets, findings } = await lint(files, '/p/main.tf');
    assert.deepEqual(
      buckets.map(({ resource, versioning }) => [resource, versioning]),
      [['aws_s3_bucket.logs', 'enabled']],
    );
    assert.deepEqual(
      findings.map(({ rule }) => rule),
      ['noncurrent-expiration', 'expired-delete-markers', 'incomplete-uploads'],
    );
  });

  it('does not take the files of one directory for those of another of a like name', async () => {
    const files = { '/p/a.yaml': bucketYaml, '/p-other/a.yaml': bucketYaml, '/p-other/b.yaml': bucketYaml };
    const { buckets } = await lint(files, '/p', '/p-other/b.yaml');
    assert.deepEqual(
      buckets.map(({ file }) => file),
      ['/p-other/b.yaml', '/p/a.yaml'],
    );
  });

  it('reads files of values in folders beside a module', async () => {
    const files = {
      '/p/main.tf':
        'variable "on" {\n  default = true\n}\nresource "aws_s3_bucket" "logs" {\n  object_lock_enabled = var.on\n}\n',
      '/p/env/dev.tfvars': 'on = false\n',
    };
    const { buckets } = await lint(files, '/p');
    assert.deepEqual(
      buckets.map(({ objectLock }) => objectLock),
      ['unknown'],
    );
  });
});
