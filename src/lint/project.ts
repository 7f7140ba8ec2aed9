import type { Dialect, Files, Skipped, SourceText } from '../templates/dialect';
import { unread } from '../templates/limits';
import type { DialectTexts } from './lintTexts';
import { Configurations } from './configurations';
import { lintTexts } from './lintTexts';
import { directoryOf, join } from './paths';
import type { LintResult } from './result';

/** Files that can also be walked. */
export interface Tree extends Files {
  /** @returns `undefined` where there is nothing of that name. */
  kind(path: string): Promise<'file' | 'directory' | undefined>;
  /** @returns the names of the directories directly in a directory; links are not followed. */
  directories(directory: string): Promise<readonly string[]>;
  /** Why a file that was to be read did not come, or not in full; `undefined` where all is well. */
  trouble?(file: string): string | undefined;
  /** Why a file is not to be changed; `undefined` where it may be. */
  refusal?(file: string): Promise<string | undefined>;
}

/** Where other people's and generated files are. Dot-folders are not walked either. */
const notWalked: ReadonlySet<string> = new Set(['node_modules', 'cdk.out']);

/** How many files are read at once. */
const readingAtOnce = 32;

export interface ProjectResult extends LintResult {
  /** How many files were looked at. */
  readonly files: number;
}

export type ProjectOutcome =
  { readonly kind: 'done'; readonly result: ProjectResult } | { readonly kind: 'missing'; readonly path: string };

async function* walk(tree: Tree, directory: string): AsyncGenerator<string> {
  yield directory;
  const names = await tree.directories(directory);
  for (const name of names.toSorted()) {
    if (!name.startsWith('.') && !notWalked.has(name)) yield* walk(tree, join(directory, name));
  }
}

async function readAll(tree: Tree, files: readonly string[]): Promise<readonly SourceText[]> {
  const sources: SourceText[] = [];
  for (let at = 0; at < files.length; at += readingAtOnce) {
    const batch = files.slice(at, at + readingAtOnce);
    const texts = await Promise.all(batch.map((file) => tree.read(file)));
    batch.forEach((file, index) => {
      const text = texts[index];
      if (text !== undefined) sources.push({ file, text });
    });
  }
  return sources;
}

/** Gathers the texts of one dialect, each file once. */
class Gathering {
  readonly #tree: Tree;
  readonly dialect: Dialect;
  readonly #seen = new Set<string>();
  readonly #sources: SourceText[] = [];
  readonly #skipped: Skipped[] = [];

  constructor(tree: Tree, dialect: Dialect) {
    this.#tree = tree;
    this.dialect = dialect;
  }

  get texts(): DialectTexts {
    return { dialect: this.dialect, sources: this.#sources };
  }

  /** What was to be read and did not come, or not in full. */
  get skipped(): readonly Skipped[] {
    return this.#skipped;
  }

  get seen(): ReadonlySet<string> {
    return this.#seen;
  }

  async addDirectory(directory: string, names: readonly string[]): Promise<void> {
    await this.#add(names.filter((name) => this.dialect.accepts(name)).map((name) => join(directory, name)));
  }

  /** A file by itself, or with the others that it makes one reading with. */
  async addFile(file: string): Promise<void> {
    if (!this.dialect.accepts(file)) return;
    if (this.dialect.unit === 'file') {
      await this.#add([file]);
      return;
    }
    const directory = directoryOf(file);
    await this.addDirectory(directory, await this.#tree.list(directory));
  }

  async #add(files: readonly string[]): Promise<void> {
    const unseen = files.filter((file) => !this.#seen.has(file)).toSorted();
    unseen.forEach((file) => this.#seen.add(file));
    const sources = await readAll(this.#tree, unseen);
    const concerning = sources.filter(({ text }) => this.dialect.mayConcern(text));
    this.#note(unseen, sources, concerning);
    // Files that make one reading lean on each other: one that declares no bucket may say what one is.
    this.#sources.push(...(this.dialect.unit === 'file' || concerning.length === 0 ? concerning : sources));
  }

  /** A file that came with trouble is told of if it concerns us; one that did not come may. */
  #note(wanted: readonly string[], sources: readonly SourceText[], concerning: readonly SourceText[]): void {
    const passedOver = new Set(sources.filter((source) => !concerning.includes(source)).map(({ file }) => file));
    for (const file of wanted) {
      const reason = this.#tree.trouble?.(file);
      if (reason !== undefined && !passedOver.has(file)) this.#skipped.push({ file, reason });
    }
  }
}

/** Each once: two roots may lean on one file, and of what did not come a dialect knows no more than that. */
function eachOnce(troubles: readonly Skipped[], others: readonly Skipped[]): readonly Skipped[] {
  const troubled = new Set(troubles.map(({ file }) => file));
  const once = new Map<string, Skipped>();
  for (const one of [...troubles, ...others.filter(({ file, reason }) => reason !== unread || !troubled.has(file))]) {
    once.set(JSON.stringify([one.file, one.reason]), one);
  }
  return [...once.values()];
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
function onlyWanted(result: LintResult, wanted: Wanted): LintResult {
  if (wanted.files.size === 0) return result;
  return {
    ...result,
    findings: result.findings.filter(({ file }) => isWanted(file, wanted)),
    buckets: result.buckets.filter(({ file }) => isWanted(file, wanted)),
    skipped: result.skipped.filter(({ file }) => isWanted(file, wanted)),
  };
}

/**
 * Judges all that some paths hold. Paths are absolute, with forward slashes.
 * @param configurations How files are linted; by default the tree's own configuration files decide.
 */
export async function lintProject(
  tree: Tree,
  paths: readonly string[],
  dialects: readonly Dialect[],
  configurations = new Configurations({ files: tree }),
): Promise<ProjectOutcome> {
  const gatherings = dialects.map((dialect) => new Gathering(tree, dialect));
  const wanted: Wanted = { directories: [], files: new Set() };
  for (const path of paths) {
    const kind = await tree.kind(path);
    if (kind === undefined) return { kind: 'missing', path };
    if (kind === 'file') {
      wanted.files.add(path);
      for (const gathering of gatherings) await gathering.addFile(path);
      continue;
    }
    wanted.directories.push(path);
    for await (const directory of walk(tree, path)) {
      const names = await tree.list(directory);
      for (const gathering of gatherings) await gathering.addDirectory(directory, names);
    }
  }
  const result = await lintTexts(
    gatherings.map((gathering) => gathering.texts),
    tree,
    configurations,
  );
  const files = new Set(gatherings.flatMap((gathering) => [...gathering.seen])).size;
  const skipped = eachOnce(
    gatherings.flatMap((gathering) => gathering.skipped),
    result.skipped,
  );
  return { kind: 'done', result: { ...onlyWanted({ ...result, skipped }, wanted), files } };
}
