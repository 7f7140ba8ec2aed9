import type { Dialect } from '../templates/dialect';
import type { Group } from './groups';
import { sizeOf } from './groups';
import { lintTexts } from './lintTexts';
import type { Judgement } from './result';
import type { Slices } from './slices';
import { readAll } from './survey';
import type { Tree } from './tree';

/** Judges groups of files and tells, group by group, how many files are done. */
export type JudgeGroups = (groups: readonly Group[], onDone: (files: number) => void) => Promise<readonly Judgement[]>;

async function judgeGroup(group: Group, tree: Tree, dialects: readonly Dialect[]): Promise<Judgement> {
  const texts = await Promise.all(
    group.map(async ({ dialect: id, files }) => {
      const dialect = dialects.find((candidate) => candidate.id === id);
      if (dialect === undefined) throw new Error(`There is no dialect ${id}.`);
      return { dialect, sources: await readAll(tree, files) };
    }),
  );
  const { findings, buckets, skipped } = await lintTexts(texts, tree);
  return { findings, buckets, skipped };
}

/** Judges groups one after the other in this thread. */
export function judgeHere(tree: Tree, dialects: readonly Dialect[], slices: Slices): JudgeGroups {
  return async (groups, onDone) => {
    const judgements: Judgement[] = [];
    for (const group of groups) {
      await slices.breathe();
      judgements.push(await judgeGroup(group, tree, dialects));
      onDone(sizeOf(group));
    }
    return judgements;
  };
}
