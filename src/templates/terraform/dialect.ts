import type { Estate } from '../../model/estate';
import { partial } from '../../model/estate';
import { unmanaged } from '../../model/fact';
import type { Dialect, Files, SourceText, TemplateReading } from '../dialect';
import { whyGivenUp } from './budget';
import type { Declaration } from './fileDeclarations';
import type { ModuleSource } from './moduleSource';
import { dialectId } from './dialectId';
import { mayCallByPath, mayCallDescribed, mayDeclare, terraformLook } from './look';
import type { ModuleTree } from './moduleInstance';
import { ModuleReader } from './moduleReader';
import type { HclParser } from './parser';
import { directoryOf, joinPath } from '../paths';
import type { FileText } from './pieces';
import { FileCache } from './pieces';
import { ModuleReading } from './reading';
import { localSource, ModuleLoader } from './tree';

/** Whether a module with this text in it may have to be read: for itself, or for what it calls. */
function isOfInterest(text: string): boolean {
  return mayDeclare(text) || (mayCallByPath(text) && text.includes('module')) || mayCallDescribed(text);
}

function declaresAnything({ buckets, plans, selections, vaults }: Estate): boolean {
  return [buckets, plans, selections, vaults].some(({ items }) => items.length > 0);
}

/** The directories that others among them call by path: these are judged through their callers. */
function calledDirectories(modules: readonly ModuleSource[]): ReadonlySet<string> {
  const called = new Set<string>();
  for (const module of modules) {
    for (const call of module.modules) {
      const path = localSource(call);
      const directory = path === undefined ? module.directory : joinPath(module.directory, path);
      if (directory !== module.directory) called.add(directory);
    }
  }
  return called;
}

function isRepeated(root: ModuleSource, { address, piece }: Declaration, file: FileText): boolean {
  return piece.file === file && root.find(address)?.piece.file !== file;
}

/** Those that no other one calls first; the others only count where they call each other in a circle. */
function rootsFirst(modules: readonly ModuleSource[]): readonly ModuleSource[] {
  const called = calledDirectories(modules);
  const isCalled = ({ directory }: ModuleSource): boolean => called.has(directory);
  return [...modules.filter((module) => !isCalled(module)), ...modules.filter(isCalled)];
}

/** A root module, and once more each of its files that declares a bucket again. */
async function readRoot(
  tree: ModuleTree,
  loader: ModuleLoader,
  reader: ModuleReader,
): Promise<readonly ModuleReading[]> {
  const { root } = tree;
  if (![...tree.sources].some((source) => source.mayDeclare)) return [];
  const readings = [reader.read(tree)];
  for (const file of root.repeating) {
    const again = await loader.tree(root.startingWith(file));
    readings.push(new ModuleReading(again, { isWanted: (declaration) => isRepeated(root, declaration, file) }));
  }
  return readings;
}

/** Nothing but the failure of a root module. */
function givenUp({ directory, files }: ModuleSource, reason: string): TemplateReading {
  const nothing = partial([], 'the module could not be read');
  const estate: Estate = {
    scope: { kind: 'template', dialect: dialectId, root: directory },
    buckets: nothing,
    plans: nothing,
    selections: nothing,
    vaults: nothing,
    roles: nothing,
    s3OptIn: unmanaged,
  };
  const skipped = files.filter(({ text }) => isOfInterest(text)).map(({ file }) => ({ file, reason }));
  return { estate, skipped, edits: () => undefined };
}

/** Reads Terraform and OpenTofu files. A directory is a module; each module that no other one calls is a reading. */
export function createTerraformDialect(parser: HclParser): Dialect {
  const cache = new FileCache(parser);
  const reader = new ModuleReader();
  return {
    ...terraformLook,
    async read(sources: readonly SourceText[], files: Files): Promise<readonly TemplateReading[]> {
      const given = new Map(sources.map(({ file, text }) => [file, text]));
      const loader = new ModuleLoader(files, cache, given);
      const directories = new Set(
        sources.filter(({ text }) => isOfInterest(text)).map(({ file }) => directoryOf(file)),
      );
      const loaded = await Promise.all([...directories].map((directory) => loader.load(directory)));
      const readings: TemplateReading[] = [];
      const covered = new Set<ModuleSource>();
      for (const root of rootsFirst(loaded.filter((module) => module !== undefined))) {
        if (covered.has(root)) continue;
        const tree = await loader.tree(root);
        tree.sources.forEach((source) => covered.add(source));
        try {
          readings.push(...(await readRoot(tree, loader, reader)));
        } catch (error) {
          const why = whyGivenUp(error);
          if (why === undefined) throw error;
          readings.push(givenUp(root, why));
        }
      }
      return readings.filter(({ estate, skipped }) => declaresAnything(estate) || skipped.length > 0);
    },
  };
}
