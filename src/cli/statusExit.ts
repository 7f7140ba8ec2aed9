import type { Severity } from '../model/finding';
import { isAtLeast } from '../model/finding';
import type { AccountStatus } from './statusReading';

/** Codes of reasons that say no more than that something could not be found out. */
const unknowns: ReadonlySet<string> = new Set(['denied', 'not-read', 'cannot-tell']);

/** 1 for a reason of the severity, 2 where no bucket could be listed, else 0. What is not known is no reason to fail. */
export function statusExit({ isListed, buckets }: AccountStatus, failOn: Severity): 0 | 1 | 2 {
  if (!isListed) return 2;
  const reasons = buckets.flatMap(({ assessment }) => assessment.reasons);
  return reasons.some(({ code, severity }) => !unknowns.has(code) && isAtLeast(severity, failOn)) ? 1 : 0;
}
