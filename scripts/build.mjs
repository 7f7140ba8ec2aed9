// npm run build [-- --watch | --if-changed]
// Builds the extension and the command line into `dist`; with `--if-changed` only where a source is newer.
import './lib/plainErrors.mjs';
import { parseArgs } from 'node:util';
import { buildProduct, isBuilt, watchProduct } from './lib/build.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { step } from './lib/progress.mjs';

const { values } = parseArgs({
  options: {
    watch: { type: 'boolean', default: false },
    'if-changed': { type: 'boolean', default: false },
  },
});

await ensureDependencies();
if (values.watch) await watchProduct();
else if (!(values['if-changed'] && isBuilt())) {
  await step('Building the extension and the command line', buildProduct);
}
