// A Node of a given major version, whatever Node runs this script.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ensureTool, installPackages } from './tool.mjs';

/**
 * @param {20 | 24} major
 * @returns {Promise<string>} the path of the executable
 */
export async function ensureNode(major) {
  if (Number(process.versions.node.split('.')[0]) === major) return process.execPath;
  const carrier = carrierPackage();
  const folder = await ensureTool({
    name: `node-${major}`,
    recipe: `${carrier}@${major}`,
    what: `Setting up Node ${major} from npm, for the editor`,
    make: (part) => installPackages(part, [`${carrier}@${major}`]),
  });
  const executable = join(folder, 'node_modules', carrier, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (!existsSync(executable))
    throw new Error(`The package ${carrier}@${major} carries no executable for this machine.`);
  return executable;
}

/** The package that npm's `node` would fetch for this machine. */
function carrierPackage() {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const prefix = process.platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node';
  return `${prefix}-${platform}-${process.arch}`;
}
