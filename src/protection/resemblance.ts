/** Letters and digits only, without case: what is left when somebody writes `back-up` for `Backup`. */
function bare(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** One letter more, less or other, or two that changed places. */
function isOneSlipAway(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  let start = 0;
  while (start < short.length && short[start] === long[start]) start += 1;
  const [shortRest, longRest] = [short.slice(start), long.slice(start)];
  if (short.length < long.length) return shortRest === longRest.slice(1);
  const swapped = `${shortRest.charAt(1)}${shortRest.charAt(0)}${shortRest.slice(2)}`;
  return shortRest.slice(1) === longRest.slice(1) || swapped === longRest;
}

/** Shorter words are one slip away from too many others. */
const longEnough = 4;

/** Whether two different texts are likely to be meant for the same: they differ by case, by a dash, or by one slip. */
export function resembles(one: string, other: string): boolean {
  const [left, right] = [bare(one), bare(other)];
  if (left === right) return left !== '';
  if (Math.min(left.length, right.length) < longEnough || Math.abs(left.length - right.length) > 1) return false;
  return isOneSlipAway(left, right);
}
