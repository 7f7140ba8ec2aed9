import type { CancellationToken } from 'vscode';

/** A signal that is aborted when the person cancels. */
export function signalOf(token: CancellationToken): AbortSignal {
  const abort = new AbortController();
  token.onCancellationRequested(() => {
    abort.abort();
  });
  return abort.signal;
}
