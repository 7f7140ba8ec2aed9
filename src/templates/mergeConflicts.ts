interface Span {
  readonly start: number;
  readonly end: number;
}

/** @returns where the next line starts that begins with a marker and says at most a name behind it, or -1. */
function markerFrom(text: string, marker: string, from: number): number {
  for (let at = text.indexOf(marker, from); at !== -1; at = text.indexOf(marker, at + marker.length)) {
    const next = text[at + marker.length];
    const startsLine = at === 0 || text[at - 1] === '\n';
    if (startsLine && (next === undefined || next === ' ' || next === '\r' || next === '\n')) return at;
  }
  return -1;
}

/**
 * The conflicts that a merge left in a text, from `<<<<<<<` to the line of `>>>>>>>`. Both sides stand in them, so
 * nothing between is what anybody wants. A marker without its end is left to the parser.
 */
export function mergeConflicts(text: string): readonly Span[] {
  const conflicts: Span[] = [];
  for (let start = markerFrom(text, '<<<<<<<', 0); start !== -1;) {
    const close = markerFrom(text, '>>>>>>>', start);
    if (close === -1) break;
    const newline = text.indexOf('\n', close);
    const end = newline === -1 ? text.length : newline + 1;
    conflicts.push({ start, end });
    start = markerFrom(text, '<<<<<<<', end);
  }
  return conflicts;
}

/** Whether a part of a text has a part in a conflict. */
export function isConflicting({ start, end }: Span, conflicts: readonly Span[]): boolean {
  return conflicts.some((conflict) => conflict.start < end && start < conflict.end);
}

/** Why a text with a conflict is not read in full. @param line counted from zero. */
export function whyConflicting(line: number): string {
  return `A merge conflict starts in line ${line + 1}.`;
}
