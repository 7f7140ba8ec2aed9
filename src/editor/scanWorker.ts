import { Worker } from 'node:worker_threads';
import type { Uri } from 'vscode';
import { l10n, Uri as UriValue } from 'vscode';
import type { ScanOutcome, ScanRequest } from '../lint/scan';
import type { WorkerStart } from '../lint/worker';
import { WorkerClient } from '../lint/worker';
import type { ScanListener } from './scanListener';

/**
 * Judges what is on the disk in a thread of its own, so that the editor is never kept waiting.
 * @throws the reason of the signal, where the scan is no longer wanted.
 */
export async function scanInWorker(
  extensionUri: Uri,
  request: ScanRequest,
  { onProgress, signal }: ScanListener,
): Promise<ScanOutcome> {
  const program = UriValue.joinPath(extensionUri, 'dist', 'scanWorker.js').fsPath;
  const workerData: WorkerStart = { strings: l10n.bundle };
  const client = new WorkerClient(new Worker(program, { workerData }));
  try {
    return await client.scan(request, onProgress, signal);
  } finally {
    client.stop();
  }
}
