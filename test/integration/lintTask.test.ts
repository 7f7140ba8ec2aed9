import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { expectRules, workspaceFolder } from './findings';

async function run(task: vscode.Task): Promise<number | undefined> {
  const ended = new Promise<number | undefined>((resolve) => {
    const listening = vscode.tasks.onDidEndTaskProcess(({ execution, exitCode }) => {
      if (execution.task.name !== task.name) return;
      listening.dispose();
      resolve(exitCode);
    });
  });
  await vscode.tasks.executeTask(task);
  return ended;
}

async function lintTask(): Promise<vscode.Task> {
  const [task] = await vscode.tasks.fetchTasks({ type: 's3backup' });
  assert.ok(task);
  return task;
}

describe('the lint task', () => {
  beforeEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('is offered for the folder, by a name that says what it does', async () => {
    const task = await lintTask();
    assert.deepEqual([task.source, task.name], ['s3backup', 'lint']);
    assert.deepEqual(task.problemMatchers, ['$s3backup']);
  });

  it('runs the program that the extension carries', async () => {
    assert.equal(await run(await lintTask()), 1);
  });

  it('leaves an open document to what is known of it as it is typed', async () => {
    await run(await lintTask());
    const document = await vscode.workspace.openTextDocument(
      vscode.Uri.joinPath(workspaceFolder().uri, 'template.json'),
    );
    await vscode.window.showTextDocument(document);
    await expectRules(document, ['bucket-versioning']);
  });
});
