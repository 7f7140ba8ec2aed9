import type { CodeActionContext, CodeActionProvider, Diagnostic, Range, TextDocument } from 'vscode';
import { CodeAction, CodeActionKind, Uri, WorkspaceEdit } from 'vscode';
import { chooseEdits, fixFor } from '../lint/chooseFixes';
import type { LintFinding } from '../lint/result';
import { rulePage } from '../lint/rulePage';
import type { TextEdit } from '../model/source';
import type { Diagnostics, Published } from './diagnostics';
import { diagnosticSource, toRange } from './diagnostics';
import { fileOf, uriOf } from './paths';

const fixAllKind = CodeActionKind.SourceFixAll.append('s3backup');

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

function toEdit(edits: Iterable<TextEdit>): WorkspaceEdit {
  const edit = new WorkspaceEdit();
  for (const { file, range, newText } of edits) edit.replace(uriOf(file), toRange(range), newText);
  return edit;
}

function action(title: string, diagnostics: Diagnostic[], edit?: WorkspaceEdit): CodeAction {
  const made = new CodeAction(title, CodeActionKind.QuickFix);
  made.diagnostics = diagnostics;
  if (edit !== undefined) made.edit = edit;
  return made;
}

function fixActions(finding: LintFinding, diagnostics: Diagnostic[]): readonly CodeAction[] {
  return finding.fixes.map((fix) => {
    const made = action(fix.title, diagnostics, toEdit(fix.edits));
    made.isPreferred = fix.preferred;
    return made;
  });
}

/** Suppresses a finding where its resource is declared. What writes it is loaded when it is first offered. */
async function ignoreAction(finding: LintFinding, diagnostics: Diagnostic[]): Promise<readonly CodeAction[]> {
  const { ignoreEdit } = await import('./ignoreAction');
  const edit = await ignoreEdit(finding);
  return edit === undefined ? [] : [action(`Ignore ${finding.rule} here`, diagnostics, edit)];
}

function showRuleAction({ rule }: LintFinding, diagnostics: Diagnostic[]): CodeAction {
  const made = action(`Show rule ${rule}`, diagnostics);
  made.command = { command: 'vscode.open', title: 'Show rule', arguments: [Uri.parse(rulePage(rule))] };
  return made;
}

/** What may be fixed unseen in a document: what is safe, and the rules that somebody opted in. */
function policyOf(document: TextDocument, { unit }: Published): { readonly rules: ReadonlySet<string> } {
  return { rules: unit.fixRules.get(fileOf(document.uri)) ?? new Set() };
}

/** All findings of a rule in the document at once, where there are several that may be fixed unseen. */
function fixAllOfRule(document: TextDocument, published: Published, rule: string): readonly CodeAction[] {
  const policy = policyOf(document, published);
  const fixable = published.findings.filter((finding) => finding.rule === rule && fixFor(finding, policy));
  if (fixable.length < 2) return [];
  const edits = [...chooseEdits(fixable, policy).values()].flat();
  return [action(`Fix all ${rule} in this file`, [], toEdit(edits))];
}

/** Everything in the document that may be fixed unseen; it is run on save where the user asked for that. */
function fixAll(document: TextDocument, published: Published): readonly CodeAction[] {
  const edits = [...chooseEdits(published.findings, policyOf(document, published)).values()].flat();
  if (edits.length === 0) return [];
  const made = new CodeAction('Fix all S3 Backup findings that may be fixed unseen', fixAllKind);
  made.edit = toEdit(edits);
  return [made];
}

/**
 * Offers for the findings at a place: the preferred fix, the other ones, to ignore it here, the page of the rule, and
 * all of the rule in the file.
 */
export class FixActions implements CodeActionProvider {
  static readonly metadata = { providedCodeActionKinds: [CodeActionKind.QuickFix, fixAllKind] };
  readonly #diagnostics: Diagnostics;

  constructor(diagnostics: Diagnostics) {
    this.#diagnostics = diagnostics;
  }

  async provideCodeActions(document: TextDocument, range: Range, context: CodeActionContext): Promise<CodeAction[]> {
    const { only } = context;
    const wantsFixAll = only?.contains(fixAllKind) ?? false;
    if (only !== undefined && !wantsFixAll && !only.contains(CodeActionKind.QuickFix)) return [];
    const published = await this.#diagnostics.current(document);
    if (published === undefined) return [];
    if (wantsFixAll) return [...fixAll(document, published)];
    const here = published.findings
      .filter((finding) => toRange(finding.range).intersection(range) !== undefined)
      .map((finding) => ({ finding, diagnostics: diagnosticsOf(finding, context) }));
    const ignores = await Promise.all(here.map(({ finding, diagnostics }) => ignoreAction(finding, diagnostics)));
    const rules = [...new Set(here.map(({ finding }) => finding.rule))];
    return [
      ...here.flatMap(({ finding, diagnostics }) => fixActions(finding, diagnostics)),
      ...ignores.flat(),
      ...here.map(({ finding, diagnostics }) => showRuleAction(finding, diagnostics)),
      ...rules.flatMap((rule) => fixAllOfRule(document, published, rule)),
    ];
  }
}
