import type { Files } from '../dialect';
import { Budget } from './budget';
import { descriptionOf } from './described/describedCall';
import { directoryOfDescription } from './described/describedModules';
import type { DescribedModule } from './described/describedModule';
import { isConfiguration, mayCallByPath } from './look';
import type { ModuleTree } from './moduleInstance';
import type { Declaration } from './fileDeclarations';
import { ModuleSource } from './moduleSource';
import { joinPath } from '../paths';
import type { FileCache, FileText } from './pieces';
import { attributeOf, literalText } from './syntax';
import { noRootValues, readRootValues } from './tfvars';

/** The path that a call names, if its module lies beside it and is not fetched from elsewhere. */
export function localSource(call: Declaration): string | undefined {
  if (!mayCallByPath(call.piece.text)) return undefined;
  const source = literalText(attributeOf(call.block, 'source')?.value);
  return source?.startsWith('./') || source?.startsWith('../') ? source : undefined;
}

/** OpenTofu reads `a.tofu` in place of `a.tf`, and `a.tofu.json` in place of `a.tf.json`. */
function configurationNames(names: readonly string[]): readonly string[] {
  const present = new Set(names);
  const isReplaced = (name: string): boolean =>
    /\.tf(?:\.json)?$/.test(name) && present.has(name.replace(/\.tf((?:\.json)?)$/, '.tofu$1'));
  return names.filter((name) => isConfiguration(name) && !isReplaced(name));
}

/** Reads modules, each directory once. */
export class ModuleLoader {
  readonly #files: Files;
  readonly #cache: FileCache;
  readonly #given: ReadonlyMap<string, string>;
  readonly #sources = new Map<string, Promise<ModuleSource | undefined>>();
  readonly #loaded = new Map<string, ModuleSource>();

  constructor(files: Files, cache: FileCache, given: ReadonlyMap<string, string>) {
    this.#files = files;
    this.#cache = cache;
    this.#given = given;
  }

  /** @returns the module in a directory, or `undefined` where there is none. */
  load(directory: string): Promise<ModuleSource | undefined> {
    const before = this.#sources.get(directory);
    if (before !== undefined) return before;
    const loading = this.#read(directory);
    this.#sources.set(directory, loading);
    return loading;
  }

  /** A root module with all that it calls by path. */
  async tree(root: ModuleSource): Promise<ModuleTree> {
    const pending = [root];
    const seen = new Set(pending);
    for (let source = pending.pop(); source !== undefined; source = pending.pop()) {
      for (const call of source.modules) {
        const path = localSource(call);
        if (path !== undefined) await this.load(joinPath(source.directory, path));
        const called = this.#called(source, call);
        if (called !== undefined && !seen.has(called)) {
          seen.add(called);
          pending.push(called);
        }
      }
    }
    return {
      root,
      sources: seen,
      budget: new Budget(),
      rootValues: root.hasVariables ? await readRootValues(root.directory, this.#files, this.#cache) : noRootValues,
      called: (source, call) => this.#called(source, call),
    };
  }

  #called(source: ModuleSource, call: Declaration): ModuleSource | undefined {
    const path = localSource(call);
    if (path !== undefined) return this.#loaded.get(joinPath(source.directory, path));
    const description = descriptionOf(call);
    return description && this.#described(description);
  }

  #described(description: DescribedModule): ModuleSource {
    const directory = directoryOfDescription(description);
    const before = this.#loaded.get(directory);
    if (before !== undefined) return before;
    const file = this.#cache.open({ file: `${directory}/main.tf`, text: description.text });
    const source = new ModuleSource(directory, [file], description);
    this.#loaded.set(directory, source);
    return source;
  }

  async #read(directory: string): Promise<ModuleSource | undefined> {
    const all = await this.#files.list(directory);
    const names = configurationNames(all);
    const files = await Promise.all(names.map((name) => this.#open(`${directory}/${name}`)));
    if (files.length === 0) return undefined;
    const source = new ModuleSource(directory, files);
    this.#loaded.set(directory, source);
    return source;
  }

  async #open(file: string): Promise<FileText> {
    const text = this.#given.get(file) ?? (await this.#files.read(file));
    return text === undefined ? this.#cache.unread(file) : this.#cache.open({ file, text });
  }
}
