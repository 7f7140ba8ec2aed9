import type { Failure } from '../failure';
import { classify } from '../failure';

/** How long a call waits before it is tried again, in milliseconds: twice as long each time. */
const firstWait = 500;
const longestWait = 20_000;
const mostTries = 8;

/** Errors of S3 after which the same call may go through. Source: Amazon S3 API reference, error responses. */
const passing = /^(?:SlowDown|InternalError|ServiceUnavailable|RequestTimeout|OperationAborted|503|500|Unconfirmed)$/u;

export function isPassingCode(code: string): boolean {
  return passing.test(code);
}

function isPassing(failure: Failure, error: unknown): boolean {
  switch (failure.kind) {
    case 'throttled':
    case 'timeout':
    case 'network':
      return true;
    default:
      return error instanceof Error && isPassingCode(error.name);
  }
}

export function waitBefore(attempt: number): number {
  return Math.min(longestWait, firstWait * 2 ** (attempt - 1));
}

/** What is asked of those who wait. */
export interface Patience {
  /** Waits, in milliseconds. @throws to give up. */
  readonly wait: (milliseconds: number) => Promise<void>;
  /** AWS asks for fewer requests. */
  readonly throttled?: () => void;
}

/** Makes a call again where it failed for a cause that passes. @throws what the last try threw. */
export async function patiently<T>(action: string, patience: Patience, call: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call();
    } catch (error) {
      const failure = classify(error, action);
      if (failure.kind === 'throttled') patience.throttled?.();
      if (attempt >= mostTries || !isPassing(failure, error)) throw error;
      await patience.wait(waitBefore(attempt));
    }
  }
}
