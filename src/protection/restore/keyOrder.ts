/**
 * The order in which S3 lists keys: by their UTF-8 bytes, which is by code points. JavaScript compares UTF-16 units, which
 * differs where a key has characters beyond the first plane. Negative where `one` comes first.
 */
export function compareKeys(one: string, other: string): number {
  const shared = Math.min(one.length, other.length);
  for (let at = 0; at < shared; at += 1) {
    const [unit, otherUnit] = [one.charCodeAt(at), other.charCodeAt(at)];
    if (unit !== otherUnit) return rank(unit) - rank(otherUnit);
  }
  return one.length - other.length;
}

/** Surrogates stand for code points beyond all others. */
function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
