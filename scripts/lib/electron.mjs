// The desktop editor for the integration tests, where it can be downloaded and shown.
import { join } from 'node:path';
import { toolsFolder } from './paths.mjs';
import { copySample, copySampleTwice, newSessionFolder, removeSession, stageExtension } from './session.mjs';

/** The oldest supported editor; package.json says the same in `engines`. */
const version = '1.100.3';

const downloadSite = 'https://update.code.visualstudio.com/api/releases/stable';
const patienceMilliseconds = 5000;

/**
 * @returns {Promise<{ executable: string } | { whyNot: string }>}
 */
export async function findElectron() {
  if (
    process.platform === 'linux' &&
    process.env['DISPLAY'] === undefined &&
    process.env['WAYLAND_DISPLAY'] === undefined
  ) {
    return { whyNot: 'there is no display for a desktop editor.' };
  }
  try {
    await fetch(downloadSite, { method: 'HEAD', signal: AbortSignal.timeout(patienceMilliseconds) });
  } catch {
    return { whyNot: 'a desktop editor cannot be downloaded here.' };
  }
  try {
    const { downloadAndUnzipVSCode } = await import('@vscode/test-electron');
    return { executable: await downloadAndUnzipVSCode({ version, cachePath: toolsFolder }) };
  } catch (error) {
    return { whyNot: `the download of a desktop editor failed (${error instanceof Error ? error.message : error}).` };
  }
}

/**
 * @param {string} executable
 * @param {{ tests: string, env: Record<string, string>, multiRoot: boolean }} options
 */
export async function runInElectron(executable, { tests, env, multiRoot }) {
  const { runTests } = await import('@vscode/test-electron');
  const session = newSessionFolder();
  const folders = [`--user-data-dir=${join(session, 'data')}`, `--extensions-dir=${join(session, 'extensions')}`];
  try {
    await runTests({
      vscodeExecutablePath: executable,
      extensionDevelopmentPath: stageExtension(session),
      extensionTestsPath: tests,
      extensionTestsEnv: env,
      launchArgs: [
        multiRoot ? copySampleTwice(session) : copySample(session),
        ...folders,
        '--disable-workspace-trust',
        '--no-sandbox',
      ],
    });
  } catch {
    // Failed tests make the editor fail as well: the results say which. No results: the caller notices.
  } finally {
    removeSession(session);
  }
}
