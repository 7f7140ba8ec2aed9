// npm run fuzz [-- --minutes N] [--seed S]
// Looks for texts that the linter takes wrongly, for longer than `npm test` does (10 minutes), or for the text that a seed finds.
import './lib/plainErrors.mjs';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureDependencies } from './lib/dependencies.mjs';
import { root } from './lib/paths.mjs';

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '10' }, seed: { type: 'string' } },
});

await ensureDependencies();
const mocha = join(root, 'node_modules/mocha/bin/mocha.js');
const child = spawn(
  process.execPath,
  [mocha, '--no-config', '--node-option=import=tsx', '--timeout=0', 'test/fuzz/**/*.test.ts'],
  {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      S3BACKUP_FUZZ_SECONDS: String(Number(values.minutes) * 60),
      S3BACKUP_FUZZ_SEED: values.seed ?? String(Date.now() % 2 ** 31),
    },
  },
);
child.on('close', (code) => {
  process.exitCode = code ?? 1;
});
