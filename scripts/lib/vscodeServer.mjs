// VS Code's server and web workbench as npm carries them (`code-server`): the same workbench and the same
// extension host as the desktop's, where no desktop editor can be had.
import { randomUUID } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureNode } from './nodeBinary.mjs';
import { mustRun, startProcess, stopProcess } from './processes.mjs';
import { ensureTool, installPackages } from './tool.mjs';

/** @typedef {'oldest' | 'recent'} Edition */
/** @typedef {{ node: string, main: string }} ServerProgram */

/**
 * `oldest` is the oldest VS Code the extension supports, `recent` a recent one. The numbers are those of VS Code.
 *
 * @type {Record<Edition, { version: string, node: 20 | 24 }>}
 */
const editions = {
  oldest: { version: '4.100.3', node: 20 },
  recent: { version: '4.139.1', node: 24 },
};

/** What a person would otherwise see first is about the editor, not about the extension. */
export const quietSettings = {
  'workbench.startupEditor': 'none',
  'workbench.colorTheme': 'Default Dark Modern',
  'workbench.editor.empty.hint': 'hidden',
  'editor.minimap.enabled': false,
  // As on the desktop; in a browser the editor would save by itself.
  'files.autoSave': 'off',
  'workbench.tips.enabled': false,
  'extensions.ignoreRecommendations': true,
  'git.openRepositoryInParentFolders': 'never',
  'telemetry.telemetryLevel': 'off',
  'chat.commandCenter.enabled': false,
  'chat.disableAIFeatures': true,
};

/** Changes whenever `make` below does. */
const recipe = '2';

/** Carries the program that the editor finds files with; the editor's own package would download it from elsewhere. */
const ripgrepCarrier = '@vscode/ripgrep-universal';

/** A socket's path has at most 103 characters on some systems; the editor's names take about 50 of them. */
const longestSocketFolder = 50;

const startTimeoutMilliseconds = 60_000;

/**
 * Sets the server up under `.vscode-test` where it is not there yet: about a minute, 500 MB.
 *
 * @param {Edition} edition
 * @returns {Promise<ServerProgram>}
 */
export async function ensureServer(edition) {
  const { version, node } = editions[edition];
  const folder = await ensureTool({
    name: `code-server-${version}`,
    recipe,
    what: `Setting up VS Code ${version.replace(/^4/, '1')} from npm (about a minute, once)`,
    make: (part) => make(part, version),
  });
  return { node: await ensureNode(node), main: join(serverFolder(folder), 'out', 'server-main.js') };
}

/** @param {string} folder */
function serverFolder(folder) {
  return join(folder, 'node_modules', 'code-server', 'lib', 'vscode');
}

/**
 * @param {string} folder
 * @param {string} version
 */
async function make(folder, version) {
  await installPackages(folder, [`code-server@${version}`]);
  const server = serverFolder(folder);
  await installPackages(server);
  await installPackages(join(server, 'extensions'));
  symlinkSync('node_modules', join(server, 'node_modules.asar'), 'junction');
  await bringRipgrep(folder, join(server, 'node_modules', '@vscode', 'ripgrep'));
  standIn('spdlog.cjs', join(server, 'node_modules', '@vscode', 'spdlog'));
  standIn('native-watchdog.cjs', join(server, 'node_modules', 'native-watchdog'));
  standIn('native-watchdog.cjs', join(server, 'node_modules', '@vscode', 'native-watchdog'));
}

/**
 * @param {string} folder
 * @param {string} packageFolder newer editors have no such package: they use the carrier themselves
 */
async function bringRipgrep(folder, packageFolder) {
  if (!existsSync(packageFolder)) return;
  await installPackages(folder, [`${ripgrepCarrier}@1.18.0`]);
  const carrier = join(folder, 'node_modules', ripgrepCarrier);
  cpSync(join(carrier, 'bin', `${process.platform}-${process.arch}`), join(packageFolder, 'bin'), { recursive: true });
  // It holds the programs of all systems.
  rmSync(carrier, { recursive: true });
}

/**
 * Puts plain JavaScript in the place of a module with a native part that was not built.
 *
 * @param {string} file
 * @param {string} packageFolder
 */
function standIn(file, packageFolder) {
  if (!existsSync(packageFolder)) return;
  cpSync(new URL(`./stand-ins/${file}`, import.meta.url), join(packageFolder, 'index.js'));
}

/**
 * Installs a packaged extension into an extensions folder.
 *
 * @param {ServerProgram} program
 * @param {{ vsix: string, extensionsFolder: string, dataFolder: string }} options
 */
