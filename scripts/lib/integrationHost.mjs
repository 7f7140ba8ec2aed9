// Runs the tests of `test/integration` inside a real extension host.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findElectron, runInElectron } from './electron.mjs';
import { root, toolsFolder } from './paths.mjs';
import { say } from './progress.mjs';
import { openWebEditor } from './webEditor.mjs';

/** The modules whose `run()` the editor calls. */
const testsFolder = join(root, 'out', 'integration');

/** What the server says when the host has ended, which is after the tests have. */
const hostHasEnded = 'Extension Host Process exited';

const timeoutMilliseconds = 4 * 60_000;

/**
 * @returns {Promise<import('./testResults.mjs').TestResults>}
 * @throws where the host ended, or time was up, without results
 */
export async function runIntegrationTests() {
  return /** @type {import('./testResults.mjs').TestResults} */ (await runInHost('index', { tell: say }));
}

/**
 * Runs the tests of a window with several folders.
 *
 * @returns {Promise<import('./testResults.mjs').TestResults>}
 * @throws where the host ended, or time was up, without results
 */
export async function runMultiRootTests() {
  return /** @type {import('./testResults.mjs').TestResults} */ (await runInHost('multiRoot', { multiRoot: true }));
}

/** @type {typeof import('./integrationHost.mjs').runInHost} */
export async function runInHost(runner, { tell = () => undefined, multiRoot = false } = {}) {
  const tests = join(testsFolder, `${runner}.js`);
  const results = join(toolsFolder, 'results', `${runner}-${process.pid}.json`);
  mkdirSync(join(toolsFolder, 'results'), { recursive: true });
  rmSync(results, { force: true });
  const env = { S3BACKUP_TEST_RESULTS: results };
  const electron = await findElectron();
  if ('executable' in electron) {
    tell('Tests in the extension host run in the desktop editor.');
    await runInElectron(electron.executable, { tests, env, multiRoot });
  } else {
    tell(`Tests in the extension host run in the server host from npm: ${electron.whyNot}`);
    await runInServerHost({ tests, env, multiRoot }, results);
  }
  if (!existsSync(results)) throw new Error('The extension host ended without results.');
  const found = JSON.parse(readFileSync(results, 'utf8'));
  rmSync(results);
  return found;
}

/**
 * @param {{ tests: string, env: Record<string, string>, multiRoot: boolean }} options
 * @param {string} results
 */
async function runInServerHost(options, results) {
  const editor = await openWebEditor(options);
  try {
    const end = performance.now() + timeoutMilliseconds;
    while (!existsSync(results)) {
      const isOver = editor.log().includes(hostHasEnded) && !existsSync(results);
      if (isOver) throw new Error(`The extension host ended without results:\n${editor.log()}`);
      if (performance.now() > end) throw new Error(`The extension host gave no results in time:\n${editor.log()}`);
      await sleep(100);
    }
  } finally {
    await editor.close();
  }
}
