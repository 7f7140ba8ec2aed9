// Where things are. Every script takes its folders from here.
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the repository. */
export const root = resolve(fileURLToPath(new URL('../..', import.meta.url)));

/** Editors, browsers and results of test runs. Git ignores it; it can be deleted at any time. */
export const toolsFolder = join(root, '.vscode-test');

/** Where the end-to-end runs leave their screenshots. */
export const screenshotsFolder = join(toolsFolder, 'screenshots');

/** The workspace that `npm start` and the tests open a copy of. */
export const sampleWorkspace = join(root, 'test', 'fixtures', 'workspace');
