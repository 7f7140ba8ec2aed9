import { SnippetString, SnippetTextEdit, WorkspaceEdit } from 'vscode';
import { ignoreHere, reasonPlaceholder } from '../lint/ignoreHere';
import type { LintFinding } from '../lint/result';
import { toRange } from './diagnostics';
import { OpenFiles } from './openFiles';
import { uriOf } from './paths';

/** The text with the placeholder as a tab stop, so that the reason can be typed at once. */
function snippetOf(text: string): SnippetString {
  const at = text.lastIndexOf(reasonPlaceholder);
  return new SnippetString()
    .appendText(text.slice(0, at))
    .appendPlaceholder(reasonPlaceholder)
    .appendText(text.slice(at + reasonPlaceholder.length));
}

/** The edit that suppresses a finding where its resource is declared, if there is a place for it. */
export async function ignoreEdit({ rule, declaration }: LintFinding): Promise<WorkspaceEdit | undefined> {
  if (declaration === undefined) return undefined;
  const { file } = declaration.block;
  const text = await new OpenFiles().read(file);
  const edit = text === undefined ? undefined : ignoreHere(text, rule, declaration);
  if (edit === undefined) return undefined;
  const snippet = new SnippetTextEdit(toRange(edit.range), snippetOf(edit.newText));
  snippet.keepWhitespace = true;
  const result = new WorkspaceEdit();
  result.set(uriOf(file), [snippet]);
  return result;
}
