// npm test [-- --only STAGE[,STAGE]…] [--update-screenshots]
// Runs every check and every test. What is missing is installed first.
// The last line is `N passed, N failed` (and `, N skipped`), over the tests and checks of all stages.
import './lib/plainErrors.mjs';
import { parseArgs } from 'node:util';
import { ensureDependencies } from './lib/dependencies.mjs';
import { duration, say } from './lib/progress.mjs';
import { chooseStages, runStages, summary } from './lib/runStages.mjs';

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    'update-screenshots': { type: 'boolean', default: false },
  },
});
if (values['update-screenshots']) process.env['S3BACKUP_UPDATE_SCREENSHOTS'] = '1';

const started = performance.now();
await ensureDependencies();
const { stages } = await import('./lib/stages.mjs');
const wanted = values.only.split(',').filter((name) => name !== '');
const outcomes = await runStages(chooseStages(stages, wanted));

const total = { passed: 0, failed: 0, skipped: 0 };
for (const { passed, failed, skipped } of outcomes) {
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
}
say(`All of it took ${duration(performance.now() - started)}.`);
say(summary(total));
process.exitCode = total.failed > 0 ? 1 : 0;
