import { setMaxListeners } from 'node:events';
import PQueue from 'p-queue';
import type { Schedule } from './call';
import { callsInHand, parallelCalls } from './call';

/** Lets a few calls at a time start, those of high priority first, until a signal ends all. */
export class CallQueue {
  readonly #queue = new PQueue({ concurrency: parallelCalls + callsInHand });
  readonly #signal: AbortSignal;

  constructor(signal: AbortSignal) {
    this.#signal = signal;
    // Each call under way listens.
    setMaxListeners(0, signal);
  }

  /** @returns what starts calls of this priority. Once the signal is aborted, those that wait fail as given up. */
  schedule(priority: number): Schedule {
    return (call) => this.#queue.add(() => this.#unlessOver(call), { priority, throwOnTimeout: true });
  }

  /** Instead of the queue's own `signal`: it listens to that for every call, and never stops listening. */
  #unlessOver<T>(call: () => Promise<T>): Promise<T> {
    this.#signal.throwIfAborted();
    return call();
  }
}
