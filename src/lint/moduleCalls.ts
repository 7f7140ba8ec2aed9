import { directoryOf, resolveFrom } from './paths';

/** A `source` that is a path. Whatever else has such an argument calls a directory where there is no module. */
const localSource = /^[ \t]*"?source"?[ \t]*[=:][ \t]*"(\.\.?\/[^"$%]*)"/gm;

/** The directories that a Terraform file may call by path. A cheap look, which never leaves one out. */
export function localCalls(file: string, text: string): readonly string[] {
  if (!text.includes('module')) return [];
  const directory = directoryOf(file);
  const written = [...text.matchAll(localSource)].map(([, source = '']) => source.replace(/\/+$/, ''));
  return [...new Set(written.map((source) => resolveFrom(directory, source)))];
}

type Edges = ReadonlyMap<string, ReadonlySet<string>>;

function edgesOf(pairs: Iterable<readonly [from: string, to: string]>): Edges {
  const edges = new Map<string, Set<string>>();
  for (const [from, to] of pairs) edges.set(from, (edges.get(from) ?? new Set()).add(to));
  return edges;
}

/** All that can be reached, without the start. */
function reachable(start: string, edges: Edges): readonly string[] {
  const found = new Set([start]);
  for (const directory of found) for (const next of edges.get(directory) ?? []) found.add(next);
  found.delete(start);
  return [...found];
}

/** Which directories call which, over all files of a workspace. */
export class ModuleCalls {
  readonly #calls = new Map<string, readonly string[]>();
  /** Both ways; made anew when it is asked for after a change. */
  #edges: { readonly callees: Edges; readonly callers: Edges } | undefined;

  /** @param text `undefined` where the file is gone. */
  set(file: string, text: string | undefined): void {
    const calls = text === undefined ? [] : localCalls(file, text);
    const before = this.#calls.get(file) ?? [];
    if (calls.join('\n') === before.join('\n')) return;
    this.#calls.set(file, calls);
    this.#edges = undefined;
  }

  /** Forgets files. @returns the directories that were called from them, directly or through others. */
  forget(isGone: (file: string) => boolean): readonly string[] {
    const gone = [...this.#calls.keys()].filter(isGone);
    const called = new Set(gone.flatMap((file) => this.calledBy(directoryOf(file))));
    for (const file of gone) this.set(file, undefined);
    return [...called];
  }

  /** The directories that call a directory, directly or through others; not itself. */
  callersOf(directory: string): readonly string[] {
    return reachable(directory, this.#graph().callers);
  }

  /** The directories that a directory calls, directly or through others; not itself. */
  calledBy(directory: string): readonly string[] {
    return reachable(directory, this.#graph().callees);
  }

  #graph(): { readonly callees: Edges; readonly callers: Edges } {
    if (this.#edges !== undefined) return this.#edges;
    const pairs = [...this.#calls].flatMap(([file, calls]) => calls.map((to) => [directoryOf(file), to] as const));
    return (this.#edges = { callees: edgesOf(pairs), callers: edgesOf(pairs.map(([from, to]) => [to, from])) });
  }
}
