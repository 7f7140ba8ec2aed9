import type { Uri } from 'vscode';
import { workspace } from 'vscode';
import type { ScanRequest, ScanResult } from '../lint/scan';
import type { Dialect } from '../templates/dialect';
import { scanInProcess } from './inProcessScan';
import { lintSettings } from './lintSettings';
import { fileOf } from './paths';
import type { ScanListener } from './scanListener';
import { scanInWorker } from './scanWorker';

export interface ScanDependencies {
  readonly extensionUri: Uri;
  /** The parsers, for file systems that only this thread can read. */
  readonly loadDialects: () => Promise<readonly Dialect[]>;
}

function requestOf(roots: readonly Uri[]): ScanRequest {
  const unsaved = workspace.textDocuments.filter(({ isDirty, isUntitled }) => isDirty && !isUntitled);
  return {
    paths: roots.map(fileOf),
    texts: new Map(unsaved.map((document) => [fileOf(document.uri), document.getText()])),
    settings: new Map(roots.map((root) => [fileOf(root), lintSettings(fileOf(root)).configuration])),
  };
}

/**
 * Judges all files below some folders: on a disk in a thread of its own, anywhere else in this one.
 * @throws the reason of the signal, where the scan is no longer wanted.
 */
export async function scanFolders(
  { extensionUri, loadDialects }: ScanDependencies,
  roots: readonly Uri[],
  listener: ScanListener,
): Promise<ScanResult> {
  const request = requestOf(roots);
  const onDisk = [extensionUri, ...roots].every(({ scheme }) => scheme === 'file');
  const outcome = onDisk
    ? await scanInWorker(extensionUri, request, listener)
    : await scanInProcess(request, await loadDialects(), listener);
  if (outcome.kind === 'missing') throw new Error(`There is no ${outcome.path}.`);
  return outcome.result;
}
