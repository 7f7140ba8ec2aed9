import type { LogOutputChannel, TextDocument, Uri } from 'vscode';
import { Disposable, Uri as UriValue, languages, tasks } from 'vscode';
import type { Dialect } from '../templates/dialect';
import { Diagnostics } from './diagnostics';
import { FixActions } from './fixActions';
import type { Linter } from './linter';
import type { LintStatusText } from './lintStatus';
import { LintStatus, lintStatusOf } from './lintStatus';
import { PostureHover } from './postureHover';
import { selector } from './units';
import { WorkspaceLint } from './workspaceLint';

export interface EditorDependencies {
  readonly extensionUri: Uri;
  readonly log: LogOutputChannel;
}

/** The linter in the editor. */
export interface EditorParts extends Pick<Disposable, 'dispose'> {
  readonly diagnostics: Diagnostics;
  readonly workspaceLint: WorkspaceLint;
  /** What the language status says of a document. */
  statusOf(document: TextDocument): LintStatusText;
}

/** Puts the linter into the editor. The parsers are loaded with the first document that needs them. */
export function registerEditor({ extensionUri, log }: EditorDependencies): EditorParts {
  let linter: Promise<Linter> | undefined;
  const loadLinter = (): Promise<Linter> =>
    (linter ??= import('./linter').then((module) => new module.Linter(extensionUri)));
  const diagnostics = new Diagnostics({ loadLinter, log });
  const workspaceLint = new WorkspaceLint({
    diagnostics,
    log,
    scan: async (roots, listener) => {
      const { scanFolders } = await import('./scanFolders');
      const loadDialects = async (): Promise<readonly Dialect[]> => (await loadLinter()).dialects();
      return scanFolders({ extensionUri, loadDialects }, roots, listener);
    },
  });
  const cli = UriValue.joinPath(extensionUri, 'dist', 'cli.js');
  const all: Pick<Disposable, 'dispose'> = Disposable.from(
    diagnostics,
    workspaceLint,
    languages.registerCodeActionsProvider(selector, new FixActions(diagnostics), FixActions.metadata),
    languages.registerHoverProvider(selector, new PostureHover(diagnostics)),
    tasks.registerTaskProvider('s3backup', {
      provideTasks: async () => (await import('./lintTask')).lintTasks(cli),
      resolveTask: async (task) => (await import('./lintTask')).resolvedTask(cli, task),
    }),
    new LintStatus(diagnostics),
  );
  return {
    diagnostics,
    workspaceLint,
    statusOf: (document) => lintStatusOf(document, diagnostics),
    dispose: () => {
      all.dispose();
    },
  };
}
