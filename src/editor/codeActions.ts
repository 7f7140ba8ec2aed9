import type { CodeActionContext, CodeActionProvider, Diagnostic, Range, TextDocument } from 'vscode';
import { CodeAction, CodeActionKind, Uri, WorkspaceEdit } from 'vscode';
import type { Fix, LintFinding } from '../lint/result';
import { rulePage } from '../lint/rulePage';
import type { Diagnostics } from './diagnostics';
import { diagnosticSource, toRange } from './diagnostics';
import { uriOf } from './paths';

function ruleOf({ source, code }: Diagnostic): string | undefined {
  if (source !== diagnosticSource || typeof code !== 'object') return undefined;
  return String(code.value);
}

/** The diagnostics of the editor that a finding is shown as. */
function diagnosticsOf(finding: LintFinding, context: CodeActionContext): Diagnostic[] {
  const range = toRange(finding.range);
  return context.diagnostics.filter(
    (diagnostic) => ruleOf(diagnostic) === finding.rule && diagnostic.range.isEqual(range),
  );
}

function fixAction(fix: Fix, diagnostics: Diagnostic[]): CodeAction {
  const action = new CodeAction(fix.title, CodeActionKind.QuickFix);
  const edit = new WorkspaceEdit();
  for (const { file, range, newText } of fix.edits) edit.replace(uriOf(file), toRange(range), newText);
  action.edit = edit;
  action.diagnostics = diagnostics;
  action.isPreferred = fix.preferred;
  return action;
}

function showRuleAction(rule: string, diagnostics: Diagnostic[]): CodeAction {
  const action = new CodeAction(`Show rule ${rule}`, CodeActionKind.QuickFix);
  action.command = { command: 'vscode.open', title: 'Show rule', arguments: [Uri.parse(rulePage(rule))] };
  action.diagnostics = diagnostics;
  return action;
}

/** Offers the fixes of the findings at a place, the preferred one first, and the page of their rule last. */
export class FixActions implements CodeActionProvider {
  static readonly metadata = { providedCodeActionKinds: [CodeActionKind.QuickFix] };
  readonly #diagnostics: Diagnostics;

  constructor(diagnostics: Diagnostics) {
    this.#diagnostics = diagnostics;
  }

  async provideCodeActions(document: TextDocument, range: Range, context: CodeActionContext): Promise<CodeAction[]> {
    if (context.only !== undefined && !context.only.contains(CodeActionKind.QuickFix)) return [];
    const here = (await this.#diagnostics.findings(document)).filter(
      (finding) => toRange(finding.range).intersection(range) !== undefined,
    );
    const fixes = here.flatMap((finding) =>
      finding.fixes.map((fix) => fixAction(fix, diagnosticsOf(finding, context))),
    );
    return [...fixes, ...here.map((finding) => showRuleAction(finding.rule, diagnosticsOf(finding, context)))];
  }
}
