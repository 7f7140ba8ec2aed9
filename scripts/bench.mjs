// npm run bench [-- NAME…]
// Prints figures: everything in `test/bench` that is not imported by another, or what is named.
import './lib/plainErrors.mjs';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildIntegrationTests, buildProduct, isBuilt } from './lib/build.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { packageExtension } from './lib/package.mjs';
import { root } from './lib/paths.mjs';
import { mustRun } from './lib/processes.mjs';
import { say, step } from './lib/progress.mjs';

/** What the benchmarks share. */
const shared = ['print.ts', 'ownSlices.ts', 'fullBucket.ts', 'corpusCopies.ts', 'rivals.ts'];

const folder = join(root, 'test', 'bench');
const wanted = process.argv.slice(2);
const benchmarks = readdirSync(folder)
  .filter((file) => file.endsWith('.ts') && !shared.includes(file))
  .filter((file) => wanted.length === 0 || wanted.includes(file.replace(/\.ts$/, '')));

await ensureDependencies();
if (!isBuilt()) await step('Building the extension and the command line', buildProduct);
if (benchmarks.includes('activation.ts')) await step('Building what runs in the editor', buildIntegrationTests);
if (benchmarks.includes('sizes.ts')) await step('Packaging', packageExtension);
for (const file of benchmarks) {
  const output = await mustRun(process.execPath, ['--import', 'tsx', join(folder, file)], { cwd: root });
  say(output.trimEnd());
}
