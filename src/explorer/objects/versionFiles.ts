import type { FileStat, FileSystemProvider, Event, Uri } from 'vscode';
import { Disposable, EventEmitter, FileSystemError, workspace } from 'vscode';
import type { CurrentSession } from '../session/currentSession';
import { versionScheme } from './versionScheme';

/**
 * Versions of objects as files that can be read: the editor opens, decodes and compares them as it does its own, images
 * and binary data as well. What reads them is loaded with the first.
 */
export class VersionFiles implements FileSystemProvider, Disposable {
  readonly #current: CurrentSession;
  readonly #changed = new EventEmitter<[]>();
  readonly #registration: Disposable;

  constructor(current: CurrentSession) {
    this.#current = current;
    this.#registration = workspace.registerFileSystemProvider(versionScheme, this, {
      isReadonly: true,
      isCaseSensitive: true,
    });
  }

  /** A version never changes. */
  get onDidChangeFile(): Event<[]> {
    return this.#changed.event;
  }

  watch(): Disposable {
    return new Disposable(() => undefined);
  }

  async stat(uri: Uri): Promise<FileStat> {
    const { statVersion } = await import('./versionData');
    return statVersion(this.#current, uri);
  }

  async readFile(uri: Uri): Promise<Uint8Array> {
    const { dataOfVersion } = await import('./versionData');
    return dataOfVersion(this.#current, uri);
  }

  readDirectory(uri: Uri): never {
    throw FileSystemError.FileNotADirectory(uri);
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
