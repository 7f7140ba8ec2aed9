import type { Failure } from '../failure';
import { classify, describeFailure, errorName, isAbort, nextStep } from '../failure';

/** What a change hangs on could not be read. */
export class UnreadError extends Error {
  override readonly name = 'UnreadError';
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(`${describeFailure(failure)}. ${nextStep(failure)}`);
    this.failure = failure;
  }
}

/**
 * Reads what a change hangs on.
 * @param action The IAM action that the read needs.
 * @throws UnreadError, or the error by which the read was given up on purpose.
 */
export async function readForChange<T>(action: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (isAbort(error)) throw error;
    throw new UnreadError(classify(error, action));
  }
}

/** The same, where AWS says by one of these errors that there is nothing to read. */
export function readIfAny<T>(action: string, none: readonly string[], read: () => Promise<T>): Promise<T | undefined> {
  return readForChange(action, async () => {
    try {
      return await read();
    } catch (error) {
      if (none.includes(errorName(error))) return undefined;
      throw error;
    }
  });
}
