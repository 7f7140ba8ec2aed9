// A headless Chromium: the system's where there is one, else npm's.
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { mustRun, runProcess } from './processes.mjs';
import { say, step } from './progress.mjs';
import { ensureTool, installPackages } from './tool.mjs';

/** The last version that Node 20 runs. */
const carrier = '@sparticuz/chromium@143';

const systemPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/opt/google/chrome/chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/**
 * The system libraries npm's Chromium needs, and the Debian packages that bring them.
 *
 * @type {Readonly<Record<string, string>>}
 */
const debianPackages = {
  'libnss3.so': 'libnss3',
  'libnssutil3.so': 'libnss3',
  'libnspr4.so': 'libnspr4',
  'libplc4.so': 'libnspr4',
  'libplds4.so': 'libnspr4',
  'libexpat.so.1': 'libexpat1',
};

/** @typedef {{ executablePath: string, env: Record<string, string> }} Browser how to start it */

/** Nothing is fetched, nothing is asked, and it runs as root in a container. */
export const browserArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--force-color-profile=srgb',
];

/**
 * @returns {Promise<Browser>} a Chromium that starts
 * @throws where there is none and none can be set up; the message says what to install
 */
export async function ensureBrowser() {
  const chosen = process.env['CHROME_PATH'];
  if (chosen !== undefined) {
    if (!existsSync(chosen)) throw new Error(`CHROME_PATH names ${chosen}, which does not exist.`);
    return { executablePath: chosen, env: {} };
  }
  const system = systemPlaces.find((place) => existsSync(place));
  if (system !== undefined) return { executablePath: system, env: {} };
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('No Chromium was found. Install Chrome or Chromium, or name one in CHROME_PATH.');
  }
  return chromiumFromNpm();
}

/** @returns {Promise<Browser>} */
async function chromiumFromNpm() {
  const folder = await ensureTool({
    name: 'chromium-143',
    recipe: `${carrier}, unpacked`,
    what: 'Setting up Chromium from npm',
    make: async (part) => {
      await installPackages(part, [carrier]);
      await unpack(part);
      rmSync(join(part, 'node_modules'), { recursive: true });
    },
  });
  const executablePath = join(folder, 'chromium');
  await ensureLibraries(executablePath);
  return { executablePath, env: existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_FILE: ownFonts(folder) } };
}

/**
 * The package brings a font for machines that have none.
 *
 * @param {string} folder
 * @returns {string} a fontconfig file that names it
 */
function ownFonts(folder) {
  const file = join(folder, 'fonts.conf');
  const fonts = join(folder, 'fonts');
  const cache = join(folder, 'fonts-cache');
  writeFileSync(file, `<fontconfig><dir>${fonts}</dir><cachedir>${cache}</cachedir></fontconfig>\n`);
  return file;
}

/**
 * The package unpacks itself into the folder for temporary files: that is ours here.
 *
 * @param {string} folder
 */
async function unpack(folder) {
  const module = pathToFileURL(join(folder, 'node_modules/@sparticuz/chromium/build/esm/index.js')).href;
  const program = `const { default: chromium } = await import(${JSON.stringify(module)}); await chromium.executablePath();`;
  await mustRun(process.execPath, ['--input-type=module', '--eval', program], {
    env: { ...process.env, TMPDIR: folder },
  });
}

/** @param {string} executable */
async function ensureLibraries(executable) {
  const missing = await missingLibraries(executable);
  if (missing.length === 0) return;
  const packages = [...new Set(missing.map((library) => debianPackages[library] ?? library))];
  const advice = `Chromium needs system libraries: ${missing.join(', ')}. On Debian: apt-get install ${packages.join(' ')}`;
  const known = missing.every((library) => library in debianPackages);
  if (!known || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) throw new Error(advice);
  await step(`Installing ${packages.join(' and ')} with apt-get, for Chromium`, async () => {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const install = ['install', '--yes', '--no-install-recommends', ...packages];
    if ((await runProcess('apt-get', install, { env })).code === 0) return;
    say('The package lists are old: updating them');
    await mustRun('apt-get', ['update'], { env });
    await mustRun('apt-get', install, { env });
  });
  if ((await missingLibraries(executable)).length > 0) throw new Error(advice);
}

/**
 * @param {string} executable
 * @returns {Promise<string[]>} the file names of libraries that the loader does not find
 */
async function missingLibraries(executable) {
  const { output } = await runProcess('ldd', [executable]);
  return [...output.matchAll(/^\s*(\S+) => not found/gm)].map((match) => String(match[1]));
}
