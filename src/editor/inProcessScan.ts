import { FileType, workspace } from 'vscode';
import type { ScanOutcome, ScanRequest } from '../lint/scan';
import { scan } from '../lint/scan';
import { Slices } from '../shared/slices';
import type { Entries, Tree } from '../lint/tree';
import type { Dialect } from '../templates/dialect';
import { OpenFiles } from './openFiles';
import { uriOf } from './paths';
import type { ScanListener } from './scanListener';

/** Whatever file system the editor has open, walked. */
class EditorTree extends OpenFiles implements Tree {
  async entries(directory: string): Promise<Entries> {
    try {
      const all = await workspace.fs.readDirectory(uriOf(directory));
      const named = (isWanted: (type: FileType) => boolean): readonly string[] =>
        all.filter(([, type]) => isWanted(type)).map(([name]) => name);
      return {
        files: named((type) => (type & FileType.File) !== 0),
        // Links are not followed: they may lead in circles.
        directories: named((type) => type === FileType.Directory),
      };
    } catch {
      return { files: [], directories: [] };
    }
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

/** Judges folders that no other thread can read, in slices so short that the editor does not wait. */
export function scanInProcess(
  request: ScanRequest,
  dialects: readonly Dialect[],
  { onProgress, signal }: ScanListener,
): Promise<ScanOutcome> {
  return scan(request, new EditorTree(), dialects, { onProgress, slices: new Slices(signal) });
}
