import type { Dialect } from '../templates/dialect';
import type { Group } from './groups';
import { sizeOf } from './groups';
import { JudgedBefore } from './judgedBefore';
import { lintTexts } from './lintTexts';
import type { Judgement, LintFinding } from './result';
import { withoutFixes } from './result';
import type { Slices } from '../shared/slices';
import { readAll } from './survey';
import type { Tree } from './tree';

/** Judges groups of files and tells, group by group, how many files are done. */
export type JudgeGroups = (groups: readonly Group[], onDone: (files: number) => void) => Promise<readonly Judgement[]>;

/** What is wanted of groups, beside who judges them. */
export interface JudgeOptions {
  /** Whether findings come with fixes. Without them, a whole tree takes a fifth less time. */
  readonly fixes: boolean;
}

/** Plain data: what a finding was made from is not kept. */
function plain(finding: LintFinding, { fixes }: JudgeOptions): LintFinding {
  return fixes ? { ...finding } : withoutFixes(finding);
}

interface Judging {
  readonly tree: Tree;
  readonly dialects: readonly Dialect[];
  readonly options: JudgeOptions;
  readonly before: JudgedBefore;
}

async function judgeGroup(group: Group, { tree, dialects, options, before }: Judging): Promise<Judgement> {
  const texts = await Promise.all(
    group.map(async ({ dialect: id, files }) => {
      const dialect = dialects.find((candidate) => candidate.id === id);
      if (dialect === undefined) throw new Error(`There is no dialect ${id}.`);
      return { dialect, sources: await readAll(tree, files) };
    }),
  );
  return before.judge(texts, tree, async (files) => {
    const { findings, buckets, skipped } = await lintTexts(texts, files);
    return { findings: findings.map((finding) => plain(finding, options)), buckets, skipped };
  });
}

/**
 * Judges groups one after the other in this thread.
 * @param before What this thread has judged with the same options, if it judges more than once.
 */
export function judgeHere(
  tree: Tree,
  dialects: readonly Dialect[],
  slices: Slices,
  options: JudgeOptions = { fixes: true },
  before = new JudgedBefore(),
): JudgeGroups {
  return async (groups, onDone) => {
    const judgements: Judgement[] = [];
    for (const group of groups) {
      await slices.breathe();
      judgements.push(await judgeGroup(group, { tree, dialects, options, before }));
      onDone(sizeOf(group));
    }
    return judgements;
  };
}
