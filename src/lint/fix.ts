import type { TextEdit } from '../model/source';
import type { Dialect } from '../templates/dialect';
import { applyEdits, collide } from './applyEdits';
import { Configurations } from './configurations';
import type { ProjectOutcome, ProjectResult, Tree } from './project';
import { lintProject } from './project';
import type { Fix, LintFinding } from './result';
import { counts } from './result';

/** A fix may make the next one possible; this many rounds are more than any chain needs. */
const maxRounds = 10;

/** Of which rules the preferred fix is applied, beside all fixes that are safe. */
export interface FixPolicy {
  readonly rules: ReadonlySet<string> | 'all';
}

export interface Fixed {
  readonly kind: 'done';
  /** What is found as the files are. */
  readonly before: ProjectResult;
  /** What is found after the fixes. */
  readonly after: ProjectResult;
  /** The new texts of the files that change. */
  readonly texts: ReadonlyMap<string, string>;
}

function fixFor(finding: LintFinding, { rules }: FixPolicy): Fix | undefined {
  if (!counts(finding)) return undefined;
  const mayChange = rules === 'all' || rules.has(finding.rule);
  return finding.fixes.find((fix) => fix.safe || (mayChange && fix.preferred));
}

/** The edits of as many fixes as can be made at once, by file. */
function chooseEdits(findings: readonly LintFinding[], policy: FixPolicy): ReadonlyMap<string, readonly TextEdit[]> {
  const chosen = new Map<string, TextEdit[]>();
  for (const finding of findings) {
    const edits = fixFor(finding, policy)?.edits ?? [];
    if (edits.some((edit) => chosen.get(edit.file)?.some((other) => collide(edit, other)))) continue;
    for (const edit of edits) chosen.set(edit.file, [...(chosen.get(edit.file) ?? []), edit]);
  }
  return chosen;
}

/** A tree in which some files have another text. */
function withTexts(tree: Tree, texts: ReadonlyMap<string, string>): Tree {
  return {
    kind: (path) => tree.kind(path),
    list: (directory) => tree.list(directory),
    directories: (directory) => tree.directories(directory),
    read: (file) => {
      const text = texts.get(file);
      return text === undefined ? tree.read(file) : Promise.resolve(text);
    },
  };
}

/** Applies fixes until there are none left. Nothing is written: the new texts are handed back. */
export async function fixProject(
  tree: Tree,
  paths: readonly string[],
  dialects: readonly Dialect[],
  policy: FixPolicy,
  configurations = new Configurations({ files: tree }),
): Promise<Fixed | (ProjectOutcome & { readonly kind: 'missing' })> {
  const texts = new Map<string, string>();
  const overlay = withTexts(tree, texts);
  let before: ProjectResult | undefined;
  for (let round = 0; ; round += 1) {
    const outcome = await lintProject(overlay, paths, dialects, configurations);
    if (outcome.kind === 'missing') return outcome;
    before ??= outcome.result;
    const edits = round < maxRounds ? chooseEdits(outcome.result.findings, policy) : new Map<string, TextEdit[]>();
    if (edits.size === 0) return { kind: 'done', before, after: outcome.result, texts };
    for (const [file, ofFile] of edits) texts.set(file, applyEdits((await overlay.read(file)) ?? '', ofFile));
  }
}
