/** What sends commands, as the SDK's clients do. */
interface Sender {
  send(command: never, options?: { readonly abortSignal?: AbortSignal }): Promise<unknown>;
}

/** What a call gives, or the signal's reason once that is aborted, whichever comes first. */
function unlessAborted<T>(signal: AbortSignal, call: () => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const end = (): void => {
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', end, { once: true });
    void call()
      .then(resolve, reject)
      .finally(() => {
        signal.removeEventListener('abort', end);
      });
  });
}

/** Makes a client give up at once. The SDK listens while a request is under way, and not while it waits between two attempts. */
export function giveUpAtOnce(client: Sender): void {
  const send = client.send.bind(client);
  client.send = (command, options) => {
    const signal = options?.abortSignal;
    return signal === undefined ? send(command, options) : unlessAborted(signal, () => send(command, options));
  };
}
