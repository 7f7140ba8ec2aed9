// The project's npm dependencies. Only what Node itself brings may be imported here: this runs first.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.mjs';
import { runNpm } from './processes.mjs';
import { step } from './progress.mjs';

/** @typedef {{ version?: string, optional?: boolean, devOptional?: boolean }} LockedPackage */

const oldestNode = 20;

/**
 * Installs the dependencies where they are missing or are not those of the lock file.
 *
 * @returns {Promise<void>}
 */
export async function ensureDependencies() {
  const node = Number(process.versions.node.split('.')[0]);
  if (node < oldestNode) throw new Error(`Node ${oldestNode} or later is needed; this is ${process.versions.node}.`);
  if (areInstalled()) return;
  await step('Installing the dependencies (npm ci)', () => runNpm(['ci', '--no-audit', '--no-fund'], { cwd: root }));
}

/** npm's own record of what it installed, against the lock file. npm writes the record last. */
function areInstalled() {
  const record = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const installed = packagesOf(record);
  return Object.entries(packagesOf(join(root, 'package-lock.json'))).every(
    ([path, locked]) =>
      path === '' || locked.optional || locked.devOptional || installed[path]?.version === locked.version,
  );
}

/**
 * @param {string} file
 * @returns {Record<string, LockedPackage>}
 */
function packagesOf(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages;
}
