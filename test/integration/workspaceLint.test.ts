import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ExtensionInterface } from './extension';
import { activateExtension } from './extension';
import { expectFindings, expectRules, openFile, revertAll, workspaceFolder } from './findings';

/** How long a change is waited for before it is made again, in milliseconds. */
const patience = 4000;

const unversioned = 'resource "aws_s3_bucket" "more" {\n  bucket = "more"\n}\n';
const versioning = `resource "aws_s3_bucket_versioning" "more" {
  bucket = aws_s3_bucket.more.id
  versioning_configuration {
    status = "Enabled"
  }
}
`;
const lifecycle = 'Resources:\n  More:\n    Type: AWS::S3::Bucket\n';

function at(name: string): vscode.Uri {
  return vscode.Uri.joinPath(workspaceFolder().uri, name);
}

async function write(name: string, text: string): Promise<vscode.Uri> {
  await vscode.workspace.fs.writeFile(at(name), new TextEncoder().encode(text));
  return at(name);
}

/** Writes a file until its change has been seen: a folder that is new is not watched from its first moment on. */
async function writeUntilSeen(name: string, text: string, seen: () => Promise<void>): Promise<void> {
  for (let round = 0; ; round += 1) {
    await write(name, text + '\n'.repeat(round));
    try {
      await seen();
      return;
    } catch (error) {
      if (round === 4) throw error;
    }
  }
}

async function setScope(value: string | undefined): Promise<void> {
  const target = vscode.ConfigurationTarget.Workspace;
  await vscode.workspace.getConfiguration('s3backup.lint').update('scope', value, target);
}

describe('linting the workspace', () => {
  let linter: ExtensionInterface['linter'];

  before(async () => {
    ({ linter } = await activateExtension());
  });

  beforeEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  afterEach(async () => {
    await setScope(undefined);
    await vscode.commands.executeCommand('s3backup.clearWorkspaceFindings');
    for (const [name] of await vscode.workspace.fs.readDirectory(workspaceFolder().uri)) {
      if (name.startsWith('scan-')) await vscode.workspace.fs.delete(at(name), { recursive: true });
    }
    await revertAll();
  });

  it('finds what is in files that nobody has opened, and keeps it right while they change', async () => {
    const module = await write('scan-1-a/main.tf', unversioned);
    const template = await write('scan-1-b/template.yaml', lifecycle);
    await expectRules(module, []);
    await vscode.commands.executeCommand('s3backup.lintWorkspace');
    await expectRules(module, ['bucket-versioning']);
    await expectRules(template, ['bucket-versioning']);
    await expectRules(at('main.tf'), [
      'backup-coverage',
      'bucket-versioning',
      'bucket-versioning',
      'noncurrent-expiration',
    ]);
    const two = lifecycle.replaceAll('More', 'Other') + lifecycle.split('\n').slice(1).join('\n');
    await writeUntilSeen('scan-1-b/template.yaml', two, () =>
      expectRules(template, ['bucket-versioning', 'bucket-versioning'], patience),
    );
    await writeUntilSeen('scan-1-a/versioning.tf', versioning, () =>
      expectRules(module, ['noncurrent-expiration'], patience),
    );
    await vscode.workspace.fs.delete(template);
    await expectRules(template, []);
    const created = at('scan-1-c/new.tf');
    await writeUntilSeen('scan-1-c/new.tf', unversioned, () => expectRules(created, ['bucket-versioning'], patience));
    await vscode.commands.executeCommand('s3backup.clearWorkspaceFindings');
    await expectRules(module, []);
    await expectRules(created, []);
  });

  it('shows of an open document what is typed, and of a closed one what is on the disk', async () => {
    const module = await write('scan-2-a/main.tf', unversioned);
    await vscode.commands.executeCommand('s3backup.lintWorkspace');
    await expectRules(module, ['bucket-versioning']);
    const document = await openFile('scan-2-a/main.tf');
    await expectFindings(document, ['bucket-versioning: more']);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), '# None.\n');
    assert.ok(await vscode.workspace.applyEdit(edit));
    await expectRules(module, []);
    await revertAll();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await expectRules(module, ['bucket-versioning']);
  });

  it('follows the setting, both ways', async () => {
    const module = await write('scan-3-a/main.tf', unversioned);
    await setScope('workspace');
    await expectRules(module, ['bucket-versioning']);
    await write('.s3backup.json', '{"rules": {"bucket-versioning": "off"}}');
    try {
      await expectRules(module, []);
    } finally {
      await vscode.workspace.fs.delete(at('.s3backup.json'));
    }
    await expectRules(module, ['bucket-versioning']);
    await setScope('openFiles');
    await expectRules(module, []);
  });

  it('looks into all folders, and leaves out those of others', async () => {
    const own = await write('scan-4-a/main.tf', unversioned);
    const others = await write('scan-4-a/node_modules/x/main.tf', unversioned);
    const hidden = await write('scan-4-a/.terraform/x/main.tf', unversioned);
    assert.equal(await linter.workspaceLint.scan(), 'done');
    await expectRules(own, ['bucket-versioning']);
    await expectRules(others, []);
    await expectRules(hidden, []);
  });

  it('gives up a scan for the next one', async () => {
    const module = await write('scan-5-a/main.tf', unversioned);
    const first = linter.workspaceLint.scan();
    const second = linter.workspaceLint.scan();
    assert.deepEqual(await Promise.all([first, second]), ['cancelled', 'done']);
    await expectRules(module, ['bucket-versioning']);
    const third = linter.workspaceLint.scan();
    linter.workspaceLint.clear();
    assert.equal(await third, 'cancelled');
    await expectRules(module, []);
  });
});
