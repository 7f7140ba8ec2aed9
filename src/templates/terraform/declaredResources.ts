import * as l10n from '@vscode/l10n';
import type { Fact } from '../../model/fact';
import { known, unknown } from '../../model/fact';
import { stepsOfModule } from './budget';
import type { Assumption } from './assume';
import { assumeThere, nothingAssumed } from './assume';
import type { Expansion } from './expand';
import { instanceKey } from './expand';
import type { ModuleTree } from './moduleInstance';
import { ModuleInstance } from './moduleInstance';
import type { Declaration } from './fileDeclarations';
import type { ModuleSource } from './moduleSource';
import type { ResourceInstance } from './resourceInstance';
import { actualWorld, undecidedWorld } from './world';

/** A declared resource, in the world in which it exists. */
export interface DeclaredResource {
  readonly id: string;
  readonly resource: string;
  readonly instance: ResourceInstance;
  readonly module: ModuleInstance;
  readonly root: ModuleInstance;
  readonly exists: Fact<boolean>;
}

export type DeclaredBucket = DeclaredResource;

/** Whether it cannot be told from the template alone which instances there are. */
function isDoubtful({ slots, defaulted }: Expansion): boolean {
  return (slots.length === 0 && defaulted) || slots.some((slot) => slot.uncounted);
}

/** A module that is read, and the calls on the way to it from the root. */
interface Use {
  readonly path: readonly Declaration[];
  readonly source: ModuleSource;
}

/** A resource that is declared in a module, and the calls on the way to it from the root. */
export interface DeclaredAt {
  readonly path: readonly Declaration[];
  readonly declaration: Declaration;
}

/** The ways from the root to every module that is read. */
function* callPaths(tree: ModuleTree): Generator<Use> {
  const pending: { path: readonly Declaration[]; chain: readonly ModuleSource[] }[] = [
    { path: [], chain: [tree.root] },
  ];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { path, chain } = next;
    tree.budget.spend(stepsOfModule);
    const source = chain.at(-1) ?? tree.root;
    yield { path, source };
    for (const call of source.modules) {
      const called = tree.called(source, call);
      if (called !== undefined && !chain.includes(called)) {
        pending.push({ path: [...path, call], chain: [...chain, called] });
      }
    }
  }
}

function modulesAt(root: ModuleInstance, path: readonly Declaration[]): readonly ModuleInstance[] {
  let modules: readonly ModuleInstance[] = [root];
  for (const call of path) modules = modules.flatMap((module) => module.moduleInstances(call));
  return modules;
}

/** Whether an instance and all the modules around it are there for certain. */
function isCounted(instance: ResourceInstance, module: ModuleInstance): boolean {
  if (instance.slot.uncounted) return false;
  return ancestors(module).every((ancestor) => !ancestor.slot?.uncounted);
}

/** A module instance and those around it, innermost first. */
export function ancestors(module: ModuleInstance): readonly ModuleInstance[] {
  return module.call === undefined ? [module] : [module, ...ancestors(module.call.caller)];
}

/** Evaluations of one root module under different assumptions. */
class Worlds {
  readonly actual: ModuleInstance;
  readonly #tree: ModuleTree;
  readonly #others = new Map<string, ModuleInstance>();

  constructor(tree: ModuleTree) {
    this.#tree = tree;
    this.actual = new ModuleInstance(tree, actualWorld());
  }

