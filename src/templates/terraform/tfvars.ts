import type { Files } from '../dialect';
import { Budget } from './budget';
import { evaluate } from './evaluate';
import { parseJson } from './json';
import type { FileCache } from './pieces';
import type { Names } from './scope';
import type { Value } from './value';
import { unknownValue } from './value';

/** A tfvars file holds constants: nothing can be named in it. */
const constants = (): Names => ({
  budget: new Budget(),
  address: '',
  assumed: new Map(),
  variable: () => unknownValue('it is no constant'),
  local: () => unknownValue('it is no constant'),
  resource: () => unknownValue('it is no constant'),
  data: () => unknownValue('it is no constant'),
  module: () => unknownValue('it is no constant'),
  definition: () => undefined,
});

/** What a file of values gives; `undefined` where it cannot be read in full and may give anything. */
type FileValues = readonly (readonly [string, Value])[] | undefined;

function readJson(text: string): FileValues {
  const value = parseJson(text);
  return value?.kind === 'object' ? [...value.entries] : undefined;
}

/** The order in which Terraform loads them; later ones win. Source: Terraform language, variable definition files. */
function autoLoaded(names: readonly string[]): readonly string[] {
  const named = ['terraform.tfvars', 'terraform.tfvars.json'].filter((name) => names.includes(name));
  const automatic = names.filter((name) => name.endsWith('.auto.tfvars') || name.endsWith('.auto.tfvars.json')).sort();
  return [...named, ...automatic];
}

/** What files of values give to the variables of a root module, by name. */
export interface RootValues {
  /** From the files that Terraform loads by itself. */
  readonly given: ReadonlyMap<string, Value>;
  /** From the files that somebody chooses one of (`-var-file=prod.tfvars`). */
  readonly alternatives: ReadonlyMap<string, readonly Value[]>;
  /** Whether one of them cannot be read in full: it may set any variable, to anything. */
  readonly unread: boolean;
}

export const noRootValues: RootValues = { given: new Map(), alternatives: new Map(), unread: false };

/** Folders beside a root module where people keep a file of values for each place that it is deployed to. */
const folders = ['config', 'env', 'environment', 'environments', 'envs', 'tfvars', 'variables', 'vars'];

function isValuesFile(name: string): boolean {
  return name.endsWith('.tfvars') || name.endsWith('.tfvars.json');
}

async function valuesIn(file: string, files: Files, cache: FileCache): Promise<FileValues> {
  const text = await files.read(file);
  if (text === undefined) return undefined;
  if (file.endsWith('.json')) return readJson(text);
  const { pieces, trouble } = cache.open({ file, text });
  if (trouble !== undefined) return undefined;
  return pieces.flatMap(({ body }) =>
    body.attributes.map(
      ({ name, value }) => [name, evaluate(value, { names: constants(), bound: new Map() })] as const,
    ),
  );
}

/** The folders for values below a directory, and those in them; without a listing of directories they are guessed. */
async function foldersFor(directory: string, files: Files): Promise<readonly string[]> {
  const directories = files.directories?.bind(files);
  if (directories === undefined) return folders.map((name) => `${directory}/${name}`);
  const found = (await directories(directory)).filter((name) => folders.includes(name));
  const nested = await Promise.all(
    found.map(async (name) => {
      const folder = `${directory}/${name}`;
      return [folder, ...(await directories(folder)).map((inner) => `${folder}/${inner}`)];
    }),
  );
  return nested.flat();
}

async function alternativesOf(directory: string, names: readonly string[], files: Files): Promise<readonly string[]> {
  const loaded = new Set(autoLoaded(names));
  const beside = names.filter((name) => isValuesFile(name) && !loaded.has(name)).map((name) => `${directory}/${name}`);
  const inFolders = await Promise.all(
    (await foldersFor(directory, files)).map(async (folder) =>
      (await files.list(folder)).filter(isValuesFile).map((name) => `${folder}/${name}`),
    ),
  );
  return [...beside, ...inFolders.flat()];
}

/** The values that the files beside a root module give to its variables. */
export async function readRootValues(directory: string, files: Files, cache: FileCache): Promise<RootValues> {
  const names = await files.list(directory);
  let unread = false;
  const read = async (file: string): Promise<readonly (readonly [string, Value])[]> => {
    const values = await valuesIn(file, files, cache);
    unread ||= values === undefined;
    return values ?? [];
  };
  const given = new Map<string, Value>();
  for (const name of autoLoaded(names)) {
    for (const [key, value] of await read(`${directory}/${name}`)) given.set(key, value);
  }
  const alternatives = new Map<string, Value[]>();
  for (const file of await alternativesOf(directory, names, files)) {
    for (const [key, value] of await read(file)) alternatives.set(key, [...(alternatives.get(key) ?? []), value]);
  }
  return { given, alternatives, unread };
}
