import type { Event, FileStat, FileSystemProvider, FileType, Uri } from 'vscode';
import { Disposable, EventEmitter, FileSystemError, workspace } from 'vscode';
import type { CurrentSession } from '../session/currentSession';

/**
 * What a recovery point holds, as files that can be read: through a backup access point, which somebody has opened. What
 * reads them is loaded with the first.
 */
export class PointFiles implements FileSystemProvider, Disposable {
  readonly #current: CurrentSession;
  readonly #changed = new EventEmitter<[]>();
  readonly #registration: Disposable;

  constructor(current: CurrentSession) {
    this.#current = current;
    const options = { isReadonly: true, isCaseSensitive: true };
    this.#registration = workspace.registerFileSystemProvider('s3backup-point', this, options);
  }

  /** A recovery point never changes. */
  get onDidChangeFile(): Event<[]> {
    return this.#changed.event;
  }

  watch(): Disposable {
    return new Disposable(() => undefined);
  }

  async stat(uri: Uri): Promise<FileStat> {
    const { statPoint } = await import('./pointData');
    return statPoint(this.#current, uri);
  }

  async readDirectory(uri: Uri): Promise<[string, FileType][]> {
    const { listPoint } = await import('./pointData');
    return listPoint(this.#current, uri);
  }

  async readFile(uri: Uri): Promise<Uint8Array> {
    const { dataOfPoint } = await import('./pointData');
    return dataOfPoint(this.#current, uri);
  }

  createDirectory(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }

  writeFile(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }

  delete(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }

  rename(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }

  dispose(): void {
    Disposable.from(this.#registration, this.#changed).dispose();
  }
}
