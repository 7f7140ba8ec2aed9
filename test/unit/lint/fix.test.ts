import assert from 'node:assert/strict';
import { applyEdits, collide } from '../../../src/lint/applyEdits';
import { unifiedDiff } from '../../../src/lint/diff';
import { fixProject } from '../../../src/lint/fix';
import type { TextEdit } from '../../../src/model/source';
import { createCloudFormationDialect } from '../../../src/templates/cloudformation/dialect';
import { bucketYaml, memoryTree } from './memoryTree';

function edit(line: number, from: number, to: number, newText: string): TextEdit {
  return { file: '/a', range: { start: { line, character: from }, end: { line, character: to } }, newText };
}

describe('applyEdits', () => {
  it('replaces and inserts, whatever the order', () => {
    assert.equal(
      applyEdits('one\ntwo\r\nthree', [edit(2, 5, 5, '!'), edit(0, 0, 3, '1'), edit(1, 3, 3, '\r\n2b')]),
      '1\ntwo\r\n2b\r\nthree!',
    );
  });

  it('refuses edits that overlap', () => {
    assert.throws(() => applyEdits('abcdef', [edit(0, 0, 3, ''), edit(0, 2, 4, '')]), /overlap/);
    assert.ok(collide(edit(0, 0, 3, ''), edit(0, 3, 4, '')));
    assert.ok(!collide(edit(0, 0, 3, ''), edit(0, 4, 5, '')));
    assert.ok(!collide(edit(0, 0, 3, ''), { ...edit(0, 0, 3, ''), file: '/b' }));
  });
});

describe('fixProject', () => {
  const dialects = [createCloudFormationDialect()];
  const tree = memoryTree({
    '/p/a.yaml': `${bucketYaml}${bucketYaml.slice(11).replace('Logs', 'More')}`,
    '/p/b.yaml': bucketYaml,
  });

  it('applies no fix that costs or changes something unless it is asked for', async () => {
    const fixed = await fixProject(tree, ['/p'], dialects, { rules: new Set() });
    assert.ok(fixed.kind === 'done');
    assert.equal(fixed.texts.size, 0);
    assert.equal(fixed.after.findings.length, 3);
  });

  it('applies the preferred fix of every finding of a rule, in all files', async () => {
    const fixed = await fixProject(tree, ['/p'], dialects, { rules: 'all' });
    assert.ok(fixed.kind === 'done');
    assert.deepEqual([...fixed.texts.keys()], ['/p/a.yaml', '/p/b.yaml']);
    assert.equal(fixed.before.findings.length, 3);
    const fixable = fixed.after.findings.filter(({ fixes }) => fixes.length > 0);
    assert.deepEqual(fixable, []);
    assert.ok(fixed.after.findings.every(({ rule }) => rule !== 'bucket-versioning'));
    assert.equal((fixed.texts.get('/p/a.yaml') ?? '').match(/NoncurrentDays: 30/g)?.length, 2);
    assert.equal(await tree.read('/p/b.yaml'), bucketYaml, 'nothing is written');
  });

  it('leaves other rules and what is suppressed', async () => {
    const other = await fixProject(tree, ['/p'], dialects, { rules: new Set(['noncurrent-expiration']) });
    assert.equal(other.kind === 'done' && other.texts.size, 0);
    const quiet = memoryTree({
      '/p/a.yaml': bucketYaml.replace('  Logs', '  # s3backup:ignore bucket-versioning: x\n  Logs'),
    });
    const suppressed = await fixProject(quiet, ['/p'], dialects, { rules: 'all' });
    assert.equal(suppressed.kind === 'done' && suppressed.texts.size, 0);
  });
});

describe('unifiedDiff', () => {
  it('is what patch reads', () => {
    assert.equal(
      unifiedDiff('dir/a.yaml', 'one\ntwo\nthree\n', 'one\n2\nthree\n'),
      '--- a/dir/a.yaml\n+++ b/dir/a.yaml\n@@ -1,3 +1,3 @@\n one\n-two\n+2\n three\n',
    );
  });
});
