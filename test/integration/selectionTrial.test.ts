import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from './eventually';
import { activateExtension, type ExtensionInterface } from './extension';

type Node = Parameters<ExtensionInterface['plans']['getTreeItem']>[0];

/** The row of a plan, or of a selection beneath it. */
async function row({ plans }: ExtensionInterface, label: string, parent?: Node): Promise<Node> {
  return eventually(
    async () => (await plans.getChildren(parent)).find((node) => plans.getTreeItem(node).label === label),
    () => `There is no row ${label}.`,
  );
}

function documentOf(scheme: string): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === scheme && uri.path.includes('s3backup'));
}

async function outcome(pattern: RegExp): Promise<void> {
  await eventually(
    () => (pattern.test(documentOf('s3backup-trial')?.getText() ?? '') ? true : undefined),
    () => `${pattern} is not in:\n${documentOf('s3backup-trial')?.getText() ?? 'no document'}`,
  );
}

async function replace(document: vscode.TextDocument, from: string, to: string): Promise<void> {
  const at = document.getText().indexOf(from);
  assert.ok(at >= 0, document.getText());
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(document.positionAt(at), document.positionAt(at + from.length)), to);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

describe('a selection that is tried as text', () => {
  let api: ExtensionInterface;
  let text: vscode.TextDocument;

  before(async () => {
    api = await activateExtension();
    await vscode.commands.executeCommand('s3backup.useSampleAccount');
    const plan = await row(api, 'daily-35');
    await vscode.commands.executeCommand('s3backup.trySelection', await row(api, 'tagged-daily', plan));
    const opened = documentOf('untitled');
    assert.ok(opened);
    text = opened;
  });

  after(async () => {
    await vscode.window.showTextDocument(text);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('s3backup.disconnect');
  });

  it('is shown as it is, beside what it matches', async () => {
    assert.match(text.getText(), /"ConditionKey": "backup"/u);
    await outcome(/^Would match 4 buckets: nothing changes\. Cannot tell of 1\.$/mu);
  });

  it('says live who joins and who leaves', async () => {
    await replace(text, '"Resources": []', '"Resources": ["arn:aws:s3:::scratch"]');
    await outcome(/^\+ scratch$/mu);
    await replace(text, '"daily"', '"weekly"');
    await outcome(/^- orders-prod .*would not be backed up/mu);
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', text.uri);
    assert.match(lenses[0]?.command?.title ?? '', /^Would match 1 bucket: 1 joining, 4 leaving\./u);
  });

  it('points at what AWS Backup would reject, and keeps what it said while the text is broken', async () => {
    await replace(text, 'arn:aws:s3:::scratch', 'arn:aws:s3:::scratch/folder');
    const [found] = await eventually(
      () => {
        const all = vscode.languages.getDiagnostics(text.uri).filter(({ source }) => source === 's3backup');
        return all.length > 0 ? all : undefined;
      },
      () => 'Nothing is said of an ARN within a bucket.',
    );
    assert.equal(found?.code, 'selection-invalid');
    assert.equal(text.getText(found.range), '"arn:aws:s3:::scratch/folder"');
    await replace(text, '"Resources": [', '"Resources": ');
    await outcome(/^! Not a selection\. Line 4: /mu);
    await outcome(/^- orders-prod /mu);
  });
});
