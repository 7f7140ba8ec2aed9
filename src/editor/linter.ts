import { Uri, workspace } from 'vscode';
import type { Elsewhere } from '../lint/amongOthers';
import type { ConfigurationProblem } from '../lint/configurations';
import { Configurations } from '../lint/configurations';
import { lintTexts } from '../lint/lintTexts';
import type { LintResult } from '../lint/result';
import type { Estate } from '../model/estate';
import { createCloudFormationDialect } from '../templates/cloudformation/dialect';
import type { Dialect, SourceText, TemplateReading } from '../templates/dialect';
import { createTerraformDialect } from '../templates/terraform/dialect';
import { createHclParser } from '../templates/terraform/parser';
import type { Around } from './callers';
import { lintSettings } from './lintSettings';
import { OpenFiles } from './openFiles';
import { fileOf } from './paths';
import type { Unit } from './units';
import { documentsOf, unitAt } from './units';

/** What is found in a unit. */
export interface UnitResult extends LintResult {
  /** Files and settings that should say how to lint, and cannot be understood. */
  readonly problems: readonly ConfigurationProblem[];
  /** The files that were judged as a whole. */
  readonly files: readonly string[];
  /** Through what the unit was judged, or why it was judged alone. */
  readonly around: Around;
  /** The rules that may be fixed unseen although that may change cost or meaning, by file. */
  readonly fixRules: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Judges units. It holds the parsers, so it is loaded when the first document asks for it. */
export class Linter {
  readonly #dist: Uri;
  readonly #templates = createCloudFormationDialect();
  #modules: Promise<Dialect> | undefined;
  /** What the units with this stamp declare. */
  #selecting: { readonly stamp: string; readonly estates: Promise<readonly Estate[]> } | undefined;

  constructor(extensionUri: Uri) {
    this.#dist = Uri.joinPath(extensionUri, 'dist');
  }

  /** @param around What is known of the units that call it, and of those that may select its buckets. */
  async lint(unit: Unit, files: OpenFiles, around: Around): Promise<UnitResult> {
    const dialect = await this.#dialectOf(unit);
    const callers = around.kind === 'known' ? around.callers : [];
    const sources = await this.#sourcesOfAll([unit, ...callers.map(unitAt)], dialect, files);
    const configurations = new Configurations({ files, below: (file) => lintSettings(file).configuration });
    const result = await lintTexts([{ dialect, sources }], files, {
      configurations,
      elsewhere: await this.#elsewhere(around),
    });
    const names = sources.map(({ file }) => file);
    const fixRules = await Promise.all(
      names.map(async (file) => [file, new Set((await configurations.of(file)).fixOnSave)] as const),
    );
    const inSettings = lintSettings(unit.key).problems.map((why) => ({ file: 'settings', why }));
    const problems = [...configurations.problems, ...inSettings];
    return { ...result, problems, files: names, around, fixRules: new Map(fixRules) };
  }

  /** Every language that is linted. */
  async dialects(): Promise<readonly Dialect[]> {
    return [await (this.#modules ??= this.#createModules()), this.#templates];
  }

  /** What other units of the workspace select. It is read again only where that may have changed. */
  async #elsewhere(around: Around): Promise<Elsewhere> {
    if (around.kind === 'unknown') return around;
    const { paths, stamp } = around.selecting;
    if (this.#selecting?.stamp !== stamp) this.#selecting = { stamp, estates: this.#estatesOf(paths.map(unitAt)) };
    const { estates } = this.#selecting;
    try {
      return { kind: 'known', estates: await estates };
    } catch (error) {
      if (this.#selecting.estates === estates) this.#selecting = undefined;
      throw error;
    }
  }

  /** What some units declare, as it is at this moment. */
  async #estatesOf(units: readonly Unit[]): Promise<readonly Estate[]> {
    const files = new OpenFiles();
    const ofKind = async (kind: Unit['kind']): Promise<readonly TemplateReading[]> => {
      const some = units.filter((unit) => unit.kind === kind);
      const [first] = some;
      if (first === undefined) return [];
      const dialect = await this.#dialectOf(first);
      return dialect.read(await this.#sourcesOfAll(some, dialect, files), files);
    };
    const readings = [...(await ofKind('module')), ...(await ofKind('template'))];
    return readings.map(({ estate }) => estate);
  }

  async #dialectOf(unit: Unit): Promise<Dialect> {
    return unit.kind === 'template' ? this.#templates : (this.#modules ??= this.#createModules());
  }

  async #createModules(): Promise<Dialect> {
    const read = (name: string): Thenable<Uint8Array> => workspace.fs.readFile(Uri.joinPath(this.#dist, name));
    const [runtime, grammar] = await Promise.all([read('web-tree-sitter.wasm'), read('tree-sitter-terraform.wasm')]);
    return createTerraformDialect(await createHclParser({ runtime, grammar }));
  }

  async #sourcesOfAll(units: readonly Unit[], dialect: Dialect, files: OpenFiles): Promise<readonly SourceText[]> {
    return (await Promise.all(units.map((unit) => this.#sourcesOf(unit, dialect, files)))).flat();
  }

  async #sourcesOf(unit: Unit, dialect: Dialect, files: OpenFiles): Promise<readonly SourceText[]> {
    const open = documentsOf(unit).map((document) => fileOf(document.uri));
    const names = new Set(
      unit.kind === 'template' ? [fileOf(unit.uri), ...open] : open.filter((file) => dialect.accepts(file)),
    );
    if (unit.kind === 'module') {
      const siblings = await files.list(unit.key);
      for (const name of siblings) if (dialect.accepts(name)) names.add(fileOf(Uri.joinPath(unit.uri, name)));
    }
    const texts = await Promise.all([...names].map(async (file) => ({ file, text: await files.read(file) })));
    return texts.flatMap(({ file, text }) => (text === undefined ? [] : [{ file, text }]));
  }
}
