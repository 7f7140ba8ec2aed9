// npm start [-- --server]
// Builds what has changed, serves the sample account, and opens the extension on a copy of the sample workspace:
// in the desktop's VS Code where there is one (`--server`: not even then), else in VS Code's server from npm.
import './lib/plainErrors.mjs';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildProduct, isBuilt } from './lib/build.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { findDesktopCode, openInDesktop } from './lib/desktop.mjs';
import { root } from './lib/paths.mjs';
import { say, step } from './lib/progress.mjs';
import { startSampleAccount } from './lib/sampleAccount.mjs';
import { copySample, newSessionFolder, stageExtension } from './lib/session.mjs';
import { ensureServer, quietSettings, startServer, windowAddress } from './lib/vscodeServer.mjs';

const { values } = parseArgs({ options: { server: { type: 'boolean', default: false } } });

await ensureDependencies();
if (!isBuilt()) await step('Building the extension and the command line', buildProduct);

const session = newSessionFolder();
const workspace = copySample(session);
const account = await startSampleAccount();
const desktop = values.server ? undefined : findDesktopCode();

say('');
if (desktop === undefined) {
  const server = await startServer(await ensureServer('oldest'), {
    dataFolder: join(session, 'data'),
    extensionsFolder: join(session, 'extensions'),
    settings: quietSettings,
    workspaceTrust: false,
  });
  const open = [join(workspace, 'main.tf')].filter((file) => existsSync(file));
  say('VS Code, with the extension and the sample workspace, is at');
  say(`  ${windowAddress({ server, folder: workspace, extension: stageExtension(session), open })}`);
} else {
  await openInDesktop(desktop, { extension: root, workspace });
  say(`Opened VS Code with the extension on the sample workspace, ${workspace}`);
}
say(
  account === undefined
    ? 'The extension has the sample account built in: open the S3 Backup view and choose it.'
    : `The extension has the sample account built in. For other clients it is served at ${account.endpoint}`,
);
say('Ctrl-C stops everything.');
await new Promise(() => setInterval(() => undefined, 60_000));
