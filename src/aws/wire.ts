import { setImmediate } from 'node:timers/promises';
import type { MiddlewareStack } from '@smithy/types';
import PQueue from 'p-queue';
import { parallelCalls } from './call';

/** A client, as far as its requests pass through here. */
interface Client {
  readonly middlewareStack: Pick<MiddlewareStack<object, object>, 'add'>;
}

/**
 * Lets a few requests of a connection be on their way at a time. What comes before and after one, such as signing
 * and reading, is done while others are on their way, so that latency is all that the network costs.
 */
export class Wire {
  readonly #queue = new PQueue({ concurrency: parallelCalls });

  /** Sends all requests of a client this way. */
  carry(client: Client): void {
    client.middlewareStack.add(
      (next) => async (args) => {
        const answer = await this.#queue.add(() => next(args), { throwOnTimeout: true });
        // Other answers that came with this one make room for requests that wait, before any of them is read.
        await setImmediate();
        return answer;
      },
      { step: 'deserialize', name: 's3backupWire', priority: 'low' },
    );
  }
}
