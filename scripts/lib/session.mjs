// What one run of an editor needs: a folder of its own, and in it a copy of the sample workspace, so that trying
// quick fixes does not change the repository.
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, sampleWorkspace } from './paths.mjs';

/** @type {Set<string>} the folders of the sessions of this process that are not over */
const sessions = new Set();

process.on('exit', () => {
  for (const session of sessions) removeSession(session);
});

/**
 * @returns {string} a new folder for what one run of an editor needs; it goes at the latest when this process ends
 */
export function newSessionFolder() {
  const session = mkdtempSync(join(realpathSync(tmpdir()), 's3-backup-explorer-'));
  sessions.add(session);
  return session;
}

/**
 * @param {string} session
 * @returns {string} the copy, inside the session's folder
 */
export function copySample(session) {
  const folder = join(session, 'sample');
  cpSync(sampleWorkspace, folder, { recursive: true });
  return folder;
}

/**
 * @param {string} session
 * @returns {string} a workspace file with two folders, each a copy of the sample workspace
 */
export function copySampleTwice(session) {
  const file = join(session, 'two.code-workspace');
  const folders = [{ path: 'sample' }, { path: 'second' }];
  for (const { path } of folders) cpSync(sampleWorkspace, join(session, path), { recursive: true });
  writeFileSync(file, JSON.stringify({ folders }, undefined, 2));
  return file;
}

/** What the package holds, as far as the editor looks at it. */
const extensionParts = ['package.json', 'package.nls.json', 'README.md', 'dist', 'l10n', 'media', 'schemas'];

/**
 * A folder with nothing but the extension. The repository itself will not do: the editor takes everything below the
 * folder of an extension under development for a part of it, its own built-in extensions in `.vscode-test` as well.
 *
 * @param {string} session
 * @returns {string} inside the session's folder; its parts are links, so that a new build shows after a reload
 */
export function stageExtension(session) {
  const folder = join(session, 'extension');
  mkdirSync(folder);
  for (const part of extensionParts) {
    const source = join(root, part);
    if (!existsSync(source)) continue;
    // Windows lets anyone link folders, but not files.
    if (statSync(source).isDirectory()) symlinkSync(source, join(folder, part), 'junction');
    else cpSync(source, join(folder, part));
  }
  return folder;
}

/** @param {string} session */
export function removeSession(session) {
  sessions.delete(session);
  // An editor that is just ending may still write into it.
  rmSync(session, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
