// The stages of `npm test`: what each needs, and how it is run.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureBrowser } from './browser.mjs';
import { buildIntegrationTests, buildProduct } from './build.mjs';
import { runIntegrationTests, runMultiRootTests } from './integrationHost.mjs';
import { packageExtension } from './package.mjs';
import { root, screenshotsFolder, toolsFolder } from './paths.mjs';
import { runProcess } from './processes.mjs';
import { describeFailures, describeSkipped } from './testResults.mjs';
import { ensureServer } from './vscodeServer.mjs';

/**
 * @typedef {object} Outcome
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {string} report what a person needs to see; nothing where all is well
 *
 * @typedef {object} Stage
 * @property {string} name
 * @property {readonly string[]} needs the stages that must have passed before
 * @property {boolean} [window] opens a window of the editor: one at a time
 * @property {() => Promise<Outcome>} run
 */

/** Longer than any stage takes, so that a stage that hangs is a failure with its output. */
const timeoutMilliseconds = 5 * 60_000;

/** How much of the output of a run that died is shown. */
const linesOfReport = 60;

const reporter = join(root, 'scripts', 'lib', 'mochaReporter.cjs');

/** @type {readonly Stage[]} in the order in which they are started where nothing holds them up */
export const stages = [
  { name: 'build', needs: [], run: () => preparation(buildProduct, buildIntegrationTests) },
  { name: 'editor', needs: [], run: () => preparation(removeScreenshots, () => ensureServer('oldest'), ensureBrowser) },
  { name: 'integration', needs: ['build', 'editor'], window: true, run: integration },
  {
    name: 'multiRoot',
    needs: ['build', 'editor'],
    window: true,
    run: async () => asOutcome(await runMultiRootTests()),
  },
  { name: 'restricted', needs: ['build', 'editor'], window: true, run: () => mocha('restricted', 'test/restricted') },
  { name: 'e2e', needs: ['build', 'editor'], window: true, run: () => mocha('e2e', 'test/e2e') },
  {
    name: 'killedWindow',
    needs: ['build', 'editor'],
    window: true,
    run: () => mocha('killedWindow', 'test/kill/window'),
  },
  { name: 'package', needs: ['build'], run: packageTests },
  { name: 'unit', needs: ['build'], run: () => mocha('unit') },
  { name: 'killedSteps', needs: [], run: () => mocha('killedSteps', 'test/kill/steps') },
  { name: 'fuzz', needs: [], run: () => mocha('fuzz', 'test/fuzz') },
  { name: 'corpus', needs: [], run: () => mocha('corpus', 'test/corpus') },
  { name: 'peers', needs: [], run: () => mocha('peers', 'test/peers') },
  {
    name: 'types',
    needs: [],
    run: () =>
      checks(
        ['typescript/bin/tsc', '--noEmit'],
        ['typescript/bin/tsc', '-p', 'scripts'],
        ['typescript/bin/tsc', '-p', 'src/explorer/timeline/page'],
      ),
  },
  { name: 'eslint', needs: [], run: () => checks(['eslint/bin/eslint.js', '.']) },
  { name: 'prettier', needs: [], run: () => checks(['prettier/bin/prettier.cjs', '--check', '.']) },
  {
    name: 'floors',
    needs: [],
    run: () => checks(['dependency-cruiser/bin/dependency-cruise.mjs', 'src', '--config', '.dependency-cruiser.cjs']),
  },
];

/**
 * Work that tests nothing by itself: it counts only where it fails.
 *
 * @param {...(() => Promise<unknown>)} works
 * @returns {Promise<Outcome>}
 */
async function preparation(...works) {
  for (const work of works) await work();
  return { passed: 0, failed: 0, skipped: 0, report: '' };
}

/** Those of an earlier run would look like those of this one. */
async function removeScreenshots() {
  await rm(screenshotsFolder, { recursive: true, force: true });
}

/**
 * Runs tools of the project; each is one check.
 *
 * @param {...readonly string[]} commands a script below `node_modules`, and its arguments
 * @returns {Promise<Outcome>}
 */
async function checks(...commands) {
  /** @type {string[]} */
  const reports = [];
  for (const [tool = '', ...args] of commands) {
    const script = join(root, 'node_modules', tool);
    const { code, output } = await runProcess(process.execPath, [script, ...args], { cwd: root, timeoutMilliseconds });
    if (code !== 0) reports.push(output.trim());
  }
  const failed = reports.length;
  return { passed: commands.length - failed, failed, skipped: 0, report: reports.join('\n') };
}

/**
 * Runs tests in a Node of their own.
 *
 * @param {string} name
 * @param {string} [folder] without it, the tests that `.mocharc.json` names
 * @returns {Promise<Outcome>}
 */
async function mocha(name, folder) {
  const folderOfResults = join(toolsFolder, 'results');
  const results = join(folderOfResults, `${name}.json`);
  mkdirSync(folderOfResults, { recursive: true });
  rmSync(results, { force: true });
  const { code, output } = await runProcess(
    process.execPath,
    [
      join(root, 'node_modules/mocha/bin/mocha.js'),
      ...(folder === undefined
        ? []
        : ['--no-config', '--node-option=import=tsx', '--timeout=120000', `${folder}/**/*.test.ts`]),
      ...[`--reporter=${reporter}`, `--reporter-option=output=${results}`],
    ],
    { cwd: root, timeoutMilliseconds },
  );
  const found = readResults(results);
  if (found === undefined) return { passed: 0, failed: 1, skipped: 0, report: lastLines(output) };
  const outcome = asOutcome(found);
  // Every test passed and yet something went wrong, for example an error after the last test.
  if (code !== 0 && outcome.failed === 0) return { ...outcome, failed: 1, report: lastLines(output) };
  return outcome;
}

/** @param {string} output */
function lastLines(output) {
  return output.trim().split('\n').slice(-linesOfReport).join('\n');
}

/** @returns {Promise<Outcome>} */
async function packageTests() {
  await packageExtension();
  return mocha('package', 'test/package');
}

/** @returns {Promise<Outcome>} */
async function integration() {
  return asOutcome(await runIntegrationTests());
}

/**
 * @param {string} file
 * @returns {import('./testResults.mjs').TestResults | undefined}
 */
function readResults(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    // Mocha ended before it wrote them all: the caller shows what it has printed.
    return undefined;
  }
}

/**
 * @param {import('./testResults.mjs').TestResults} results
 * @returns {Outcome}
 */
function asOutcome(results) {
  const { passes, failures, pending } = results.stats;
  const report = [describeFailures(results), describeSkipped(results)].filter((text) => text !== '').join('\n\n');
  return { passed: passes, failed: failures, skipped: pending, report };
}
