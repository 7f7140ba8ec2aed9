import type { CodeAction, CodeActionContext, CodeActionProvider, Range, TextDocument } from 'vscode';
import { CodeActionKind } from 'vscode';
import type { Diagnostics } from './diagnostics';
import { fixAllKind } from './fixAllKind';

/** Offers code actions. What makes them is loaded when something is found that they are for. */
export class FixActions implements CodeActionProvider {
  static readonly metadata = { providedCodeActionKinds: [CodeActionKind.QuickFix, fixAllKind] };
  readonly #diagnostics: Diagnostics;

  constructor(diagnostics: Diagnostics) {
    this.#diagnostics = diagnostics;
  }

  async provideCodeActions(document: TextDocument, range: Range, context: CodeActionContext): Promise<CodeAction[]> {
    const { only } = context;
    const isWanted = [fixAllKind, CodeActionKind.QuickFix].some((kind) => only?.contains(kind) ?? true);
    const published = isWanted ? await this.#diagnostics.current(document) : undefined;
    if (published === undefined || published.findings.length === 0) return [];
    const { codeActionsAt } = await import('./codeActions');
    return codeActionsAt(published, document, range, context);
  }
}
