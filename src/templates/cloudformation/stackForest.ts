import type { Files, SourceText } from '../dialect';
import { directoryOf, joinPath } from '../paths';
import { namesNestedStack } from './resourceTypes';
import type { StackMember, StackTree } from './stackTree';
import { growTree } from './stackTree';
import type { Surroundings } from './surroundings';
import { standingAlone } from './surroundings';

/** What was made of a template that stands outermost; no tree where it is nested deeper than calls can follow. */
export interface Grown<Member> {
  readonly root: SourceText;
  readonly tree: StackTree<Member> | undefined;
}

type Make<Member> = (source: SourceText, surroundings: Surroundings) => Member;

/** The parsers and what follows them go down by calls; nobody writes a template that deep. */
export async function unlessTooDeep<T>(attempt: () => T | Promise<T>): Promise<T | undefined> {
  try {
    return await attempt();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** The files of which a template makes stacks inside of its own. */
async function callsOf<Member extends StackMember>(source: SourceText, make: Make<Member>): Promise<readonly string[]> {
  if (!namesNestedStack(source.text)) return [];
  const nested = await unlessTooDeep(() => make(source, standingAlone).nested);
  return (nested ?? []).flatMap(({ path }) => (path === undefined ? [] : [joinPath(directoryOf(source.file), path)]));
}

/**
 * Arranges templates in trees of stacks. A template of which another one makes a stack is found only in the trees of
 * those, unless they make each other in a circle.
 */
export async function growForest<Member extends StackMember>(
  sources: readonly SourceText[],
  files: Files,
  make: Make<Member>,
): Promise<readonly Grown<Member>[]> {
  const given = new Map(sources.map((source) => [source.file, source.text]));
  const read = async (file: string): Promise<string | undefined> => given.get(file) ?? (await files.read(file));
  const calls = await Promise.all(sources.map((source) => callsOf(source, make)));
  const called = new Set(calls.flat());
  const isCalled = ({ file }: SourceText): boolean => called.has(file);
  const forest: Grown<Member>[] = [];
  const covered = new Set<string>();
  for (const root of [...sources.filter((source) => !isCalled(source)), ...sources.filter(isCalled)]) {
    if (covered.has(root.file)) continue;
    const tree = await unlessTooDeep(() => growTree(root, { read, make }));
    tree?.files.forEach((file) => covered.add(file));
    forest.push({ root, tree });
  }
  return forest;
}
