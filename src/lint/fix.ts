import type { TextEdit } from '../model/source';
import type { Dialect } from '../templates/dialect';
import { applyEdits } from './applyEdits';
import type { FixPolicy } from './chooseFixes';
import { chooseEdits } from './chooseFixes';
import { Configurations } from './configurations';
import type { ProjectOutcome, ProjectResult } from './project';
import { lintProject } from './project';
import type { Tree } from './tree';
import { withTexts } from './tree';

/** A fix may make the next one possible; this many rounds are more than any chain needs. */
const maxRounds = 10;

export interface Fixed {
  readonly kind: 'done';
  /** What is found as the files are. */
  readonly before: ProjectResult;
  /** What is found after the fixes. */
  readonly after: ProjectResult;
  /** The new texts of the files that change. */
  readonly texts: ReadonlyMap<string, string>;
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
    const outcome = await lintProject(overlay, paths, dialects, { configurations });
    if (outcome.kind === 'missing') return outcome;
    before ??= outcome.result;
    const edits = round < maxRounds ? chooseEdits(outcome.result.findings, policy) : new Map<string, TextEdit[]>();
    if (edits.size === 0) return { kind: 'done', before, after: outcome.result, texts };
    for (const [file, ofFile] of edits) texts.set(file, applyEdits((await overlay.read(file)) ?? '', ofFile));
  }
}
