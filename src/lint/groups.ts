/** The files of one dialect, by the id of the dialect. */
export interface DialectFiles {
  readonly dialect: string;
  readonly files: readonly string[];
  /** How many characters are in them. */
  readonly length: number;
}

/**
 * Files that are judged together, because what stands in one may decide what is said of another. What stands in two
 * groups has nothing to do with each other: they may be judged in any order, and in different threads. Plain data.
 */
export type Group = readonly DialectFiles[];

export function sizeOf(group: Group): number {
  return group.reduce((sum, { files }) => sum + files.length, 0);
}

/** The same for groups that may be copies of each other. */
export function likenessOf(group: Group): string {
  return group.map(({ dialect, files, length }) => `${dialect} ${files.length} ${length}`).join();
}

/** Sets of things that grow together. */
class Sets {
  readonly #parents = new Map<string, string>();

  /** The same for all members of a set. */
  find(member: string): string {
    let root = member;
    for (let up = this.#parents.get(root); up !== undefined; up = this.#parents.get(root)) root = up;
    // Whoever asks next has a shorter way.
    for (let at = member; at !== root;) {
      const up = this.#parents.get(at) ?? root;
      this.#parents.set(at, root);
      at = up;
    }
    return root;
  }

  join(one: string, other: string): void {
    const [first, second] = [this.find(one), this.find(other)];
    if (first !== second) this.#parents.set(second, first);
  }
}

/** What makes one reading: a template, or the files of a module. */
export interface SurveyedUnit {
  readonly dialect: string;
  /** The file or the directory. */
  readonly path: string;
  /** Those that are to be judged; none where others only lean on it. */
  readonly files: readonly string[];
  /** How many characters are in it. */
  readonly length: number;
  /** Whether it may hold anything that is judged. */
  readonly concerns: boolean;
  /** Whether it may say something of units that it has no other tie to: it may select their buckets. */
  readonly reachesOthers: boolean;
  readonly leansOn: readonly string[];
}

/** Stands for all units that may select each other's buckets. */
const selecting = 'selecting';

/** Puts units that may bear on each other into one group, in the order in which they come; drops what holds nothing. */
export function groupsOf(units: readonly SurveyedUnit[]): readonly Group[] {
  const sets = new Sets();
  for (const { path, leansOn, reachesOthers } of units) {
    for (const other of leansOn) sets.join(path, other);
    if (reachesOthers) sets.join(selecting, path);
  }
  const concerning = new Set(units.filter(({ concerns }) => concerns).map(({ path }) => sets.find(path)));
  const groups = new Map<string, Map<string, { readonly files: string[]; length: number }>>();
  for (const { dialect, path, files, length } of units) {
    const set = sets.find(path);
    if (files.length === 0 || !concerning.has(set)) continue;
    const group = groups.get(set) ?? new Map<string, { readonly files: string[]; length: number }>();
    groups.set(set, group);
    const ofDialect = group.get(dialect) ?? { files: [], length: 0 };
    group.set(dialect, ofDialect);
    ofDialect.files.push(...files);
    ofDialect.length += length;
  }
  return [...groups.values()].map((group) =>
    [...group].map(([dialect, { files, length }]) => ({ dialect, files, length })),
  );
}
