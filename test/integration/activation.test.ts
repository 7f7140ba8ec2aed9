import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activateExtension, extension } from './extension';
import { loadedFiles } from './loadedFiles';

describe('activation', () => {
  it('finds the extension under development', () => {
    assert.equal(extension().id, 's3-backup-explorer.s3-backup-explorer');
  });

  it('gives an interface that says how long it took', async () => {
    const { activationMilliseconds } = await activateExtension();
    assert.ok(Number.isFinite(activationMilliseconds) && activationMilliseconds >= 0);
  });

  it('has read nothing but its entry by then', () => {
    assert.deepEqual(loadedFiles(), ['extension.js']);
  });

  it('registers every command that the manifest declares', async () => {
    await activateExtension();
    const registered = new Set(await vscode.commands.getCommands(true));
    const missing = declaredCommands().filter((command) => !registered.has(command));
    assert.deepEqual(missing, []);
  });

  it('runs on the oldest supported editor', () => {
    const [major, minor] = vscode.version.split('.').map(Number);
    assert.deepEqual([major, minor], [1, 100]);
  });
});

function declaredCommands(): string[] {
  const manifest = extension().packageJSON as { contributes?: { commands?: readonly { command: string }[] } };
  return (manifest.contributes?.commands ?? []).map(({ command }) => command);
}
