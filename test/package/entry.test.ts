import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './vsix';

/** What the extension needs only later must not be read when the editor starts. */
const later: Readonly<Record<string, RegExp>> = {
  'the AWS SDK': /^node_modules\/@(aws-sdk|aws-crypto|aws|smithy)\//,
  'the parsers': /^node_modules\/(web-tree-sitter|yaml|jsonc-parser|@tree-sitter-grammars)\//,
  'the sample account': /^src\/emulator\//,
};

const largestKilobytes = 60;

describe('the entry of the extension', () => {
  let sources: readonly string[];

  before(() => {
    const chunks = JSON.parse(readFileSync(join(root, 'out', 'chunks.json'), 'utf8')) as Record<string, string[]>;
    sources = chunks['extension.js'] ?? [];
  });

  it('is built from the composition root', () => {
    assert.ok(sources.includes('src/extension.ts'), sources.join('\n'));
  });

  for (const [what, pattern] of Object.entries(later)) {
    it(`does not hold ${what}`, () => {
      assert.deepEqual(
        sources.filter((source) => pattern.test(source)),
        [],
      );
    });
  }

  it(`is at most ${largestKilobytes} kB`, () => {
    const kilobytes = readFileSync(join(root, 'dist', 'extension.js')).length / 1000;
    assert.ok(kilobytes <= largestKilobytes, `It is ${kilobytes.toFixed(0)} kB.`);
  });
});
