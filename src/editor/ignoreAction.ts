import { SnippetString, SnippetTextEdit, WorkspaceEdit } from 'vscode';
import { ignoreHere, ignoreInFile, reasonPlaceholder } from '../lint/ignoreHere';
import type { LintFinding } from '../lint/result';
import type { TextEdit } from '../model/source';
import { OpenFiles } from './openFiles';
import { uriOf } from './paths';
import { toRange } from './toDiagnostic';

/** The text with the placeholder as a tab stop, so that the reason can be typed at once. */
function snippetOf(text: string): SnippetString {
  const at = text.lastIndexOf(reasonPlaceholder);
  return new SnippetString()
    .appendText(text.slice(0, at))
    .appendPlaceholder(reasonPlaceholder)
    .appendText(text.slice(at + reasonPlaceholder.length));
}

function asSnippet({ file, range, newText }: TextEdit): WorkspaceEdit {
  const snippet = new SnippetTextEdit(toRange(range), snippetOf(newText));
  snippet.keepWhitespace = true;
  const result = new WorkspaceEdit();
  result.set(uriOf(file), [snippet]);
  return result;
}

/** The edit that suppresses a finding where its resource is declared, if there is a place for it. */
export async function ignoreEdit({ rule, declaration }: LintFinding): Promise<WorkspaceEdit | undefined> {
  if (declaration === undefined) return undefined;
  const text = await new OpenFiles().read(declaration.block.file);
  const edit = text === undefined ? undefined : ignoreHere(text, rule, declaration);
  return edit && asSnippet(edit);
}

/** The edit that suppresses the rule in all of the file, if there is a place for it. */
export async function ignoreInFileEdit({ rule, file, declaration }: LintFinding): Promise<WorkspaceEdit | undefined> {
  if (declaration === undefined) return undefined;
  const text = await new OpenFiles().read(file);
  const edit = text === undefined ? undefined : ignoreInFile(file, text, rule, declaration.dialect);
  return edit && asSnippet(edit);
}
