import type { DialectLook } from '../templates/dialect';
import { join } from './paths';
import type { Slices } from '../shared/slices';
import type { Surveyed } from './survey';
import { Survey } from './survey';
import type { Tree } from './tree';

/** Where other people's and generated files are. Dot-folders are not walked either. */
const notWalked: ReadonlySet<string> = new Set(['node_modules', 'cdk.out']);

function isWalked(name: string): boolean {
  return !name.startsWith('.') && !notWalked.has(name);
}

/** A directory with all below it, or only the files that are directly in it. Plain data. */
export type Part =
  | { readonly kind: 'tree'; readonly directory: string }
  | { readonly kind: 'files'; readonly directory: string; readonly names: readonly string[] };

/** Looks at all below some directories. What comes of it is in the order of a walk. */
export type SurveyTree = (directory: string) => Promise<readonly Surveyed[]>;

/** The files of a directory, and the trees below it. */
async function opened(directory: string, tree: Tree): Promise<readonly Part[]> {
  const { files, directories } = await tree.entries(directory);
  const below = directories.toSorted().filter(isWalked);
  return [
    { kind: 'files', directory, names: files },
    ...below.map((name) => ({ kind: 'tree', directory: join(directory, name) }) as const),
  ];
}

/** How many directories are opened to find parts: more of them hold each other and nothing else. */
const mostOpened = 100;

/** Cuts a tree into parts, if there are so many, in the order of a walk. */
export async function partsOf(directory: string, tree: Tree, wanted: number): Promise<readonly Part[]> {
  let parts: readonly Part[] = [{ kind: 'tree', directory }];
  let opening = 1;
  for (let done = 0; opening > 0 && parts.length < wanted && done + opening <= mostOpened; done += opening) {
    const next: Part[] = [];
    for (const part of parts) next.push(...(part.kind === 'tree' ? await opened(part.directory, tree) : [part]));
    parts = next;
    opening = parts.filter(({ kind }) => kind === 'tree').length;
  }
  return parts;
}

async function walk(part: Part, tree: Tree, survey: Survey): Promise<void> {
  if (part.kind === 'files') await survey.addDirectory(part.directory, part.names);
  else for (const inner of await opened(part.directory, tree)) await walk(inner, tree, survey);
}

/** Looks at some parts of a tree in this thread. */
export async function surveyParts(
  parts: readonly Part[],
  tree: Tree,
  looks: readonly DialectLook[],
  slices: Slices,
): Promise<Surveyed> {
  const survey = new Survey(tree, looks, slices);
  for (const part of parts) await walk(part, tree, survey);
  return survey.surveyed;
}
