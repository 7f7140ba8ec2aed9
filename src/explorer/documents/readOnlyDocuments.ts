import * as l10n from '@vscode/l10n';
import type { Event, TextDocumentContentProvider } from 'vscode';
import { commands, Disposable, EventEmitter, Uri, window, workspace } from 'vscode';
import type { CurrentChange, CurrentSession } from '../session/currentSession';

export const scheme = 's3backup';

/** A text about something of the account. */
export interface ReadOnlyDocument {
  /** The file name that its tab shows; its ending tells the language. */
  readonly name: string;
  /** Sets documents of one name apart. */
  readonly id: string;
  /** The bucket whose changes change the text. */
  readonly bucket?: string;
  /** Works out the text anew. */
  text(): Promise<string> | string;
}

/** So many are known at once; older ones keep the text that they show. */
const mostKnown = 50;

/** Texts that can be read, searched and compared in the editor, and not be changed. They belong to one connection. */
export class ReadOnlyDocuments implements TextDocumentContentProvider, Disposable {
  readonly #changed = new EventEmitter<Uri>();
  readonly #known = new Map<string, ReadOnlyDocument>();
  readonly #subscription: Disposable;

  constructor(current: CurrentSession) {
    this.#subscription = Disposable.from(
      workspace.registerTextDocumentContentProvider(scheme, this),
      current.onDidChange((change) => {
        this.#follow(change);
      }),
    );
  }

  get onDidChange(): Event<Uri> {
    return this.#changed.event;
  }

  provideTextDocumentContent(uri: Uri): Promise<string> | string {
    const document = this.#known.get(uri.toString());
    return (
      document?.text() ?? l10n.t('This belongs to an earlier look. Open it again from its row in the S3 Backup view.')
    );
  }

  /** Opens a document as text. */
  async show(document: ReadOnlyDocument): Promise<void> {
    const opened = await workspace.openTextDocument(this.#keep(document));
    await window.showTextDocument(opened, { preview: true });
  }

  /** Opens a Markdown document as it is meant to look, or as text where the editor cannot draw it. */
  async showRendered(document: ReadOnlyDocument): Promise<void> {
    const uri = this.#keep(document);
    try {
      await commands.executeCommand('markdown.showPreview', uri);
    } catch {
      await this.show(document);
    }
  }

  dispose(): void {
    Disposable.from(this.#subscription, this.#changed).dispose();
  }

  #keep(document: ReadOnlyDocument): Uri {
    const uri = Uri.from({ scheme, path: `/${encodeURIComponent(document.id)}/${document.name.replaceAll('/', '_')}` });
    const key = uri.toString();
    const isKnown = this.#known.delete(key);
    this.#known.set(key, document);
    const [oldest] = this.#known.keys();
    if (this.#known.size > mostKnown && oldest !== undefined) this.#known.delete(oldest);
    if (isKnown) this.#changed.fire(uri);
    return uri;
  }

  #follow(change: CurrentChange): void {
    if (change.kind === 'connection') this.#known.clear();
    if (change.kind !== 'buckets') return;
    for (const [key, { bucket }] of this.#known) {
      if (bucket !== undefined && change.names.has(bucket)) this.#changed.fire(Uri.parse(key));
    }
  }
}
