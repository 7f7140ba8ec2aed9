import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { bundleFile, exportStrings } from '../../../scripts/lib/strings.mjs';

function keys(bundle: string): readonly string[] {
  return Object.keys(JSON.parse(bundle) as object);
}

function difference(all: readonly string[], without: readonly string[]): readonly string[] {
  const left = new Set(without);
  return all.filter((key) => !left.has(key));
}

describe('the strings for translators', function () {
  // Reading every source of the project takes ten seconds of a processor.
  this.timeout(120_000);

  it('are those of the sources (npm run l10n writes them)', async () => {
    const written = keys(readFileSync(bundleFile, 'utf8'));
    const used = keys(await exportStrings());
    assert.deepEqual(
      { missing: difference(used, written), dead: difference(written, used) },
      { missing: [], dead: [] },
    );
  });
});
