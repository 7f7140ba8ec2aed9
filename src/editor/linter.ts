import { Uri, workspace } from 'vscode';
import type { ConfigurationProblem } from '../lint/configurations';
import { Configurations } from '../lint/configurations';
import { lintTexts } from '../lint/lintTexts';
import type { LintResult } from '../lint/result';
import { createCloudFormationDialect } from '../templates/cloudformation/dialect';
import type { Dialect, SourceText } from '../templates/dialect';
import { createTerraformDialect } from '../templates/terraform/dialect';
import { createHclParser } from '../templates/terraform/parser';
import type { Callers } from './callers';
import { lintSettings } from './lintSettings';
import type { OpenFiles } from './openFiles';
import { fileOf, uriOf } from './paths';
import type { Unit } from './units';
import { documentsOf, moduleIn } from './units';

/** What is found in a unit. */
export interface UnitResult extends LintResult {
  /** Files and settings that should say how to lint, and cannot be understood. */
  readonly problems: readonly ConfigurationProblem[];
  /** The files that were judged as a whole. */
  readonly files: readonly string[];
  /** The modules through which a module was judged, or why it was judged alone. */
  readonly callers: Callers;
  /** The rules that may be fixed unseen although that may change cost or meaning, by file. */
  readonly fixRules: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Judges units. It holds the parsers, so it is loaded when the first document asks for it. */
export class Linter {
  readonly #dist: Uri;
  readonly #templates = createCloudFormationDialect();
  #modules: Promise<Dialect> | undefined;

  constructor(extensionUri: Uri) {
    this.#dist = Uri.joinPath(extensionUri, 'dist');
  }

  /** @param callers What is known of the modules that call the unit: it is judged through them. */
  async lint(unit: Unit, files: OpenFiles, callers: Callers): Promise<UnitResult> {
    const dialect = await this.#dialectOf(unit);
    const directories = callers.kind === 'known' ? callers.directories : [];
    const units = [unit, ...directories.map((directory) => moduleIn(uriOf(directory)))];
    const sources = (await Promise.all(units.map((one) => this.#sourcesOf(one, dialect, files)))).flat();
    const configurations = new Configurations({ files, below: (file) => lintSettings(file).configuration });
    const result = await lintTexts([{ dialect, sources }], files, configurations);
    const names = sources.map(({ file }) => file);
    const fixRules = await Promise.all(
      names.map(async (file) => [file, new Set((await configurations.of(file)).fixOnSave)] as const),
    );
    const inSettings = lintSettings(unit.key).problems.map((why) => ({ file: 'settings', why }));
    const problems = [...configurations.problems, ...inSettings];
    return { ...result, problems, files: names, callers, fixRules: new Map(fixRules) };
  }

  /** Every language that is linted. */
  async dialects(): Promise<readonly Dialect[]> {
    return [await (this.#modules ??= this.#createModules()), this.#templates];
  }

  async #dialectOf(unit: Unit): Promise<Dialect> {
    return unit.kind === 'template' ? this.#templates : (this.#modules ??= this.#createModules());
  }

  async #createModules(): Promise<Dialect> {
    const read = (name: string): Thenable<Uint8Array> => workspace.fs.readFile(Uri.joinPath(this.#dist, name));
    const [runtime, grammar] = await Promise.all([read('web-tree-sitter.wasm'), read('tree-sitter-terraform.wasm')]);
    return createTerraformDialect(await createHclParser({ runtime, grammar }));
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
