import type { TaskDefinition, TaskProvider, TaskScope, Uri, WorkspaceFolder } from 'vscode';
import { ProcessExecution, Task, TaskGroup, Uri as UriValue, workspace } from 'vscode';

/** The type of our tasks in `tasks.json`. */
export const taskType = 's3backup';

/** The name that the manifest gives to what reads the report. */
const problemMatcher = '$s3backup';

/** A task of ours, as a person may write it in `tasks.json`. */
interface LintTaskDefinition extends TaskDefinition {
  /** What is linted, relative to the folder; the folder itself where it is left out. */
  readonly paths?: readonly string[];
  /** More arguments of `lint`, such as `--fail-on error`. */
  readonly args?: readonly string[];
}

function strings(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : undefined;
}

/**
 * Runs the command line that the extension carries with the editor's own Node, so that nothing has to be installed.
 * Electron is a Node where it is told so.
 */
function execution(cli: Uri, definition: LintTaskDefinition, folder: WorkspaceFolder): ProcessExecution {
  const paths = strings(definition.paths) ?? ['.'];
  const args = [cli.fsPath, 'lint', ...(strings(definition.args) ?? []), ...paths];
  return new ProcessExecution(process.execPath, args, {
    cwd: folder.uri.fsPath,
    env: { ELECTRON_RUN_AS_NODE: '1' },
  });
}

/** Offers to lint each folder as a task, so that it can be run like a build. */
export class LintTasks implements TaskProvider {
  readonly #cli: Uri;

  constructor(extensionUri: Uri) {
    this.#cli = UriValue.joinPath(extensionUri, 'dist', 'cli.js');
  }

  provideTasks(): Task[] {
    const folders = workspace.workspaceFolders ?? [];
    return folders.filter(runsBeside).map((folder) => this.#task({ type: taskType }, folder));
  }

  resolveTask({ definition, scope }: Task): Task | undefined {
    const folder = isFolder(scope) ? scope : workspace.workspaceFolders?.[0];
    return folder && runsBeside(folder) ? this.#task(definition, folder) : undefined;
  }

  #task(definition: LintTaskDefinition, folder: WorkspaceFolder): Task {
    const task = new Task(
      definition,
      folder,
      'lint',
      taskType,
      execution(this.#cli, definition, folder),
      problemMatcher,
    );
    task.detail = 'Lints the Terraform and CloudFormation files of the folder.';
    task.group = TaskGroup.Test;
    task.presentationOptions = { clear: true };
    return task;
  }
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
