import type { TextEdit } from '../model/source';
import type { Dialect } from '../templates/dialect';
import { applyEdits } from './applyEdits';
import type { FixPolicy } from './chooseFixes';
import { chooseEdits } from './chooseFixes';
import { Configurations } from './configurations';
import type { ProjectOutcome, ProjectResult, Tree } from './project';
import { lintProject } from './project';

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
