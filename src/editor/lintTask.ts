import * as l10n from '@vscode/l10n';
import type { TaskDefinition, TaskScope, Uri, WorkspaceFolder } from 'vscode';
import { CustomExecution, Task, TaskGroup, workspace } from 'vscode';

import type { LintCommand } from './lintTerminal';
import { LintTerminal } from './lintTerminal';

/** The type of our tasks in `tasks.json`. */
export const taskType = 's3backup';

/** The name that the manifest gives to what reads the report. */
const problemMatcher = '$s3backup';

/** A task of ours, as a person may write it in `tasks.json`. */
interface LintTaskDefinition extends TaskDefinition {
  /** What is linted, relative to the folder; the folder itself where it is left out. */
  readonly paths?: unknown;
  /** More arguments of `lint`, such as `--fail-on error`. */
  readonly args?: unknown;
}

function strings(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : undefined;
}

function commandOf(cli: Uri, definition: TaskDefinition, folder: WorkspaceFolder): LintCommand {
  const { paths, args }: LintTaskDefinition = definition;
  const written = [...(strings(args) ?? []), ...(strings(paths) ?? ['.'])];
  return { program: cli.fsPath, args: ['lint', ...written], directory: folder.uri.fsPath };
}

/** A task for each folder that is on this disk. */
export function lintTasks(cli: Uri): Task[] {
  const folders = workspace.workspaceFolders ?? [];
  return folders.filter(runsBeside).map((folder) => lintTask(cli, { type: taskType }, folder));
}

/** A task of `tasks.json`, with what runs it. */
export function resolvedTask(cli: Uri, { definition, scope }: Task): Task | undefined {
  const folder = isFolder(scope) ? scope : workspace.workspaceFolders?.[0];
  return folder && runsBeside(folder) ? lintTask(cli, definition, folder) : undefined;
}

function lintTask(cli: Uri, definition: TaskDefinition, folder: WorkspaceFolder): Task {
  const task = new Task(
    definition,
    folder,
    'lint',
    taskType,
    // Not a process of the editor's: that would need a shell and a terminal, which not every host has.
    new CustomExecution((resolved) =>
      Promise.resolve(new LintTerminal(commandOf(cli, { ...definition, ...resolved }, folder))),
    ),
    problemMatcher,
  );
  task.detail = l10n.t('Lints the Terraform and CloudFormation files of the folder.');
  task.group = TaskGroup.Test;
  task.presentationOptions = { clear: true };
  return task;
}

function isFolder(scope: WorkspaceFolder | TaskScope | undefined): scope is WorkspaceFolder {
  return typeof scope === 'object';
}

/**
 * Tasks run where the files are. To an extension that runs elsewhere, or where there is no disk, they are not `file`:
 * its program is not there.
 */
function runsBeside({ uri }: WorkspaceFolder): boolean {
  return uri.scheme === 'file';
}
