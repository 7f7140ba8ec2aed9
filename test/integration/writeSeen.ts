import * as vscode from 'vscode';
import { eventually } from './eventually';

/** After so long, in milliseconds, a change that nobody has told of is made again. */
const againAfter = 3_000;

/**
 * Writes a file, and waits until the editor tells of it: on a busy machine the watcher of the disk misses what happens
 * in a folder that is only just there.
 */
export async function writeSeen(uri: vscode.Uri, text: string): Promise<vscode.Uri> {
  const [, folder = '', name = ''] = /^(.*\/)([^/]+)$/.exec(uri.path) ?? [];
  const watcher = vscode.workspace.createFileSystemWatcher(
    new vscode.RelativePattern(uri.with({ path: folder }), name),
  );
  let isSeen = false;
  const see = (): void => {
    isSeen = true;
  };
  watcher.onDidCreate(see);
  watcher.onDidChange(see);
  let written = -Infinity;
  try {
    await eventually(
      async () => {
        if (!isSeen && performance.now() - written > againAfter) {
          written = performance.now();
          await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
        }
        return isSeen ? true : undefined;
      },
      () => `Nobody told of ${uri.path}.`,
    );
  } finally {
    watcher.dispose();
  }
  return uri;
}
