import type { TextEdit } from '../model/source';
import type { Dialect } from '../templates/dialect';
import { applyEdits } from './applyEdits';
import type { FixPolicy } from './chooseFixes';
import { chooseEdits, fixFor } from './chooseFixes';
import { Configurations } from './configurations';
import type { ProjectOutcome, ProjectResult } from './project';
import { lintProject } from './project';
import type { LintFinding } from './result';
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
  /** The files that would change and must not, and why. */
  readonly refused: ReadonlyMap<string, string>;
}

/** Asks, once for each file, whether it may be changed. */
class Refusals {
  readonly refused = new Map<string, string>();
  readonly #tree: Tree;
  readonly #allowed = new Set<string>();

  constructor(tree: Tree) {
    this.#tree = tree;
  }

  /** The findings whose fixes change only files that may be changed. */
  async allowed(findings: readonly LintFinding[], policy: FixPolicy): Promise<readonly LintFinding[]> {
    const allowed: LintFinding[] = [];
    for (const finding of findings) {
      const files = new Set(fixFor(finding, policy)?.edits.map(({ file }) => file));
      const answers = await Promise.all([...files].map((file) => this.#mayChange(file)));
      if (answers.every((answer) => answer)) allowed.push(finding);
    }
    return allowed;
  }

  async #mayChange(file: string): Promise<boolean> {
    if (this.#allowed.has(file)) return true;
    const why = this.refused.get(file) ?? (await this.#tree.refusal?.(file));
    if (why === undefined) this.#allowed.add(file);
    else this.refused.set(file, why);
    return why === undefined;
  }
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
  const refusals = new Refusals(tree);
  let before: ProjectResult | undefined;
  for (let round = 0; ; round += 1) {
    const outcome = await lintProject(overlay, paths, dialects, { configurations });
    if (outcome.kind === 'missing') return outcome;
    before ??= outcome.result;
    const allowed = await refusals.allowed(outcome.result.findings, policy);
    const edits = round < maxRounds ? chooseEdits(allowed, policy) : new Map<string, TextEdit[]>();
    if (edits.size === 0) return { kind: 'done', before, after: outcome.result, texts, refused: refusals.refused };
    for (const [file, ofFile] of edits) texts.set(file, applyEdits((await overlay.read(file)) ?? '', ofFile));
  }
}
