function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff;
}

/**
 * Compares keys by their UTF-8 bytes, which is the order in which S3 lists them. JavaScript compares UTF-16 units, which
 * puts U+10000 and above before U+E000.
 */
export function compareKeys(one: string, other: string): number {
  const length = Math.min(one.length, other.length);
  for (let index = 0; index < length; index += 1) {
    const a = one.charCodeAt(index);
    const b = other.charCodeAt(index);
    if (a === b) continue;
    if (isSurrogate(a) === isSurrogate(b)) return a - b;
    return isSurrogate(a) ? 1 : -1;
  }
  return one.length - other.length;
}

/** The part of a key behind its last slash; of a key that ends with one, the part before it. */
export function baseName(key: string): string {
  const end = key.endsWith('/') && key.length > 1 ? key.length - 1 : key.length;
  return key.slice(key.lastIndexOf('/', end - 1) + 1);
}
