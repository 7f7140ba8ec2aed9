import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createDialects } from '../../../src/cli/dialects';
import { applyEdits } from '../../../src/lint/applyEdits';
import { ignoreHere, ignoreInFile } from '../../../src/lint/ignoreHere';
import { lintTexts } from '../../../src/lint/lintTexts';
import type { LintFinding } from '../../../src/lint/result';
import type { Files } from '../../../src/templates/dialect';

async function lint(file: string, text: string): Promise<readonly LintFinding[]> {
  const dialects = createDialects();
  const texts = dialects
    .filter((dialect) => dialect.accepts(file))
    .map((dialect) => ({ dialect, sources: [{ file, text }] }));
  const files: Files = { read: () => Promise.resolve(text), list: () => Promise.resolve([basename(file)]) };
  return (await lintTexts(texts, files)).findings;
}

const findingKey = ({ rule, resource }: LintFinding): string => `${rule} ${resource}`;

const yaml = 'Resources:\n  One:\n    Type: AWS::S3::Bucket\n  Two:\n    Type: AWS::S3::Bucket\n';
const json = (metadata?: object): string =>
  JSON.stringify({ Resources: { One: { Type: 'AWS::S3::Bucket', ...(metadata && { Metadata: metadata }) } } }, null, 4);

/** What may be linted, by the name of its file. */
const texts: Readonly<Record<string, string>> = {
  '/p/main.tf':
    'resource "aws_s3_bucket" "one" {\n}\n\n# Made again.\nresource "aws_s3_bucket" "two" {\n  bucket = "two"\n}\n',
  '/p/plain.yaml': yaml,
  '/p/windows.yaml': yaml.replaceAll('\n', '\r\n'),
  '/p/commented.yaml': yaml.replace('  Two', '  # Two is made again every day.\n  Two'),
  '/p/plain.json': json(),
  '/p/line.json': '{"Resources":{"One":{"Type":"AWS::S3::Bucket"}}}',
  '/p/tabs.json': json().replaceAll('    ', '\t'),
  '/p/metadata.json': json({ Owner: 'us' }),
  '/p/one.json': json({ s3backup: { ignore: 'noncurrent-expiration: known' } }),
  '/p/list.json': json({ s3backup: { ignore: ['noncurrent-expiration: known'] } }),
  ...Object.fromEntries(
    ['template.yaml', 'template.json'].map((name) => [
      `/w/${name}`,
      readFileSync(join('test', 'fixtures', 'workspace', name), 'utf8'),
    ]),
  ),
};

describe('ignoring a finding where it is', () => {
  for (const [file, text] of Object.entries(texts)) {
    it(`silences that finding of ${basename(file)}, and no other`, async () => {
      const before = await lint(file, text);
      assert.ok(before.length > 0);
      for (const finding of before) {
        assert.ok(finding.declaration);
        const edit = ignoreHere(text, finding.rule, finding.declaration);
        assert.ok(edit);
        const after = await lint(file, applyEdits(text, [edit]));
        assert.deepEqual(after.map(findingKey), before.map(findingKey));
        const newly = after.filter(({ suppressed }, index) => suppressed && !before[index]?.suppressed);
        assert.deepEqual(newly.map(findingKey), [findingKey(finding)]);
        assert.deepEqual(newly[0]?.suppressed, { by: 's3backup:ignore', reason: 'reason' });
      }
    });
  }

  for (const [file, text] of Object.entries(texts)) {
    it(`silences a rule in all of ${basename(file)}, and no other rule`, async () => {
      const before = await lint(file, text);
      for (const finding of before) {
        const edit = ignoreInFile(file, text, finding.rule, finding.declaration?.dialect ?? '');
        assert.ok(edit);
        const after = await lint(file, applyEdits(text, [edit]));
        assert.deepEqual(after.map(findingKey), before.map(findingKey));
        const loud = after.filter(({ suppressed }) => suppressed === undefined);
        const others = before.filter(({ rule, suppressed }) => rule !== finding.rule && suppressed === undefined);
        assert.deepEqual(loud.map(findingKey), others.map(findingKey));
      }
    });
  }

  it('keeps the indentation and the line ends', async () => {
    const text = yaml.replaceAll('\n', '\r\n');
    const [, two] = await lint('/p/a.yaml', text);
    assert.ok(two?.declaration);
    const edit = ignoreHere(text, two.rule, two.declaration);
    assert.equal(edit?.newText, '  # s3backup:ignore bucket-versioning: reason\r\n');
  });

  it('is not offered where there is no line for a comment', async () => {
    const text = 'Resources: {One: {Type: AWS::S3::Bucket}}\n';
    const [finding] = await lint('/p/a.yaml', text);
    assert.ok(finding?.declaration);
    assert.equal(ignoreHere(text, finding.rule, finding.declaration), undefined);
  });
});
