function sorted(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

/** A document as text in which the order of members says nothing; that of lists does. */
export function canonical(document: unknown): string {
  return document === undefined ? '' : JSON.stringify(document, sorted);
}

export function isSameDocument(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other);
}