export async function installVsix(program, { vsix, extensionsFolder, dataFolder }) {
  const folders = ['--extensions-dir', extensionsFolder, '--server-data-dir', dataFolder];
  await mustRun(
    program.node,
    [program.main, ...folders, '--accept-server-license-terms', '--install-extension', vsix],
    { env: serverEnvironment() },
  );
}

/**
 * Starts a server on a free port of the loopback address.
 *
 * @param {ServerProgram} program
 * @param {object} options
 * @param {string} options.dataFolder settings, logs and state; made where missing
 * @param {string} options.extensionsFolder
 * @param {Record<string, unknown>} options.settings the user's settings
 * @param {boolean} options.workspaceTrust whether folders are untrusted until the person says otherwise
 * @param {Record<string, string>} [options.env] handed to the extension host as well
 * @returns {Promise<{ port: number, token: string, stop: () => Promise<void>, output: () => string }>}
 */
export async function startServer(program, { dataFolder, extensionsFolder, settings, workspaceTrust, env = {} }) {
  const userFolder = join(dataFolder, 'data', 'User');
  mkdirSync(userFolder, { recursive: true });
  mkdirSync(extensionsFolder, { recursive: true });
  writeFileSync(join(userFolder, 'settings.json'), JSON.stringify(settings, undefined, 2));
  const token = randomUUID();
  const child = startProcess(
    program.node,
    [
      program.main,
      ...['--host', '127.0.0.1', '--port', '0'],
      ...['--connection-token', token, '--accept-server-license-terms', '--disable-telemetry'],
      ...(workspaceTrust ? [] : ['--disable-workspace-trust']),
      ...['--server-data-dir', dataFolder, '--extensions-dir', extensionsFolder],
    ],
    { env: { ...serverEnvironment(), ...socketsIn(dataFolder), ...env } },
  );
  let output = '';
  const keep = (/** @type {Buffer} */ chunk) => {
    output += chunk.toString('utf8');
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const port = await new Promise((resolve, reject) => {
    const fail = (/** @type {string} */ why) => reject(new Error(`The editor's server ${why}:\n${output}`));
    const timer = setTimeout(() => fail('did not start in time'), startTimeoutMilliseconds);
    child.once('error', reject);
    child.once('exit', () => fail('ended at once'));
    child.stdout.on('data', () => {
      const bound = /Extension host agent listening on (\d+)/.exec(output);
      if (bound === null) return;
      clearTimeout(timer);
      resolve(Number(bound[1]));
    });
  });
  return { port, token, stop: () => stopProcess(child), output: () => output };
}

/**
 * The editor leaves its sockets behind when it is stopped: they go where everything of this run goes.
 *
 * @param {string} dataFolder
 * @returns {Record<string, string>}
 */
function socketsIn(dataFolder) {
  const folder = join(dataFolder, 'tmp');
  if (process.platform === 'win32' || folder.length > longestSocketFolder) return {};
  mkdirSync(folder, { recursive: true });
  return { TMPDIR: folder, XDG_RUNTIME_DIR: folder };
}

/** No gallery is looked up, and nothing of an editor that this script may run inside of is handed on. */
function serverEnvironment() {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(VSCODE_|ELECTRON_|npm_)/.test(name));
  return { ...Object.fromEntries(inherited), EXTENSIONS_GALLERY: '{"serviceUrl":""}' };
}

/**
 * The address of a window of a running server.
 *
 * @param {object} window
 * @param {{ port: number, token: string }} window.server
 * @param {string} window.folder the workspace
 * @param {string} [window.extension] an extension under development, loaded from its folder
 * @param {string} [window.tests] a module whose `run()` is called in the extension host, which ends with it
 * @param {readonly string[]} [window.open] files to open
 */
export function windowAddress({ server: { port, token }, folder, extension, tests, open = [] }) {
  const remote = (/** @type {string} */ path) => `vscode-remote://127.0.0.1:${port}${asUrlPath(path)}`;
  const payload = [
    ...(extension === undefined ? [] : [['extensionDevelopmentPath', remote(extension)]]),
    ...(tests === undefined ? [] : [['extensionTestsPath', remote(tests)]]),
    ...open.map((file) => ['openFile', remote(file)]),
  ];
  const address = new URL(`http://127.0.0.1:${port}/`);
  address.searchParams.set('tkn', token);
  address.searchParams.set(folder.endsWith('.code-workspace') ? 'workspace' : 'folder', asUrlPath(folder));
  if (payload.length > 0) address.searchParams.set('payload', JSON.stringify(payload));
  // What need not be encoded is left readable: a person may have to copy it.
  return address.href.replaceAll('%2F', '/').replaceAll('%3A', ':').replaceAll('%2C', ',');
}

/** @param {string} path */
function asUrlPath(path) {
  const forward = path.replaceAll('\\', '/');
  return forward.startsWith('/') ? forward : `/${forward}`;
}
