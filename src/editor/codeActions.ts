import * as l10n from '@vscode/l10n';
import type { CodeActionContext, Diagnostic, Range, TextDocument } from 'vscode';
import { CodeAction, CodeActionKind, WorkspaceEdit } from 'vscode';
import { chooseEdits, fixFor } from '../lint/chooseFixes';
import type { LintFinding } from '../lint/result';
import { isAtLeast } from '../model/finding';
import type { TextEdit } from '../model/source';
import type { Published } from './diagnostics';
import { fixAllKind } from './fixAllKind';
import { fileOf, uriOf } from './paths';
import { diagnosticSource, pageOf, toRange } from './toDiagnostic';

/** A finding at the place that was asked about. */
interface Here {
  readonly finding: LintFinding;
  /** What the editor shows it as: our own diagnostic, and those of others that say the same. */
  readonly diagnostics: Diagnostic[];
}

function isOwn({ source, code, range }: Diagnostic, finding: LintFinding): boolean {
  if (source !== diagnosticSource || typeof code !== 'object') return false;
  return code.value === finding.rule && range.isEqual(toRange(finding.range));
}

/** What is found at a place, the gravest first. What another extension says of it elsewhere in the block counts too. */
async function findingsHere(
  findings: readonly LintFinding[],
  range: Range,
  context: CodeActionContext,
): Promise<readonly Here[]> {
  const { equalsOf } = await import('./peerDiagnostics');
  const here = findings.flatMap((finding): readonly Here[] => {
    const own = context.diagnostics.filter((diagnostic) => isOwn(diagnostic, finding));
    const diagnostics = [...own, ...equalsOf(finding, context.diagnostics)];
    const isHere = toRange(finding.range).intersection(range) !== undefined || diagnostics.length > 0;
    return isHere ? [{ finding, diagnostics }] : [];
  });
  const isGraver = (one: Here, other: Here): boolean => !isAtLeast(other.finding.severity, one.finding.severity);
  return here.toSorted((one, other) => Number(isGraver(other, one)) - Number(isGraver(one, other)));
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

/**
 * All fixes of the findings at one place. Only one may be the preferred one there, or the editor could not apply it by
 * itself: that of the gravest finding which has one.
 */
function fixActions(here: readonly Here[]): readonly CodeAction[] {
  const actions = here.flatMap(({ finding, diagnostics }) =>
    finding.fixes.map((fix) => ({ fix, made: action(fix.title, diagnostics, toEdit(fix.edits)) })),
  );
  const preferred = actions.find(({ fix }) => fix.preferred);
  if (preferred !== undefined) preferred.made.isPreferred = true;
  return [...actions.filter((one) => one === preferred), ...actions.filter((one) => one !== preferred)].map(
    ({ made }) => made,
  );
}

/** Suppresses findings where their resources are declared, or in the file. What writes it is loaded when first offered. */
async function ignoreActions(here: readonly Here[]): Promise<readonly CodeAction[]> {
  if (here.length === 0) return [];
  const { ignoreEdit, ignoreInFileEdit } = await import('./ignoreAction');
  const actions = here.map(async ({ finding, diagnostics }) => {
    const { rule } = finding;
    const [atResource, inFile] = await Promise.all([ignoreEdit(finding), ignoreInFileEdit(finding)]);
    return {
      here: atResource ? [action(l10n.t('Ignore {0} here (asks for a reason)', rule), diagnostics, atResource)] : [],
      inFile: inFile ? [action(l10n.t('Ignore {0} in this file (asks for a reason)', rule), diagnostics, inFile)] : [],
    };
  });
  const all = await Promise.all(actions);
  return [...all.flatMap((one) => one.here), ...all.flatMap(({ inFile }) => inFile)];
}

function showRuleAction({ finding: { rule }, diagnostics }: Here): CodeAction {
  const made = action(l10n.t('Show rule {0}', rule), diagnostics);
  made.command = { command: 'vscode.open', title: l10n.t('Show rule'), arguments: [pageOf(rule)] };
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
  return [action(l10n.t('Fix all {0} in this file', rule), [], toEdit(edits))];
}

/** Everything in the document that may be fixed unseen; it is run on save where the user asked for that. */
function fixAll(document: TextDocument, published: Published): readonly CodeAction[] {
  const edits = [...chooseEdits(published.findings, policyOf(document, published)).values()].flat();
  if (edits.length === 0) return [];
  const made = new CodeAction(l10n.t('Fix all S3 Backup findings that may be fixed unseen'), fixAllKind);
  made.edit = toEdit(edits);
  return [made];
}

/** One finding of each rule: what is offered for a rule is offered once. */
function oncePerRule(here: readonly Here[]): readonly Here[] {
  return [...new Map(here.toReversed().map((one) => [one.finding.rule, one])).values()].toReversed();
}

/**
 * What is offered for the findings at a place, also where another extension reports them: the preferred fix, the other
 * ones, to ignore it here or in the file, the page of the rule, and all of the rule in the file.
 */
export async function codeActionsAt(
  published: Published,
  document: TextDocument,
  range: Range,
  context: CodeActionContext,
): Promise<CodeAction[]> {
  if (context.only?.contains(fixAllKind) === true) return [...fixAll(document, published)];
  const here = await findingsHere(published.findings, range, context);
  const rules = oncePerRule(here);
  return [
    ...fixActions(here),
    ...(await ignoreActions(rules)),
    ...rules.map(showRuleAction),
    ...rules.flatMap(({ finding }) => fixAllOfRule(document, published, finding.rule)),
  ];
}
