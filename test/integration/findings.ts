import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from './eventually';

export function workspaceFolder(): vscode.WorkspaceFolder {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, 'The tests run on a folder.');
  return folder;
}

/** Opens a file of the workspace in an editor. */
export async function openFile(name: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(workspaceFolder().uri, name));
  await vscode.window.showTextDocument(document);
  return document;
}

/** Our findings on a document, as `rule: text they are at`, in the order of the text. */
export function findingsOf(document: vscode.TextDocument): readonly string[] {
  return diagnosticsOf(document)
    .sort((a, b) => a.range.start.compareTo(b.range.start))
    .map((diagnostic) => `${ruleOf(diagnostic)}: ${document.getText(diagnostic.range)}`);
}

/** Waits until exactly these rules have a finding in a file, open or not, hints left out. */
export async function expectRules(
  file: vscode.Uri | vscode.TextDocument,
  expected: readonly string[],
  patienceMilliseconds?: number,
): Promise<void> {
  const uri = file instanceof vscode.Uri ? file : file.uri;
  const rules = (): string => diagnosticsAt(uri).map(ruleOf).sort().join(', ');
  const wanted = expected.toSorted().join(', ');
  await eventually(
    () => (rules() === wanted ? true : undefined),
    () => `Expected ${wanted} in ${uri.path}, found ${rules()}.`,
    patienceMilliseconds,
  );
}

/** Waits until the findings on a document are exactly these. */
export async function expectFindings(document: vscode.TextDocument, expected: readonly string[]): Promise<void> {
  const wanted = JSON.stringify(expected);
  await eventually(
    () => (JSON.stringify(findingsOf(document)) === wanted ? true : undefined),
    () => `Expected ${wanted}, found ${JSON.stringify(findingsOf(document))}.`,
  );
}

/** The quick fixes offered at the first finding of a rule at a text. */
export async function quickFixes(
  document: vscode.TextDocument,
  finding: string,
): Promise<readonly vscode.CodeAction[]> {
  const diagnostic = diagnosticsOf(document).find(
    (one) => `${ruleOf(one)}: ${document.getText(one.range)}` === finding,
  );
  assert.ok(diagnostic, `There is no finding ${finding}, only ${findingsOf(document).join('; ')}.`);
  return vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    diagnostic.range,
    vscode.CodeActionKind.QuickFix.value,
  );
}

/** Applies one of the quick fixes, as a click on it would. */
export async function applyQuickFix(document: vscode.TextDocument, finding: string, title: string): Promise<void> {
  const offered = await quickFixes(document, finding);
  const fix = offered.find((action) => action.title === title);
  assert.ok(fix?.edit, `${title} is not among ${offered.map((action) => action.title).join('; ')}.`);
  assert.ok(await vscode.workspace.applyEdit(fix.edit));
}

/** Takes back what was typed and not saved, in all documents. */
export async function revertAll(): Promise<void> {
  for (const document of vscode.workspace.textDocuments.filter((one) => one.isDirty)) {
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  }
}

/** Hints are left out: they say nothing that these tests are about. */
function diagnosticsOf(document: vscode.TextDocument): vscode.Diagnostic[] {
  return diagnosticsAt(document.uri);
}

function diagnosticsAt(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages
    .getDiagnostics(uri)
    .filter(({ source, severity }) => source === 's3backup' && severity !== vscode.DiagnosticSeverity.Hint);
}

function ruleOf({ code }: vscode.Diagnostic): string {
  return typeof code === 'object' ? String(code.value) : String(code);
}
