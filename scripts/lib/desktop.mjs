// The desktop's VS Code, where its `code` command is on the path.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { mustRun } from './processes.mjs';

const names = process.platform === 'win32' ? ['code.cmd'] : ['code'];

/**
 * @returns {string | undefined} the path of the `code` command; nothing inside a terminal without a desktop
 */
export function findDesktopCode() {
  const noDesktop =
    process.platform === 'linux' &&
    process.env['DISPLAY'] === undefined &&
    process.env['WAYLAND_DISPLAY'] === undefined &&
    // In a terminal of a remote window, `code` opens a window on the person's own desktop.
    process.env['VSCODE_IPC_HOOK_CLI'] === undefined;
  if (noDesktop) return undefined;
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find((file) => existsSync(file));
}

/**
 * @param {string} code
 * @param {{ extension: string, workspace: string }} window
 */
export async function openInDesktop(code, { extension, workspace }) {
  mkdirSync(join(workspace, '.vscode'), { recursive: true });
  writeFileSync(join(workspace, '.vscode', 'settings.json'), '{ "workbench.startupEditor": "none" }\n');
  const shell = process.platform === 'win32';
  const args = ['--new-window', `--extensionDevelopmentPath=${extension}`, workspace];
  await mustRun(shell ? `"${code}"` : code, shell ? args.map((arg) => `"${arg}"`) : args, { shell });
}
