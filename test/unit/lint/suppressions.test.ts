import assert from 'node:assert/strict';
import { lintTexts } from '../../../src/lint/lintTexts';
import type { LintFinding } from '../../../src/lint/result';
import { parseDirective } from '../../../src/lint/suppressions';
import { createCloudFormationDialect } from '../../../src/templates/cloudformation/dialect';
import { noFiles } from '../templates/cloudformation/reading';

async function lint(text: string, file = '/p/template.yaml'): Promise<readonly LintFinding[]> {
  const { findings } = await lintTexts(
    [{ dialect: createCloudFormationDialect(), sources: [{ file, text }] }],
    noFiles,
  );
  return findings;
}

/** Which of the two buckets are suppressed, and why. */
async function suppressed(text: string): Promise<readonly string[]> {
  const findings = await lint(text);
  return findings.flatMap((finding) =>
    finding.suppressed ? [`${finding.resource}: ${finding.suppressed.reason}`] : [],
  );
}

const first = '  One:\n    Type: AWS::S3::Bucket\n';
const second = '  Two:\n    Type: AWS::S3::Bucket\n';
const comment = '# s3backup:ignore bucket-versioning: made again every day\n';

describe('suppressions', () => {
  it('reads rules and a reason', () => {
    assert.deepEqual(parseDirective('a-rule: why, and: how'), { rules: ['a-rule'], reason: 'why, and: how' });
    assert.deepEqual(parseDirective('a, b-2'), { rules: ['a', 'b-2'], reason: '' });
    assert.equal(parseDirective('No Rule: x'), undefined);
  });

  it('count directly above a resource, on it, and in its block', async () => {
    const expected = ['Two: made again every day'];
    assert.deepEqual(await suppressed(`Resources:\n${first}  ${comment}${second}`), expected);
    assert.deepEqual(await suppressed(`Resources:\n${first}  ${comment}  # more\n${second}`), expected);
    assert.deepEqual(
      await suppressed(`Resources:\n${first}${second.replace('Two:', `Two: ${comment.trimEnd()}`)}`),
      expected,
    );
    assert.deepEqual(
      await suppressed(`Resources:\n${first}${second.replace('    Type', `    ${comment}    Type`)}`),
      expected,
    );
  });

  it('do not count elsewhere, nor for another rule', async () => {
    assert.deepEqual(await suppressed(`${comment}Resources:\n${first}${second}`), []);
    assert.deepEqual(await suppressed(`Resources:\n  ${comment}\n${first}`), []);
    assert.deepEqual(await suppressed(`Resources:\n  # s3backup:ignore noncurrent-expiration: x\n${first}`), []);
  });

  it('count for one resource only: that of their indentation', async () => {
    const inner = `    ${comment}`;
    const outer = `  ${comment}`;
    const one = ['One: made again every day'];
    const two = ['Two: made again every day'];
    assert.deepEqual(await suppressed(`Resources:\n${first}${inner}${second}`), one);
    assert.deepEqual(await suppressed(`Resources:\n${first}\n${inner}\n${second}`), one);
    assert.deepEqual(await suppressed(`Resources:\n${first}${outer}${second}`), two);
    assert.deepEqual(await suppressed(`Resources:\n${first}${inner}`), one);
    assert.deepEqual(await suppressed(`Resources:\n${inner}${first}${second}`), one);
    const crlf = `Resources:\n${first}${inner}${second}`.replaceAll('\n', '\r\n');
    assert.deepEqual(await suppressed(crlf), one);
  });

  it('at the end of a line count for what stands on it', async () => {
    const versioned = '    Properties: {BucketName: a} # s3backup:ignore bucket-versioning: why\n';
    assert.deepEqual(await suppressed(`Resources:\n${first}${versioned}${second}`), ['One: why']);
    const flow =
      'Resources:\n  One: {Type: AWS::S3::Bucket}\n  Two: {Type: AWS::S3::Bucket} # s3backup:ignore bucket-versioning: why\n';
    assert.deepEqual(await suppressed(flow), ['Two: why']);
  });

  it('for a whole file count for all of it, wherever they stand', async () => {
    const all = ['One: generated', 'Two: generated'];
    const line = '# s3backup:ignore-file bucket-versioning: generated\n';
    assert.deepEqual(await suppressed(`${line}Resources:\n${first}${second}`), all);
    assert.deepEqual(await suppressed(`Resources:\n${first}${second}${line}`), all);
    assert.deepEqual(await suppressed(`${line.replace('bucket-versioning', 'x')}Resources:\n${first}`), []);
    const [finding] = await lint(`${line}Resources:\n${first}`);
    assert.equal(finding?.suppressed?.by, 's3backup:ignore-file');
    const json = JSON.stringify({
      Metadata: { s3backup: { ignore: 'bucket-versioning: generated' } },
      Resources: { One: { Type: 'AWS::S3::Bucket' } },
    });
    const [inJson] = await lint(json, '/p/template.json');
    assert.deepEqual(inJson?.suppressed, { by: 's3backup:ignore-file', reason: 'generated' });
  });

  it('of peers count for rules of equal meaning', async () => {
    for (const [written, by, reason] of [
      ['checkov:skip=CKV_AWS_21:made again', 'checkov:skip=CKV_AWS_21', 'made again'],
      ['checkov:skip=CKV_AWS_18,CKV_AWS_21: made again', 'checkov:skip=CKV_AWS_21', 'made again'],
      ['bridgecrew:skip=CKV_AWS_21', 'bridgecrew:skip=CKV_AWS_21', ''],
      ['tfsec:ignore:aws-s3-enable-versioning', 'tfsec:ignore:aws-s3-enable-versioning', ''],
      ['tfsec:ignore:AWS002 tfsec:ignore:AWS077', 'tfsec:ignore:AWS077', ''],
      ['trivy:ignore:avd-aws-0090 - made again', 'trivy:ignore:avd-aws-0090', 'made again'],
      ['trivy:ignore:AWS-0090:exp:9999-12-31', 'trivy:ignore:AWS-0090', ''],
    ]) {
      const [finding] = await lint(`Resources:\n  # ${written}\n${first}`);
      assert.deepEqual(finding?.suppressed, { by, reason }, written);
    }
  });

  it('of peers do not count for other checks, once expired, or for one workspace or value only', async () => {
    for (const written of [
      'checkov:skip=CKV_AWS_211:x',
      'checkov:skip=CKV2_AWS_61:x',
      'trivy:ignore:AVD-AWS-0132',
      'trivy:ignore:AVD-AWS-0090:exp:2021-01-01',
      'trivy:ignore:AVD-AWS-0090:ws:production',
      'trivy:ignore:AVD-AWS-0090[name=logs]',
    ]) {
      const [finding] = await lint(`Resources:\n  # ${written}\n${first}`);
      assert.equal(finding?.rule, 'bucket-versioning');
      assert.equal(finding.suppressed, undefined, written);
    }
    const [outside] = await lint(`Resources:\n${first}    Description: "checkov:skip=CKV_AWS_21"\n`);
    assert.equal(outside?.suppressed, undefined);
  });

  it('of peers are read from the metadata of a resource', async () => {
    const rules = [{ id: 'HIPAA.Security-S3BucketVersioningEnabled', reason: 'made again' }];
    for (const [metadata, by] of [
      [{ checkov: { skip: [{ id: 'CKV_AWS_21', comment: 'made again' }] } }, 'checkov:skip=CKV_AWS_21'],
      [{ guard: { SuppressedRules: ['S3_BUCKET_VERSIONING_ENABLED'] } }, 'guard:S3_BUCKET_VERSIONING_ENABLED'],
      [{ cdk_nag: { rules_to_suppress: rules } }, 'cdk_nag:HIPAA.Security-S3BucketVersioningEnabled'],
    ] as const) {
      const template = { Resources: { One: { Type: 'AWS::S3::Bucket', Metadata: metadata } } };
      const [finding] = await lint(JSON.stringify(template), '/p/template.json');
      assert.equal(finding?.suppressed?.by, by);
    }
  });

  it('of our own come before those of peers', async () => {
    const [finding] = await lint(`Resources:\n  # checkov:skip=CKV_AWS_21:theirs\n  ${comment}${first}`);
    assert.deepEqual(finding?.suppressed, { by: 's3backup:ignore', reason: 'made again every day' });
  });

  it('are read from the metadata of a resource', async () => {
    const json = (ignore: unknown): string =>
      JSON.stringify({ Resources: { One: { Type: 'AWS::S3::Bucket', Metadata: { s3backup: { ignore } } } } });
    for (const ignore of [
      'bucket-versioning: built anew',
      ['other-rule: x', 'bucket-versioning: built anew'],
      [{ rule: 'bucket-versioning', reason: 'built anew' }],
    ]) {
      const [finding] = await lint(json(ignore), '/p/template.json');
      assert.deepEqual(finding?.suppressed, { by: 's3backup:ignore', reason: 'built anew' });
    }
  });
});
