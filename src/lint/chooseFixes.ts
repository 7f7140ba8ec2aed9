import type { TextEdit } from '../model/source';
import { collide } from './applyEdits';
import type { Fix, LintFinding } from './result';
import { counts } from './result';

/** Of which rules the preferred fix is applied, beside all fixes that are safe. */
export interface FixPolicy {
  readonly rules: ReadonlySet<string> | 'all';
}

/** The fix that may be made unseen. @returns `undefined` where there is none. */
export function fixFor(finding: LintFinding, { rules }: FixPolicy): Fix | undefined {
  if (!counts(finding)) return undefined;
  const mayChange = rules === 'all' || rules.has(finding.rule);
  return finding.fixes.find((fix) => fix.safe || (mayChange && fix.preferred));
}

/** The edits of as many fixes as can be made at once, by file. */
export function chooseEdits(
  findings: readonly LintFinding[],
  policy: FixPolicy,
): ReadonlyMap<string, readonly TextEdit[]> {
  const chosen = new Map<string, TextEdit[]>();
  for (const finding of findings) {
    const edits = fixFor(finding, policy)?.edits ?? [];
    if (edits.some((edit) => chosen.get(edit.file)?.some((other) => collide(edit, other)))) continue;
    for (const edit of edits) chosen.set(edit.file, [...(chosen.get(edit.file) ?? []), edit]);
  }
  return chosen;
}
