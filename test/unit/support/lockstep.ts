import type { SampleAccount } from '../../../src/emulator/account';

type Handle = SampleAccount['handle'];

/** Turns of the event loop in which nothing comes until all that can be asked now is taken to be asked. */
const quietTurns = 8;

/** Answers calls in steps: all that are under way at once, then all that those made possible, and so on. */
export interface Lockstep {
  /** How many steps it took: the time that all took, if each call took one. */
  readonly steps: number;
  readonly handle: Handle;
}

/** Gives all calls the same latency, counted and not measured, so that a slow machine changes nothing. */
export function lockstep(account: SampleAccount): Lockstep {
  let waiting: (() => void)[] = [];
  let steps = 0;
  let seen = 0;
  let quiet = 0;
  let isWatching = false;
  const watch = (): void => {
    quiet = waiting.length === seen ? quiet + 1 : 0;
    seen = waiting.length;
    if (quiet >= quietTurns && seen > 0) {
      const released = waiting;
      waiting = [];
      [steps, seen, quiet] = [steps + 1, 0, 0];
      for (const release of released) release();
    }
    isWatching = waiting.length > 0;
    if (isWatching) setImmediate(watch);
  };
  return {
    get steps() {
      return steps;
    },
    async handle(request, options) {
      await new Promise<void>((resolve) => {
        waiting.push(resolve);
        if (!isWatching) setImmediate(watch);
        isWatching = true;
      });
      return account.handle(request, options);
    },
  };
}
