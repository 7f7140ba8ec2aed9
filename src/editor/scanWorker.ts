import { Worker } from 'node:worker_threads';
import type { Uri } from 'vscode';
import { Uri as UriValue } from 'vscode';
import type { ScanOutcome, ScanRequest } from '../lint/scan';
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
  const client = new WorkerClient(new Worker(UriValue.joinPath(extensionUri, 'dist', 'scanWorker.js').fsPath));
  try {
    return await client.scan(request, onProgress, signal);
  } finally {
    client.stop();
  }
}
