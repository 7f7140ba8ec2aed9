import type { TextDocument } from 'vscode';
import { FileType, workspace } from 'vscode';
import type { Files } from '../templates/dialect';
import { fileOf, uriOf } from './paths';

/** `configurationName` of the core, without what reads it. */
const configurationFile = '.s3backup.json';

/** Files as the editor sees them: what is open comes before what is on the disk. */
export class OpenFiles implements Files {
  readonly #open = new Map(workspace.textDocuments.map((document) => [fileOf(document.uri), document]));
  readonly #versions = new Map<TextDocument, number>();

  async read(file: string): Promise<string | undefined> {
    const document = this.#open.get(file);
    // A configuration that was deleted may still be open, and decides nothing any more.
    const isOnDisk = document?.isDirty === false && file.endsWith(`/${configurationFile}`);
    if (document !== undefined && !isOnDisk) {
      this.#versions.set(document, document.version);
      return document.getText();
    }
    try {
      return new TextDecoder().decode(await workspace.fs.readFile(uriOf(file)));
    } catch {
      return undefined;
    }
  }

  list(directory: string): Promise<readonly string[]> {
    return this.#entries(directory, FileType.File);
  }

  directories(directory: string): Promise<readonly string[]> {
    return this.#entries(directory, FileType.Directory);
  }

  async #entries(directory: string, wanted: FileType): Promise<readonly string[]> {
    try {
      const entries = await workspace.fs.readDirectory(uriOf(directory));
      return entries.filter(([, type]) => (type & wanted) !== 0).map(([name]) => name);
    } catch {
      return [];
    }
  }

  /** Whether every document that was read is still as it was. */
  get isCurrent(): boolean {
    return [...this.#versions].every(([document, version]) => !document.isClosed && document.version === version);
  }

  /** The version in which a document was read. */
  versionOf(document: TextDocument): number | undefined {
    return this.#versions.get(document);
  }
}
