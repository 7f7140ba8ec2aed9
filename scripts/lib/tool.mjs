// Tools that do not belong among the project's dependencies: an editor's server, a browser, another Node.
// Each has a folder of its own under `.vscode-test`. It is made beside its place and moved there when it is
// complete, so an interrupted set-up leaves nothing that looks finished, and two at once do not meet.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toolsFolder } from './paths.mjs';
import { runNpm } from './processes.mjs';
import { step } from './progress.mjs';

const stampName = '.complete';

/**
 * @param {object} tool
 * @param {string} tool.name the folder's name
 * @param {string} tool.recipe changes whenever the way it is made does
 * @param {string} tool.what for the progress line, for example `Setting up Chromium from npm`
 * @param {(folder: string) => Promise<void>} tool.make fills an empty folder
 * @returns {Promise<string>} the tool's folder, complete
 */
export async function ensureTool({ name, recipe, what, make }) {
  const place = join(toolsFolder, name);
  if (isComplete(place, recipe)) return place;
  mkdirSync(toolsFolder, { recursive: true });
  removeAbandoned(name);
  await step(what, async () => {
    const part = `${place}.part-${process.pid}`;
    rmSync(part, { recursive: true, force: true });
    mkdirSync(part);
    await make(part);
    writeFileSync(join(part, stampName), recipe);
    // Another run may have been quicker.
    if (isComplete(place, recipe)) {
      rmSync(part, { recursive: true, force: true });
      return;
    }
    rmSync(place, { recursive: true, force: true });
    renameSync(part, place);
  });
  return place;
}

/**
 * Puts npm packages into a folder, without running any of their scripts.
 *
 * @param {string} folder
 * @param {readonly string[]} packages none: what the folder's own package.json asks for
 */
export async function installPackages(folder, packages = []) {
  const manifest = join(folder, 'package.json');
  if (!existsSync(manifest)) writeFileSync(manifest, '{"private":true}\n');
  const quiet = ['--ignore-scripts', '--omit=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  await runNpm(['install', ...quiet, ...packages], { cwd: folder });
}

/**
 * @param {string} place
 * @param {string} recipe
 */
function isComplete(place, recipe) {
  const stamp = join(place, stampName);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === recipe;
}

/**
 * Removes what set-ups that were interrupted have left.
 *
 * @param {string} name
 */
function removeAbandoned(name) {
  const prefix = `${name}.part-`;
  const abandoned = readdirSync(toolsFolder).filter(
    (entry) => entry.startsWith(prefix) && !isAlive(Number(entry.slice(prefix.length))),
  );
  for (const entry of abandoned) {
    try {
      rmSync(join(toolsFolder, entry), { recursive: true, force: true });
    } catch {
      // An npm that outlived its set-up still writes there: the next set-up removes it.
    }
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
