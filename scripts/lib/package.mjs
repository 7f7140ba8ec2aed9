// The package that people install.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.mjs';
import { mustRun } from './processes.mjs';

/**
 * Runs a plain `vsce package`.
 *
 * @returns {Promise<string>} the path of the VSIX
 */
export async function packageExtension() {
  await mustRun(process.execPath, [join(root, 'node_modules/@vscode/vsce/vsce'), 'package'], { cwd: root });
  return vsixPath();
}

/** @returns {string} where `vsce package` leaves the package */
export function vsixPath() {
  const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return join(root, `${name}-${version}.vsix`);
}
