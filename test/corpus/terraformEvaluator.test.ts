import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Files } from '../../src/templates/dialect';
import { ModuleInstance } from '../../src/templates/terraform/moduleInstance';
import type { ModuleTree } from '../../src/templates/terraform/moduleInstance';
import { FileCache } from '../../src/templates/terraform/pieces';
import { ModuleLoader } from '../../src/templates/terraform/tree';
import type { Value } from '../../src/templates/terraform/value';
import { actualWorld } from '../../src/templates/terraform/world';
import { hclParser } from '../unit/templates/terraform/support';
import { listCorpus, needsCorpus, readCorpus } from './corpus';

const root = join(process.cwd(), '..', 'shared', 'corpus');
const folder = 'evaluator/snyk-policy-engine/pkg/input/golden_test/tf';

/** What that tool expects of one resource: its attributes, those that are not known left out or replaced. */
interface Golden {
  readonly resources: Readonly<
    Record<string, Readonly<Record<string, { readonly attributes: Readonly<Record<string, unknown>> }>>>
  >;
}

/** Which inputs are not compared, or not in full, and why. */
const deviations: Readonly<Record<string, string>> = {
  'count-err': 'the count is not known, so there is one bucket without a key; the other tool assumes the condition',
  'null-count': 'the count is not known, so there is one bucket without a key; the other tool takes null for 1',
  'nested-vars-rm5823': 'map(string) makes strings of numbers, which the other tool leaves out',
  sensitive: 'the other tool hides what is sensitive',
  'module-register':
    "what terraform init has fetched is nobody's own text and may be of another day, so it is not read",
  'example-terraform-modules': 'the input is not among the files',
};

const disk: Files = {
  read: (file) => Promise.resolve(existsSync(file) ? readFileSync(file, 'utf8') : undefined),
  list: (directory) => Promise.resolve(existsSync(directory) ? readdirSync(directory) : []),
};

async function treeOf(directory: string): Promise<ModuleTree | undefined> {
  const loader = new ModuleLoader(disk, new FileCache(await hclParser()), new Map());
  const source = await loader.load(directory);
  return source && loader.tree(source);
}

function* withCalled(module: ModuleInstance): Generator<ModuleInstance> {
  yield module;
  for (const call of module.source.modules) {
    for (const called of module.moduleInstances(call)) yield* withCalled(called);
  }
}

const notKnown = Symbol('not known');

/** A value as the other tool writes it; `notKnown` where we do not know it. */
function toJson(value: Value): unknown {
  switch (value.kind) {
    case 'scalar':
      return value.value;
    case 'list':
      return value.rest === undefined ? value.items.map(toJson) : notKnown;
    case 'object':
      return value.rest === undefined
        ? Object.fromEntries([...value.entries].map(([key, entry]) => [key, toJson(entry)]))
        : notKnown;
    default:
      return notKnown;
  }
}

function isWhole(json: unknown): boolean {
  if (json === notKnown) return false;
  return typeof json !== 'object' || json === null || Object.values(json).every(isWhole);
}

/** That tool does not quote keys. */
function plainKeys(id: string): string {
  return id.replaceAll(/\["([^"]*)"\]/g, '[$1]');
}

/** Where what we know of a resource differs from what is expected; attributes that are blocks are not compared. */
function differences(
  golden: Golden,
  tree: ModuleTree,
): { readonly faults: readonly string[]; readonly compared: number } {
  const faults: string[] = [];
  let compared = 0;
  const modules = [...withCalled(new ModuleInstance(tree, actualWorld()))];
  for (const [type, expected] of Object.entries(golden.resources)) {
    if (type.startsWith('data.')) continue;
    const instances = modules.flatMap((module) =>
      module.source.resourcesOf(type).flatMap((declaration) => module.resourceInstances(declaration)),
    );
    const ids = instances.map(({ id }) => plainKeys(id)).toSorted();
    if (JSON.stringify(ids) !== JSON.stringify(Object.keys(expected).toSorted())) {
      faults.push(`${ids.join(' ')} instead of ${Object.keys(expected).join(' ')}`);
    }
    for (const instance of instances) {
      for (const [name, wanted] of Object.entries(expected[plainKeys(instance.id)]?.attributes ?? {})) {
        const written = instance.body.attribute(name);
        const ours = written && toJson(written.value);
        if (written === undefined || !isWhole(ours)) continue;
        compared += 1;
        if (JSON.stringify(ours) !== JSON.stringify(wanted)) {
          faults.push(`${instance.id}.${name} is ${JSON.stringify(ours)} instead of ${JSON.stringify(wanted)}`);
        }
      }
    }
  }
  return { faults, compared };
}

describe('Terraform corpus: evaluated resources', () => {
  it('has the instances and the values that another evaluator expects', async function () {
    needsCorpus(this);
    const goldens = listCorpus(folder).filter((file) => dirname(file) === folder && file.endsWith('.json'));
    assert.ok(goldens.length > 30);
    let compared = 0;
    const faults: string[] = [];
    for (const file of goldens) {
      const name = basename(file, '.json');
      const tree = name in deviations ? undefined : await treeOf(join(root, folder, name));
      if (tree === undefined) {
        if (!(name in deviations)) faults.push(`${name}: nothing is read`);
        continue;
      }
      const result = differences(JSON.parse(readCorpus(file)) as Golden, tree);
      compared += result.compared;
      faults.push(...result.faults.map((fault) => `${name}: ${fault}`));
    }
    console.log(`      ${goldens.length} inputs, ${compared} attributes; not compared:`);
    for (const [name, why] of Object.entries(deviations)) console.log(`        ${name}: ${why}`);
    assert.deepEqual(faults, []);
  });
});
