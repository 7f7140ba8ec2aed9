/** The account's own time, in milliseconds since 1970. */
export interface Clock {
  now(): number;
  /** Moves the time forward. What falls due meanwhile happens before the next call is answered. */
  advance(milliseconds: number): void;
}

/**
 * A clock that runs on a source of time plus what it was advanced by.
 *
 * @param source the machine's time, or a function that always gives the same moment for a clock that stands still.
 */
export function createClock(source: () => number = Date.now): Clock {
  let ahead = 0;
  return {
    now: () => source() + ahead,
    advance(milliseconds) {
      if (!(milliseconds >= 0)) {
        throw new RangeError('Time only goes forward: advance by 0 milliseconds or more.');
      }
      ahead += milliseconds;
    },
  };
}

export const second = 1000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;
