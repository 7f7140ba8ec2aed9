import type { Dialect, Skipped } from '../templates/dialect';
import { unread } from '../templates/limits';
import { Configurations } from './configurations';
import { applyConfigurations } from './configured';
import { inOrder } from './findings';
import type { Group, SurveyedUnit } from './groups';
import { groupsOf, sizeOf } from './groups';
import type { JudgeGroups } from './judgeGroups';
import { judgeHere } from './judgeGroups';
import { join } from './paths';
import type { Judgement } from './result';
import { Slices } from '../shared/slices';
import { Survey } from './survey';
import type { Tree } from './tree';
import type { SurveyTree } from './walk';
import { surveyParts } from './walk';

export interface ProjectResult extends Judgement {
  /** How many files were looked at. */
  readonly files: number;
}

export type ProjectOutcome =
  { readonly kind: 'done'; readonly result: ProjectResult } | { readonly kind: 'missing'; readonly path: string };

/** How far the judging is, in files. Before the first report all files have been looked at. */
export interface ProjectProgress {
  readonly done: number;
  readonly total: number;
}

export interface ProjectOptions {
  /** How files are linted; by default the tree's own configuration files decide. */
  readonly configurations?: Configurations;
  readonly onProgress?: (progress: ProjectProgress) => void;
  /** How long a slice is, and whether the work is still wanted. By default nobody waits. */
  readonly slices?: Slices;
  /** Who looks at directories; by default this thread. */
  readonly survey?: SurveyTree;
  /** Who judges; by default this thread. */
  readonly judge?: JudgeGroups;
}

/** What was asked for: all below some directories, and some files. */
interface Wanted {
  readonly directories: string[];
  readonly files: Set<string>;
}

function isWanted(file: string, { directories, files }: Wanted): boolean {
  return files.has(file) || directories.some((directory) => file.startsWith(join(directory, '')));
}

/** A file that was named brings the files beside it, which were not asked about. */
function onlyWanted(result: Judgement, wanted: Wanted): Judgement {
  if (wanted.files.size === 0) return result;
  return {
    findings: result.findings.filter(({ file }) => isWanted(file, wanted)),
    buckets: result.buckets.filter(({ file }) => isWanted(file, wanted)),
    skipped: result.skipped.filter(({ file }) => isWanted(file, wanted)),
  };
}

function byFile(one: { readonly file: string }, other: { readonly file: string }): number {
  if (one.file === other.file) return 0;
  return one.file < other.file ? -1 : 1;
}

/** By file, whoever judged what and when. */
function together(judgements: readonly Judgement[]): Judgement {
  return {
    findings: judgements.flatMap(({ findings }) => findings).toSorted(inOrder),
    buckets: judgements.flatMap(({ buckets }) => buckets).toSorted(byFile),
    skipped: judgements.flatMap(({ skipped }) => skipped).toSorted(byFile),
  };
}

/** Each once: two roots may lean on one file, and of what did not come a dialect knows no more than that. */
function eachOnce(troubles: readonly Skipped[], others: readonly Skipped[]): readonly Skipped[] {
  const troubled = new Set(troubles.map(({ file }) => file));
  const known = others.filter(({ file, reason }) => reason !== unread || !troubled.has(file));
  const once = new Map([...troubles, ...known].map((one) => [JSON.stringify([one.file, one.reason]), one]));
  return [...once.values()].toSorted(byFile);
}

async function judgeAll(
  groups: readonly Group[],
  judge: JudgeGroups,
  onProgress: ProjectOptions['onProgress'],
): Promise<Judgement> {
  const total = groups.reduce((sum, group) => sum + sizeOf(group), 0);
  let done = 0;
  const judgements = await judge(groups, (files) => {
    done += files;
    onProgress?.({ done, total });
  });
  return together(judgements);
}

/** How many files were asked about: a file may be in two units of different dialects. */
function fileCount(units: readonly SurveyedUnit[]): number {
  return new Set(units.flatMap(({ files }) => files)).size;
}

/**
 * Judges all that some paths hold. Paths are absolute, with forward slashes.
 * @throws the reason of the signal that `slices` watch, where the work is no longer wanted.
 */
export async function lintProject(
  tree: Tree,
  paths: readonly string[],
  dialects: readonly Dialect[],
  options: ProjectOptions = {},
): Promise<ProjectOutcome> {
  const { configurations = new Configurations({ files: tree }), slices = new Slices(undefined, Infinity) } = options;
  const here: SurveyTree = async (directory) => [
    await surveyParts([{ kind: 'tree', directory }], tree, dialects, slices),
  ];
  const { survey: look = here } = options;
  const survey = new Survey(tree, dialects, slices);
  const wanted: Wanted = { directories: [], files: new Set() };
  for (const path of paths) {
    const kind = await tree.kind(path);
    if (kind === undefined) return { kind: 'missing', path };
    if (kind === 'file') {
      wanted.files.add(path);
      await survey.addFile(path);
      continue;
    }
    wanted.directories.push(path);
    for (const part of await look(path)) survey.add(part);
  }
  const units = await survey.units();
  const groups = groupsOf(units);
  const judged = await judgeAll(groups, options.judge ?? judgeHere(tree, dialects, slices), options.onProgress);
  const skipped = eachOnce(survey.surveyed.skipped, judged.skipped);
  const { findings, ...rest } = onlyWanted({ ...judged, skipped }, wanted);
  const result = { ...rest, findings: await applyConfigurations(findings, configurations), files: fileCount(units) };
  return { kind: 'done', result };
}
