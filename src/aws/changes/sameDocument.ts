function sorted(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.toSorted((one, other) => (canonical(one) < canonical(other) ? -1 : 1));
  return Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

/**
 * A document as text in which no order says anything: AWS documents none for the rules, tags and notifications of a
 * bucket, and it means nothing there.
 */
function canonical(document: unknown): string {
  return document === undefined ? '' : JSON.stringify(document, sorted);
}

export function isSameDocument(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other);
}

/** Whether a document has all that is asked for. What AWS fills in besides says nothing. */
export function includesAsked(document: unknown, asked: unknown): boolean {
  if (Array.isArray(asked)) {
    const [members, wanted]: readonly (readonly unknown[])[] = [Array.isArray(document) ? document : [], asked];
    return (
      members?.length === wanted?.length &&
      (wanted ?? []).every((item) => members?.some((member) => includesAsked(member, item)))
    );
  }
  if (typeof asked !== 'object' || asked === null) return document === asked;
  if (typeof document !== 'object' || document === null) return false;
  return Object.entries(asked).every(([name, value]) => includesAsked(Reflect.get(document, name), value));
}
