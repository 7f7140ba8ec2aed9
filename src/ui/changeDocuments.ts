import * as l10n from '@vscode/l10n';
import type { CodeLens, CodeLensProvider, Event, TextDocument, TextDocumentContentProvider } from 'vscode';
import {
  CodeLens as Lens,
  Disposable,
  EventEmitter,
  languages,
  Range,
  TabInputText,
  Uri,
  ViewColumn,
  window,
  workspace,
} from 'vscode';

/** What can be done with a document of a change: a line above its text. */
export interface DocumentAction {
  readonly title: string;
  readonly command: string;
  /** What the command is called on; the document, if left out. */
  readonly argument?: unknown;
}

/** What a document shows, and what it is about. */
export interface Shown<T> {
  readonly value: T;
  readonly text: string;
  readonly actions: readonly DocumentAction[];
}

/** Read-only documents that show what is to be done, and then what became of it. */
export class ChangeDocuments<T> implements TextDocumentContentProvider, CodeLensProvider, Disposable {
  readonly #shown = new Map<string, Shown<T>>();
  readonly #changed = new EventEmitter<Uri>();
  readonly #lensesChanged = new EventEmitter<void>();
  readonly #subscription: Disposable;
  readonly #scheme: string;
  #count = 0;

  /** @param scheme Of their addresses; menus ask for it. */
  constructor(scheme: 's3backup-change' | 's3backup-work') {
    this.#scheme = scheme;
    this.#subscription = Disposable.from(
      workspace.registerTextDocumentContentProvider(scheme, this),
      languages.registerCodeLensProvider({ scheme }, this),
      workspace.onDidCloseTextDocument(({ uri }) => {
        this.#shown.delete(uri.toString());
      }),
    );
  }

  get onDidChange(): Event<Uri> {
    return this.#changed.event;
  }

  get onDidChangeCodeLenses(): Event<void> {
    return this.#lensesChanged.event;
  }

  provideTextDocumentContent(uri: Uri): string {
    return this.#shown.get(uri.toString())?.text ?? l10n.t('This preview is over. Ask for a new one.\n');
  }

  provideCodeLenses({ uri }: TextDocument): CodeLens[] {
    const top = new Range(0, 0, 0, 0);
    const actions = this.#shown.get(uri.toString())?.actions ?? [];
    return actions.map(
      ({ title, command, argument = uri }) => new Lens(top, { title, command, arguments: [argument] }),
    );
  }

  /** Opens a document of its own. @param title Becomes the name of its tab. */
  async open(title: string, shown: Shown<T>): Promise<void> {
    this.#count += 1;
    const uri = Uri.from({ scheme: this.#scheme, path: `/${this.#count}/${title.replaceAll('/', ' ')}.md` });
    this.#shown.set(uri.toString(), shown);
    const document = await workspace.openTextDocument(uri);
    await window.showTextDocument(document, { preview: false, viewColumn: ViewColumn.Active });
  }

  /**
   * Shows something else in a document.
   * @returns whether it is open in some tab; a person may have closed it meanwhile.
   */
  update(uri: Uri, shown: Shown<T>): boolean {
    this.#shown.set(uri.toString(), shown);
    this.#changed.fire(uri);
    this.#lensesChanged.fire();
    const tabs = window.tabGroups.all.flatMap((group) => group.tabs);
    return tabs.some(({ input }) => input instanceof TabInputText && input.uri.toString() === uri.toString());
  }

  /** What a document shows: the given one, else the one that has the cursor. */
  find(argument: unknown): { readonly uri: Uri; readonly value: T } | undefined {
    const uri = argument instanceof Uri ? argument : window.activeTextEditor?.document.uri;
    const shown = uri && this.#shown.get(uri.toString());
    return uri && shown && { uri, value: shown.value };
  }

  dispose(): void {
    Disposable.from(this.#subscription, this.#changed, this.#lensesChanged).dispose();
  }
}
