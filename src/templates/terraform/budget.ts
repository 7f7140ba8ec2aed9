/** A root module takes more work than any that people write: a circle, or numbers that multiply. */
export class TooMuch extends Error {}

/** How many steps the evaluation of one root module may take. Of 384 public modules with buckets none takes 15,000. */
const maxSteps = 2_000_000;

/** What one more use of a module costs, in steps. */
export const stepsOfModule = 200;

/** Counts what the evaluation of one root module costs, so that none takes longer than a few seconds. */
export class Budget {
  #left = maxSteps;

  /** @throws {TooMuch} */
  spend(steps = 1): void {
    this.#left -= steps;
    if (this.#left < 0) throw new TooMuch('It takes too many steps to evaluate.');
  }
}

/** Why work was given up that would not have ended, or `undefined` for other errors. */
export function whyGivenUp(error: unknown): string | undefined {
  if (error instanceof TooMuch) return error.message;
  // The stack is full, or a text or list is longer than there can be.
  return error instanceof RangeError ? 'It is nested too deeply, or a value in it is too large.' : undefined;
}
