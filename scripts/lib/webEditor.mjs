// A window of VS Code in a headless browser, on a copy of the sample workspace.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { browserArguments, ensureBrowser } from './browser.mjs';
import { copySample, copySampleTwice, newSessionFolder, removeSession, stageExtension } from './session.mjs';
import { ensureServer, installVsix, quietSettings, startServer, windowAddress } from './vscodeServer.mjs';

/** @type {typeof import('./webEditor.mjs').openWebEditor} */
export async function openWebEditor(options = {}) {
  const {
    edition = 'oldest',
    vsix,
    workspaceTrust = false,
    settings = {},
    env = {},
    tests,
    open = [],
    multiRoot = false,
  } = options;
  const { machineSettings, workspaceSettings } = options;
  const program = await ensureServer(edition);
  const browser = await ensureBrowser();
  const session = newSessionFolder();
  /** @type {(() => Promise<void> | void)[]} what to undo, last first */
  const undo = [() => removeSession(session)];
  const close = async () => {
    for (const action of undo.splice(0).reverse()) await action();
  };
  try {
    const workspace = multiRoot ? copySampleTwice(session) : copySample(session);
    const dataFolder = join(session, 'data');
    const extensionsFolder = join(session, 'extensions');
    if (vsix !== undefined) await installVsix(program, { vsix, extensionsFolder, dataFolder });
    if (machineSettings !== undefined) writeSettings(join(dataFolder, 'data', 'Machine'), machineSettings);
    if (workspaceSettings !== undefined) writeSettings(join(workspace, '.vscode'), workspaceSettings);
    const allSettings = { ...quietSettings, ...settings };
    const server = await startServer(program, {
      dataFolder,
      extensionsFolder,
      workspaceTrust,
      settings: allSettings,
      env,
    });
    undo.push(() => server.stop());
    const { page, closeBrowser, consoleLines } = await openPage(browser);
    undo.push(closeBrowser);
    const address = windowAddress({
      server,
      folder: workspace,
      ...(vsix === undefined ? { extension: stageExtension(session) } : {}),
      ...(tests === undefined ? {} : { tests }),
      open: open.map((file) => join(workspace, file)),
    });
    await page.goto(address);
    return { page, workspace, dataFolder, log: () => [...consoleLines, server.output()].join('\n'), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * @param {string} folder
 * @param {Readonly<Record<string, unknown>>} settings
 */
function writeSettings(folder, settings) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'settings.json'), JSON.stringify(settings, undefined, 2));
}

/** @param {import('./browser.mjs').Browser} browser */
async function openPage(browser) {
  // Imported late: a script may load this file before the dependencies are installed.
  const { chromium } = await import('playwright-core');
  const launched = await chromium.launch({
    executablePath: browser.executablePath,
    env: { ...process.env, ...browser.env },
    args: browserArguments,
  });
  const page = await launched.newPage({ viewport: { width: 1280, height: 800 } });
  /** @type {string[]} */
  const consoleLines = [];
  page.on('console', (message) => consoleLines.push(message.text()));
  return { page, consoleLines, closeBrowser: () => launched.close() };
}
