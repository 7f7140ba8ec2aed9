import type { DialectLook, SourceText } from '../templates/dialect';
import { directoryOf } from './paths';

/** What a cheap look at a file tells of the unit that it is part of. */
interface FileLook {
  /** Whether it may hold anything that is judged. */
  readonly concerns: boolean;
  /** Whether it may spell a selection, provided that its unit holds anything that is judged. */
  readonly selects: boolean;
  /** The units that it may depend on. */
  readonly leansOn: readonly string[];
}

function lookAt(look: DialectLook, source: SourceText): FileLook {
  return {
    concerns: look.mayConcern(source.text),
    selects: look.maySelect(source.text),
    leansOn: look.mayLeanOn(source),
  };
}

type Edges = ReadonlyMap<string, ReadonlySet<string>>;

function edgesOf(pairs: Iterable<readonly [from: string, to: string]>): Edges {
  const edges = new Map<string, Set<string>>();
  for (const [from, to] of pairs) edges.set(from, (edges.get(from) ?? new Set()).add(to));
  return edges;
}

/** All that can be reached, with the starts. */
function reachable(starts: Iterable<string>, edges: Edges): ReadonlySet<string> {
  const found = new Set(starts);
  for (const path of found) for (const next of edges.get(path) ?? []) found.add(next);
  return found;
}

/** What makes one reading: a template, or a directory of Terraform files. */
interface Unit {
  readonly files: Map<string, FileLook>;
  /** Another number after every change. */
  readonly stamp: number;
}

/** Units, and something that differs as soon as what can be read of them does. */
export interface StampedUnits {
  readonly paths: readonly string[];
  readonly stamp: string;
}

/**
 * Which units of a workspace bear on which, kept right file by file: a module and those that call it, a template and
 * those that make a nested stack of it, and all that select buckets. The looks are those of `Survey`, so that what is
 * judged together here is what a scan judges together. A unit is named by the path of its directory or template.
 */
export class UnitTies {
  readonly #looks: readonly DialectLook[];
  readonly #units = new Map<string, Unit>();
  /** Those of the units that may select buckets. */
  readonly #selecting = new Set<string>();
  #changes = 0;
  /** Both ways; made anew when it is asked for after a change. */
  #edges: { readonly callees: Edges; readonly callers: Edges } | undefined;

  constructor(looks: readonly DialectLook[]) {
    this.#looks = looks;
  }

  /** @param text `undefined` where the file is gone. */
  set(file: string, text: string | undefined): void {
    for (const look of this.#looks.filter((one) => one.accepts(file))) {
      const path = look.unit === 'file' ? file : directoryOf(file);
      const files = this.#units.get(path)?.files ?? new Map<string, FileLook>();
      const before = files.get(file);
      if (text === undefined) files.delete(file);
      else files.set(file, lookAt(look, { file, text }));
      this.#note(path, files);
      if (before?.leansOn.join('\n') !== files.get(file)?.leansOn.join('\n')) this.#edges = undefined;
    }
  }

  /** Something that a unit is read with has changed, beside its own files. */
  touch(path: string): void {
    const unit = this.#units.get(path);
    if (unit !== undefined) this.#note(path, unit.files);
  }

  /** Forgets files. @returns the units that these called, directly or through others, and all that they bore on. */
  forget(isGone: (file: string) => boolean): { readonly called: readonly string[]; readonly tied: readonly string[] } {
    const gone = [...this.#units].flatMap(([path, { files }]) =>
      [...files.keys()].filter(isGone).map((file) => ({ path, file })),
    );
    const called = new Set(gone.flatMap(({ path }) => this.calledBy(path)));
    const tied = new Set(gone.flatMap(({ path }) => [...this.bearsOn(path)]));
    for (const { file } of gone) this.set(file, undefined);
    return { called: [...called], tied: [...tied] };
  }

  has(path: string): boolean {
    return this.#units.has(path);
  }

  /** The units that call a unit, directly or through others; not itself. */
  callersOf(path: string): readonly string[] {
    return [...reachable([path], this.#graph().callers)].filter((other) => other !== path && this.has(other));
  }

  /** The units that a unit calls, directly or through others; not itself. */
  calledBy(path: string): readonly string[] {
    return [...reachable([path], this.#graph().callees)].filter((other) => other !== path && this.has(other));
  }

  /** Whether a unit, or one that it is judged with, may select buckets. */
  selects(path: string): boolean {
    return [...this.#judgedWith(path)].some((one) => this.#selecting.has(one));
  }

  /** The units that may select buckets and are not judged with a unit. */
  selectingBeside(path: string): StampedUnits {
    const together = this.#judgedWith(path);
    // What is called only from what is judged together is part of that.
    const others = [...this.#selectingAndCallers()].filter((one) => !together.has(one) && this.has(one)).sort();
    const read = [...reachable(others, this.#graph().callees)].sort();
    return { paths: others, stamp: read.map((one) => `${one}:${this.#units.get(one)?.stamp ?? 0}`).join('\n') };
  }

  /** All units of which something else may be said when a unit changes; itself among them. */
  bearsOn(path: string): ReadonlySet<string> {
    const together = this.#judgedWith(path);
    return this.selects(path) ? new Set([...together, ...this.#selectingAndCallers()]) : together;
  }

  #selectingAndCallers(): ReadonlySet<string> {
    return reachable(this.#selecting, this.#graph().callers);
  }

  /** A unit, those that call it, and what these call. */
  #judgedWith(path: string): ReadonlySet<string> {
    const { callers, callees } = this.#graph();
    return reachable(reachable([path], callers), callees);
  }

  #note(path: string, files: Map<string, FileLook>): void {
    this.#changes += 1;
    if (files.size > 0) this.#units.set(path, { files, stamp: this.#changes });
    else this.#units.delete(path);
    const looks = [...files.values()];
    const selects = looks.some((look) => look.concerns) && looks.some((look) => look.selects);
    if (selects) this.#selecting.add(path);
    else this.#selecting.delete(path);
  }

  #graph(): { readonly callees: Edges; readonly callers: Edges } {
    if (this.#edges !== undefined) return this.#edges;
    const pairs = [...this.#units].flatMap(([path, { files }]) =>
      [...files.values()].flatMap(({ leansOn }) => leansOn.map((other) => [path, other] as const)),
    );
    return (this.#edges = { callees: edgesOf(pairs), callers: edgesOf(pairs.map(([from, to]) => [to, from])) });
  }
}