  under(assumption: Assumption): ModuleInstance {
    const key = JSON.stringify([[...assumption.symbolic].sort(), [...assumption.assumed].sort()]);
    const before = this.#others.get(key);
    if (before !== undefined) return before;
    const root = new ModuleInstance(this.#tree, { ...assumption, touched: new Set() });
    this.#others.set(key, root);
    return root;
  }

  /** Adds what has to be so for a block at the end of a path to be there. */
  assume(path: readonly Declaration[], declaration: Declaration, before: Assumption): Assumption {
    const root = new ModuleInstance(this.#tree, undecidedWorld(before.assumed));
    const [module] = modulesAt(root, path);
    return module === undefined ? before : assumeThere(declaration.block, module, before);
  }
}

/** What one declaration makes on one way from the root. */
class ResourcesOfDeclaration {
  readonly #worlds: Worlds;
  readonly #path: readonly Declaration[];
  readonly #declaration: Declaration;

  constructor(worlds: Worlds, path: readonly Declaration[], declaration: Declaration) {
    this.#worlds = worlds;
    this.#path = path;
    this.#declaration = declaration;
  }

  all(): readonly DeclaredResource[] {
    const { actual } = this.#worlds;
    const certain = this.#instancesIn(actual).filter(({ instance, module }) => isCounted(instance, module));
    const declared = certain.map(({ instance, module }) => this.#declared(instance, module, actual, instance.id));
    const assumption = this.#assumption();
    if (assumption === undefined) return declared;
    const certainIds = new Set(certain.map(({ instance }) => instance.id));
    const root = this.#worlds.under(assumption);
    const others = this.#instancesIn(root).filter(({ instance }) => !certainIds.has(instance.id));
    return [
      ...declared,
      ...others.map(({ instance, module }) =>
        this.#declared(instance, module, root, others.length === 1 ? this.#bareId(module) : instance.id),
      ),
    ];
  }

  #instancesIn(
    root: ModuleInstance,
  ): readonly { readonly instance: ResourceInstance; readonly module: ModuleInstance }[] {
    return modulesAt(root, this.#path).flatMap((module) =>
      module.resourceInstances(this.#declaration).map((instance) => ({ instance, module })),
    );
  }

  /** What has to be so for the doubtful instances to be there, or `undefined` where none are. */
  #assumption(): Assumption | undefined {
    let assumption = nothingAssumed;
    let doubtful = false;
    for (const step of this.#steps()) {
      const before = doubtful ? this.#worlds.under(assumption) : this.#worlds.actual;
      if (!modulesAt(before, step.path).some((module) => isDoubtful(module.expansion(step.declaration)))) continue;
      doubtful = true;
      assumption = this.#worlds.assume(step.path, step.declaration, assumption);
    }
    return doubtful ? assumption : undefined;
  }

  #steps(): readonly { readonly path: readonly Declaration[]; readonly declaration: Declaration }[] {
    return [...this.#path, this.#declaration].map((declaration, at) => ({
      path: this.#path.slice(0, at),
      declaration,
    }));
  }

  /** The address without the keys that depend on the assumption. */
  #bareId(module: ModuleInstance): string {
    const certain = new Set(
      this.#path
        .flatMap((_, at) => modulesAt(this.#worlds.actual, this.#path.slice(0, at + 1)))
        .map((each) => each.address),
    );
    const calls = [...ancestors(module)].reverse().flatMap((ancestor) => {
      if (ancestor.call === undefined) return [];
      const key = certain.has(ancestor.address) && ancestor.slot ? instanceKey(ancestor.slot) : '';
      return [`${ancestor.call.declaration.address}${key}`];
    });
    return [...calls, this.#declaration.address].join('.');
  }

  #declared(instance: ResourceInstance, module: ModuleInstance, root: ModuleInstance, id: string): DeclaredResource {
    const exists: Fact<boolean> =
      root === this.#worlds.actual
        ? known(true, this.#isDefaulted(module) ? 'default' : 'written')
        : unknown(l10n.t('a value that is not known, or only a default, decides whether it is there'));
    const { path } = module;
    if (module.describedCall !== undefined) {
      return { id: this.#idOfCall(id), resource: path, instance, module, root, exists };
    }
    const resource = path === '' ? this.#declaration.address : `${path}.${this.#declaration.address}`;
    return { id, resource, instance, module, root, exists };
  }

  /** The only bucket that a described module makes goes by the address of the call. */
  #idOfCall(id: string): string {
    const { address } = this.#declaration;
    return address.startsWith('aws_s3_bucket.') ? id.slice(0, id.lastIndexOf(`.${address}`)) : id;
  }

  #isDefaulted(module: ModuleInstance): boolean {
    const steps = [
      { module, declaration: this.#declaration },
      ...ancestors(module).flatMap((ancestor) =>
        ancestor.call === undefined ? [] : [{ module: ancestor.call.caller, declaration: ancestor.call.declaration }],
      ),
    ];
    return steps.some((step) => step.module.expansion(step.declaration).defaulted);
  }
}

/** Every resource that a root module declares, itself or through the modules that it calls. */
export class DeclaredResources {
  readonly #worlds: Worlds;
  readonly #paths: readonly Use[];
  readonly #byType = new Map<string, readonly DeclaredResource[]>();

  constructor(tree: ModuleTree) {
    this.#worlds = new Worlds(tree);
    this.#paths = [...callPaths(tree)];
  }

  /** The root module, with all defaults as they are. */
  get root(): ModuleInstance {
    return this.#worlds.actual;
  }

  of(type: string): readonly DeclaredResource[] {
    const before = this.#byType.get(type);
    if (before !== undefined) return before;
    const declared = this.declarations(type).flatMap((at) => this.madeBy(at));
    this.#byType.set(type, declared);
    return declared;
  }

  /** What declares resources of a type, in the order of `of`. */
  declarations(type: string): readonly DeclaredAt[] {
    return this.#paths.flatMap(({ path, source }) =>
      source.resourcesOf(type).map((declaration) => ({ path, declaration })),
    );
  }

  madeBy({ path, declaration }: DeclaredAt): readonly DeclaredResource[] {
    return new ResourcesOfDeclaration(this.#worlds, path, declaration).all();
  }

  /** The text of a file that was read. */
  textOf(file: string): string | undefined {
    const files = this.#paths.flatMap(({ source }) => source.files);
    return files.find((candidate) => candidate.file === file)?.text;
  }

  /** The uses of modules, the root among them, with all defaults as they are. */
  modules(): readonly ModuleInstance[] {
    return this.#paths.flatMap(({ path }) => modulesAt(this.#worlds.actual, path));
  }
}
