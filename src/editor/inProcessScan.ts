import type { Uri } from 'vscode';
import { FileType, workspace } from 'vscode';
import { Configurations } from '../lint/configurations';
import type { Tree } from '../lint/project';
import { lintProject } from '../lint/project';
import type { Dialect } from '../templates/dialect';
import { lintSettings } from './lintSettings';
import { OpenFiles } from './openFiles';
import { fileOf, uriOf } from './paths';
import type { ScanListener, ScanSummary } from './scanFolders';

/** Whatever file system the editor has open, walked. */
class EditorTree extends OpenFiles implements Tree {
  readonly #listener: ScanListener;
  #done = 0;

  constructor(listener: ScanListener) {
    super();
    this.#listener = listener;
  }

  override async read(file: string): Promise<string | undefined> {
    this.#listener.signal.throwIfAborted();
    const text = await super.read(file);
    this.#done += 1;
    this.#listener.onProgress({ done: this.#done, total: this.#done });
    return text;
  }

  async directories(directory: string): Promise<readonly string[]> {
    this.#listener.signal.throwIfAborted();
    const entries = await workspace.fs.readDirectory(uriOf(directory)).then(
      (all) => all,
      () => [],
    );
    return entries.filter(([, type]) => type === FileType.Directory).map(([name]) => name);
  }

  async kind(path: string): Promise<'file' | 'directory' | undefined> {
    try {
      const { type } = await workspace.fs.stat(uriOf(path));
      return (type & FileType.Directory) === 0 ? 'file' : 'directory';
    } catch {
      return undefined;
    }
  }
}

/** Judges folders in the thread of the extension, through the editor's file systems. */
export async function scanInProcess(
  roots: readonly Uri[],
  dialects: readonly Dialect[],
  listener: ScanListener,
): Promise<ScanSummary> {
  const tree = new EditorTree(listener);
  const configurations = new Configurations({ files: tree, below: (file) => lintSettings(file).configuration });
  const outcome = await lintProject(tree, roots.map(fileOf), dialects, configurations);
  if (outcome.kind === 'missing') throw new Error(`There is no ${outcome.path}.`);
  return outcome.result;
}
