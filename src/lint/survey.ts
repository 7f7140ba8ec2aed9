import type { DialectLook, Skipped, SourceText } from '../templates/dialect';
import type { SurveyedUnit } from './groups';
import { directoryOf, join } from './paths';
import type { Slices } from '../shared/slices';
import type { Tree } from './tree';

/** How many files are read at once. */
const readingAtOnce = 32;

/** Reads files, those left out that are gone. */
export async function readAll(tree: Pick<Tree, 'read'>, files: readonly string[]): Promise<readonly SourceText[]> {
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

/** What was found by looking at some files. Plain data. */
export interface Surveyed {
  readonly units: readonly SurveyedUnit[];
  /** What was to be read and did not come, or not in full. */
  readonly skipped: readonly Skipped[];
}

/** Takes a cheap look at the files of some dialects: which units there are, and which may bear on each other. */
export class Survey {
  readonly #tree: Tree;
  readonly #looks: readonly DialectLook[];
  readonly #slices: Slices;
  readonly #units = new Map<string, SurveyedUnit>();
  readonly #skipped = new Map<string, Skipped>();

  constructor(tree: Tree, looks: readonly DialectLook[], slices: Slices) {
    this.#tree = tree;
    this.#looks = looks;
    this.#slices = slices;
  }

  /** Without what others lean on, as long as nobody has asked for `units`. */
  get surveyed(): Surveyed {
    return { units: [...this.#units.values()], skipped: [...this.#skipped.values()] };
  }

  /** Adds what was found elsewhere. */
  add({ units, skipped }: Surveyed): void {
    for (const unit of units) if (!this.#units.has(unit.path)) this.#units.set(unit.path, unit);
    for (const one of skipped) this.#skipped.set(one.file, one);
  }

  async addDirectory(directory: string, names: readonly string[]): Promise<void> {
    for (const look of this.#looks) {
      const files = names.filter((name) => look.accepts(name)).map((name) => join(directory, name));
      if (look.unit === 'directory') await this.#addUnit(look, directory, files);
      else for (const file of files.toSorted()) await this.#addUnit(look, file, [file]);
    }
  }

  /** A file by itself, or with the others that it makes one reading with. */
  async addFile(file: string): Promise<void> {
    for (const look of this.#looks) {
      if (!look.accepts(file)) continue;
      const directory = directoryOf(file);
      if (look.unit === 'file') await this.#addUnit(look, file, [file]);
      else await this.#addUnit(look, directory, await this.#filesOf(look, directory));
    }
  }

  /** Those that were asked about, and those that these lean on. */
  async units(): Promise<readonly SurveyedUnit[]> {
    // What is leaned on may lean on more; a map goes on with what is added to it meanwhile.
    for (const { dialect, leansOn } of this.#units.values()) {
      const look = this.#looks.find(({ id }) => id === dialect);
      for (const path of look === undefined ? [] : leansOn) {
        if (look === undefined || this.#units.has(path)) continue;
        const files = look.unit === 'file' ? [path] : await this.#filesOf(look, path);
        this.#units.set(path, { ...(await this.#look(look, path, files)), files: [] });
      }
    }
    return [...this.#units.values()];
  }

  async #filesOf(look: DialectLook, directory: string): Promise<readonly string[]> {
    const names = await this.#tree.list(directory);
    return names.filter((name) => look.accepts(name)).map((name) => join(directory, name));
  }

  async #addUnit(look: DialectLook, path: string, files: readonly string[]): Promise<void> {
    if (files.length === 0 || this.#units.has(path)) return;
    this.#units.set(path, await this.#look(look, path, files.toSorted()));
  }

  /** A file that came with trouble is told of if it concerns us; one that did not come may. */
  #noteTrouble(look: DialectLook, files: readonly string[], sources: readonly SourceText[]): void {
    for (const file of files) {
      const reason = this.#tree.trouble?.(file);
      if (reason === undefined) continue;
      const text = sources.find((source) => source.file === file)?.text;
      if (text === undefined || look.mayConcern(text)) this.#skipped.set(file, { file, reason });
    }
  }

  async #look(look: DialectLook, path: string, files: readonly string[]): Promise<SurveyedUnit> {
    await this.#slices.breathe();
    const sources = await readAll(this.#tree, files);
    this.#noteTrouble(look, files, sources);
    const concerns = sources.some(({ text }) => look.mayConcern(text));
    return {
      dialect: look.id,
      path,
      files,
      length: sources.reduce((sum, { text }) => sum + text.length, 0),
      concerns,
      reachesOthers: concerns && sources.some(({ text }) => look.maySelect(text)),
      leansOn: sources.flatMap((source) => look.mayLeanOn(source)),
    };
  }
}
