import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readVsix, root, type Vsix } from './vsix';

const largestMegabytes = 2;

/** Everything that may be in the package. Each must be there at least once. */
const expected: readonly RegExp[] = [
  /^\[Content_Types\]\.xml$/,
  /^extension\.vsixmanifest$/,
  /^extension\/package\.json$/,
  /^extension\/readme\.md$/,
  /^extension\/changelog\.md$/,
  /^extension\/LICENSE\.txt$/,
  /^extension\/package\.nls\.json$/,
  /^extension\/l10n\/bundle\.l10n\.json$/,
  /^extension\/dist\/extension\.js$/,
  /^extension\/dist\/cli\.js$/,
  /^extension\/dist\/scanWorker\.js$/,
  /^extension\/dist\/[\w.@-]+\.js$/,
  /^extension\/dist\/pages\/timeline\.(js|css)$/,
  /^extension\/dist\/[\w.-]+\.wasm$/,
  /^extension\/schemas\/s3backup\.schema\.json$/,
  /^extension\/schemas\/selection\.schema\.json$/,
  /^extension\/media\/[\w-]+\.(svg|png)$/,
];

/** What may be there as well. */
const allowed: readonly RegExp[] = [
  // The minifier keeps the licences of what is bundled.
  /^extension\/dist\/[\w.@-]+\.js\.LICENSE\.txt$/,
  /^extension\/media\/[\w-]+\.(css|js)$/,
  /^extension\/package\.nls\.[\w-]+\.json$/,
  /^extension\/l10n\/bundle\.l10n\.[\w-]+\.json$/,
  /^extension\/media\/walkthrough\/[\w-]+\.(md|svg|png)$/,
];

describe('the package', () => {
  let vsix: Vsix;

  before(() => {
    vsix = readVsix();
  });

  it('holds nothing unexpected', () => {
    const patterns = [...expected, ...allowed];
    const surprises = [...vsix.files.keys()].filter((file) => !patterns.some((pattern) => pattern.test(file)));
    assert.deepEqual(surprises, []);
  });

  it('holds everything that is needed', () => {
    const files = [...vsix.files.keys()];
    const missing = expected.filter((pattern) => !files.some((file) => pattern.test(file)));
    assert.deepEqual(missing, []);
  });

  it(`is at most ${largestMegabytes} MB`, () => {
    const megabytes = vsix.bytes / 1_000_000;
    assert.ok(megabytes <= largestMegabytes, `It is ${megabytes.toFixed(2)} MB.`);
  });

  it('has a README whose pictures exist', () => {
    const readme = readFileSync(join(root, 'README.md'), 'utf8');
    const pictures = [...readme.matchAll(/!\[[^\]]*\]\((?!https?:)([^)]+)\)/g)].map(([, path]) => path ?? '');
    assert.ok(pictures.length > 0);
    assert.deepEqual(
      pictures.filter((path) => !existsSync(join(root, path))),
      [],
    );
  });

  it('names no folder of the machine that built it', () => {
    const folders = ['src', 'dist', 'node_modules'].map((folder) => `${root}/${folder}/`);
    const traces = folders.flatMap((folder) => [folder, pathToFileURL(folder).href, folder.replaceAll('/', '\\\\')]);
    const telling = [...vsix.files].filter(([, content]) => {
      const text = Buffer.from(content).toString('latin1');
      return traces.some((trace) => text.includes(trace));
    });
    assert.deepEqual(
      telling.map(([file]) => file),
      [],
    );
  });
});
