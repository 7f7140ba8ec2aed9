import type { LogOutputChannel, Uri } from 'vscode';
import { Disposable, languages } from 'vscode';
import { FixActions } from './codeActions';
import { Diagnostics } from './diagnostics';
import { PostureHover } from './hover';
import type { Linter } from './linter';
import { LintStatus } from './lintStatus';
import { selector } from './units';

export interface EditorDependencies {
  readonly extensionUri: Uri;
  readonly log: LogOutputChannel;
}

/** Puts the linter into the editor. The parsers are loaded with the first document that needs them. */
export function registerEditor({ extensionUri, log }: EditorDependencies): Disposable {
  let linter: Promise<Linter> | undefined;
  const loadLinter = (): Promise<Linter> =>
    (linter ??= import('./linter').then((module) => new module.Linter(extensionUri)));
  const diagnostics = new Diagnostics({ loadLinter, log });
  return Disposable.from(
    diagnostics,
    languages.registerCodeActionsProvider(selector, new FixActions(diagnostics), FixActions.metadata),
    languages.registerHoverProvider(selector, new PostureHover(diagnostics)),
    new LintStatus(diagnostics),
  );
}
