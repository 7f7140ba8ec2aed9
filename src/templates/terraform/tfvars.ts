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

function readJson(text: string): Iterable<readonly [string, Value]> {
  const value = parseJson(text);
  return value?.kind === 'object' ? value.entries : [];
}

/** The order in which Terraform loads them; later ones win. Source: Terraform language, variable definition files. */
function autoLoaded(names: readonly string[]): readonly string[] {
  const named = ['terraform.tfvars', 'terraform.tfvars.json'].filter((name) => names.includes(name));
  const automatic = names.filter((name) => name.endsWith('.auto.tfvars') || name.endsWith('.auto.tfvars.json')).sort();
  return [...named, ...automatic];
}

/** The values that the files of a root module which Terraform loads by itself give to its variables. */
export async function readRootValues(
  directory: string,
  files: Files,
  cache: FileCache,
): Promise<ReadonlyMap<string, Value>> {
  const values = new Map<string, Value>();
  const names = constants();
  for (const name of autoLoaded(await files.list(directory))) {
    const file = `${directory}/${name}`;
    const text = await files.read(file);
    if (text === undefined) continue;
    if (name.endsWith('.json')) {
      for (const [key, value] of readJson(text)) values.set(key, value);
      continue;
    }
    for (const { body } of cache.open({ file, text }).pieces) {
      for (const { name: key, value } of body.attributes) {
        values.set(key, evaluate(value, { names, bound: new Map() }));
      }
    }
  }
  return values;
}
