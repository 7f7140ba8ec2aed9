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
