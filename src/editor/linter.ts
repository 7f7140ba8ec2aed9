import { Uri, workspace } from 'vscode';
import { lintTexts } from '../lint/lintTexts';
import type { LintFinding } from '../lint/result';
import { createCloudFormationDialect } from '../templates/cloudformation/dialect';
import type { Dialect, SourceText } from '../templates/dialect';
import { createTerraformDialect } from '../templates/terraform/dialect';
import { createHclParser } from '../templates/terraform/parser';
import type { OpenFiles } from './openFiles';
import { fileOf } from './paths';
import type { Unit } from './units';
import { documentsOf } from './units';

/** Judges units. It holds the parsers, so it is loaded when the first document asks for it. */
export class Linter {
  readonly #dist: Uri;
  readonly #templates = createCloudFormationDialect();
  #modules: Promise<Dialect> | undefined;

  constructor(extensionUri: Uri) {
    this.#dist = Uri.joinPath(extensionUri, 'dist');
  }

  async lint(unit: Unit, files: OpenFiles): Promise<readonly LintFinding[]> {
    const dialect = await this.#dialectOf(unit);
    const sources = await this.#sourcesOf(unit, dialect, files);
    const { findings } = await lintTexts([{ dialect, sources }], files);
    return findings;
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
    const names = new Set(documentsOf(unit).map((document) => fileOf(document.uri)));
    if (unit.kind === 'module') {
      const siblings = await files.list(unit.key);
      for (const name of siblings) if (dialect.accepts(name)) names.add(fileOf(Uri.joinPath(unit.uri, name)));
    }
    const texts = await Promise.all([...names].map(async (file) => ({ file, text: await files.read(file) })));
    return texts.flatMap(({ file, text }) => (text === undefined ? [] : [{ file, text }]));
  }
}
