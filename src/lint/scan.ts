import type { Dialect } from '../templates/dialect';
import type { Configuration } from './configuration';
import { emptyConfiguration } from './configuration';
import type { ConfigurationProblem } from './configurations';
import { Configurations } from './configurations';
import { ancestors } from './paths';
import type { ProjectOptions, ProjectResult } from './project';
import { lintProject } from './project';
import type { Tree } from './tree';
import { withTexts } from './tree';

/** What is to be judged, and how. Plain data: it may be sent to another thread. */
export interface ScanRequest {
  readonly paths: readonly string[];
  /** Documents that were changed and not saved: their texts come before what is in the files. */
  readonly texts?: ReadonlyMap<string, string>;
  /** What holds below a directory where no configuration file says otherwise; the nearest one decides. */
  readonly settings?: ReadonlyMap<string, Configuration>;
}

/** What was found. Plain data. */
export interface ScanResult extends Omit<ProjectResult, 'buckets'> {
  /** Files that should say how to lint, and cannot be understood. */
  readonly problems: readonly ConfigurationProblem[];
}

export type ScanOutcome =
  { readonly kind: 'done'; readonly result: ScanResult } | { readonly kind: 'missing'; readonly path: string };

/**
 * Judges a whole workspace.
 * @throws the reason of the signal that `slices` watch, where the work is no longer wanted.
 */
export async function scan(
  request: ScanRequest,
  tree: Tree,
  dialects: readonly Dialect[],
  options: Pick<ProjectOptions, 'judge' | 'onProgress' | 'slices'> = {},
): Promise<ScanOutcome> {
  const { paths, texts = new Map<string, string>(), settings = new Map<string, Configuration>() } = request;
  const files = withTexts(tree, texts);
  const below = (file: string): Configuration => {
    const nearest = ancestors(file).find((directory) => settings.has(directory));
    return (nearest === undefined ? undefined : settings.get(nearest)) ?? emptyConfiguration;
  };
  const configurations = new Configurations({ files, below });
  const outcome = await lintProject(files, paths, dialects, { ...options, configurations });
  if (outcome.kind === 'missing') return outcome;
  const { findings, skipped, files: count } = outcome.result;
  return { kind: 'done', result: { findings, skipped, files: count, problems: configurations.problems } };
}
