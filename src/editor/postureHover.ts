import type { Hover, HoverProvider, Position, TextDocument } from 'vscode';
import type { Diagnostics } from './diagnostics';

/** Tells over a bucket's name what is known of it, and where each fact is decided. */
export class PostureHover implements HoverProvider {
  readonly #diagnostics: Diagnostics;

  constructor(diagnostics: Diagnostics) {
    this.#diagnostics = diagnostics;
  }

  async provideHover(document: TextDocument, position: Position): Promise<Hover | undefined> {
    const published = await this.#diagnostics.current(document);
    if (published === undefined) return undefined;
    const { hoverAt } = await import('./hover');
    return hoverAt(published, document, position);
  }
}
