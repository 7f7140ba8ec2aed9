import type { Event, FileStat, FileSystemProvider, FileType, Uri } from 'vscode';
import { Disposable, EventEmitter, FileSystemError, workspace } from 'vscode';

/** Reads what stands at an address. What fails is a `FileSystemError`. */
export interface FileReader {
  stat(uri: Uri): Promise<FileStat>;
  readFile(uri: Uri): Promise<Uint8Array>;
  /** Left out where there are no folders. */
  readDirectory?(uri: Uri): Promise<[string, FileType][]>;
}

/**
 * Something of an account as files that can be read and never change: the editor opens, decodes and compares them as it
 * does its own, images and binary data as well.
 */
export class ReadOnlyFiles implements FileSystemProvider, Disposable {
  readonly #reader: FileReader;
  readonly #changed = new EventEmitter<[]>();
  readonly #registration: Disposable;

  constructor(scheme: string, reader: FileReader) {
    this.#reader = reader;
    const options = { isReadonly: true, isCaseSensitive: true };
    this.#registration = workspace.registerFileSystemProvider(scheme, this, options);
  }

  get onDidChangeFile(): Event<[]> {
    return this.#changed.event;
  }

  watch(): Disposable {
    return new Disposable(() => undefined);
  }

  stat(uri: Uri): Promise<FileStat> {
    return this.#reader.stat(uri);
  }

  readFile(uri: Uri): Promise<Uint8Array> {
    return this.#reader.readFile(uri);
  }

  readDirectory(uri: Uri): Promise<[string, FileType][]> {
    if (this.#reader.readDirectory === undefined) throw FileSystemError.FileNotADirectory(uri);
    return this.#reader.readDirectory(uri);
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
