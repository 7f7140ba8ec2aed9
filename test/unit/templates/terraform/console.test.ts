import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Budget } from '../../../../src/templates/terraform/budget';
import { evaluate } from '../../../../src/templates/terraform/evaluate';
import { toJson } from '../../../../src/templates/terraform/json';
import type { Names } from '../../../../src/templates/terraform/scope';
import type { Value } from '../../../../src/templates/terraform/value';
import { unknownValue } from '../../../../src/templates/terraform/value';
import { hclParser } from './support';

const nothing: Omit<Names, 'budget'> = {
  address: '',
  assumed: new Map(),
  variable: () => unknownValue('there are none'),
  local: () => unknownValue('there are none'),
  resource: () => unknownValue('there are none'),
  data: () => unknownValue('there are none'),
  module: () => unknownValue('there are none'),
  definition: () => undefined,
};

const fails = 'this fails';

/** What Terraform makes of expressions, as JSON; `undefined` where there is no Terraform. */
function byConsole(expressions: readonly string[]): readonly string[] | undefined {
  const directory = mkdtempSync(join(tmpdir(), 'console-'));
  try {
    const input = `jsonencode([${expressions.map((each) => `try(jsonencode(${each}), "${fails}")`).join(', ')}])\n`;
    const { error, stdout, stderr } = spawnSync('terraform', ['console'], { cwd: directory, input, encoding: 'utf8' });
    if (error !== undefined) return undefined;
    if (stdout.trim() === '') throw new Error(stderr);
    return JSON.parse(JSON.parse(stdout) as string) as string[];
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

async function byUs(expression: string): Promise<Value> {
  const { attributes, errors } = (await hclParser()).parse(`x = ${expression}\n`);
  assert.deepEqual(errors, [], expression);
  return evaluate(attributes[0]!.value, { names: { ...nothing, budget: new Budget() }, bound: new Map() });
}

/** Random numbers that are the same in each run. */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

type Type = 'number' | 'string' | 'bool' | 'list' | 'map';

/** Writes expressions of a type. Whatever fits together may be nested in each other. */
class Writer {
  readonly #below: (limit: number) => number;
  #names = 0;

  constructor(seed: number) {
    this.#below = generator(seed);
  }

  write(type: Type, depth: number): string {
    const all = depth <= 0 ? this.#leaves(type) : [...this.#leaves(type), ...this.#nested(type, depth - 1)];
    return all[this.#below(all.length)]!();
  }

  #leaves(type: Type): readonly (() => string)[] {
    switch (type) {
      case 'number':
        return [() => String(this.#below(9)), () => '-2'];
      case 'string':
        return [() => '"a"', () => '"Bc d"', () => '""', () => '"x-1"', () => '"a\\"b<c>"'];
      case 'bool':
        return [() => 'true', () => 'false'];
      case 'list':
        return [() => '["a", "b", "a"]', () => '[]', () => '["z"]'];
      case 'map':
        return [() => '{ a = "1", b = "2" }', () => '{}', () => '{ "c d" = "3" }'];
    }
  }

  #nested(type: Type, depth: number): readonly (() => string)[] {
    const some = (of: Type): string => this.write(of, depth);
    const either = (): string => `(${some('bool')} ? ${some(type)} : ${some(type)})`;
    const tried = (): string => `try(${some('map')}.missing, ${some(type)})`;
    switch (type) {
      case 'number':
        return [
          either,
          () => `(${some('number')} + ${some('number')} * 2)`,
          () => `(${some('number')} - ${some('number')} - 1)`,
          () => `length(${some('list')})`,
          () => `max(${some('number')}, ${some('number')})`,
          () => `(7 % (1 + length(${some('map')})))`,
          () => `sum([${some('number')}, 1])`,
        ];
      case 'string':
        return [
          either,
          tried,
          () => `"<\${${some('string')}}-\${${some('number')}}>"`,
          () => `"%{ if ${some('bool')} }y\${${some('string')}}%{ else }n%{ endif }"`,
          () => `"%{ for k, v in ${some('map')} }\${k}=\${v},%{ endfor }"`,
          () => `upper(${some('string')})`,
          () => `title(${some('string')})`,
          () => `join("/", ${some('list')})`,
          () => `replace(${some('string')}, "a", "bb")`,
          () => `trimsuffix(${some('string')}, "a")`,
          () => `substr("abcdef", 1, ${this.#below(4)})`,
          () => `format("%s-%02d-%v", ${some('string')}, ${this.#below(90)}, ${some('bool')})`,
          () => `jsonencode(${some('map')})`,
          () => `lookup(${some('map')}, "a", ${some('string')})`,
          () => `coalesce("", ${some('string')}, "last")`,
          () => `element(concat(${some('list')}, ["e"]), ${this.#below(5)})`,
          () => `one(slice(concat(["q"], ${some('list')}), 0, 1))`,
          () => `jsondecode(jsonencode({ k = ${some('string')} })).k`,
        ];
      case 'bool':
        return [
          either,
          () => `(${some('number')} < ${some('number')})`,
          () => `(${some('string')} == ${some('string')})`,
          () => `(${some('bool')} || !${some('bool')} && ${some('bool')})`,
          () => `contains(${some('list')}, "a")`,
          () => `can(${some('map')}.a)`,
          () => `alltrue([${some('bool')}, true])`,
          () => `startswith(${some('string')}, "a")`,
        ];
      case 'list': {
        const name = `v${++this.#names}`;
        return [
          () => `[for ${name} in ${some('list')} : upper(${name}) if ${name} != "b"]`,
          () => `[for k, ${name} in ${some('map')} : "\${k}:\${${name}}"]`,
          () => `concat(${some('list')}, ${some('list')})`,
          () => `distinct(concat(["a"], ${some('list')}))`,
          () => `flatten([${some('list')}, [[${some('string')}]]])`,
          () => `compact(concat(["", "k"], ${some('list')}))`,
          () => `keys(${some('map')})`,
          () => `sort(concat(["m"], ${some('list')}))`,
          () => `reverse(concat(["r"], ${some('list')}))`,
          () => `tolist(toset(concat(["t"], ${some('list')})))`,
          () => `[for o in [{ n = ${some('string')} }, { n = "o" }] : o][*].n`,
          () => `split(",", ${some('string')})`,
          () => `setsubtract(concat(["s"], ${some('list')}), ["a"])`,
        ];
      }
      case 'map': {
        const name = `m${++this.#names}`;
        return [
          () => `{ for ${name} in ${some('list')} : ${name} => upper(${name})... }`,
          () => `{ for k, ${name} in ${some('map')} : k => "\${${name}}!" if k != "a" }`,
          () => `merge(${some('map')}, { a = ${some('string')} })`,
          () => `{ (${some('string')}) = "dyn", b = ${some('string')} }`,
          () => `zipmap(["x", "y"], [${some('string')}, "2"])`,
        ];
      }
    }
  }
}

const written = [
  'true ? false : false ? 1 : 2',
  'false ? "a" : true ? "b" : "c"',
  '1 - 2 - 3',
  '!false && false',
  '-1 + 2 == 1',
  '[{ a = 1 }, { a = 2 }][*].a',
  '[{ a = 1 }, { a = 2 }].*.a',
  'null[*]',
  '"x"[*]',
  '{ a = { b = [1, 2] } }.a.b[1]',
  '{ a = 1 }["a"]',
  '["a", "b"].1',
  'try({ a = 1 }.b, [][0], "last")',
  'try([{ a = 1 }.b], "last")',
  'try(null ? 1 : 2, "null")',
  'can([][0])',
  'one([])',
  'one(["a"])',
  'merge({ a = 1 }, null, { b = 2 }, { a = 3 })',
  'merge({ a = { b = 1 } }, { a = { c = 2 } })',
  '{ for k, v in { a = "x", b = "x" } : v => k... }',
  '[for i, v in ["a", "b"] : "${i}${v}"]',
  'coalesce(null, "", "a")',
  'coalesce("", "b")',
  'lookup({ a = 1 }, "b", 2)',
  'format("%s/%d", "a", 5)',
  'format("%03d", 7)',
  'format("%q %%", "a")',
  'formatlist("%s-x", ["a", "b"])',
  'jsonencode({ b = [1, true, null], a = "<&>" })',
  'jsondecode("{\\"a\\": [1, {\\"b\\": null}]}")',
  'jsondecode("no")',
  'tobool("true")',
  'tobool("yes")',
  'tonumber("1.5")',
  'tonumber("x")',
  'tostring(12)',
  'tostring(null)',
  'toset(["b", "a", "b"])',
  'element(["a", "b"], 3)',
  'element([], 0)',
  'flatten([["a"], [], [["b"]]])',
  'range(3)',
  'range(1, 7, 2)',
  'slice(["a", "b", "c"], 1, 2)',
  'zipmap(["a"], [1])',
  'index(["a", "b"], "b")',
  'chunklist(["a", "b", "c"], 2)',
  'setproduct(["a", "b"], ["1", "2"])',
  'matchkeys(["a", "b"], ["1", "2"], ["2"])',
  'transpose({ a = ["1"], b = ["1", "2"] })',
  'coalescelist([], ["a"])',
  'trim("  a ", " ")',
  'trimspace(" a\\n")',
  'chomp("a\\n")',
  'indent(2, "a\\nb")',
  'substr("hello", 1, -1)',
  'strrev("abc")',
  'title("hello wide world")',
  'lower("ABC")',
  'replace("a.b.c", ".", "-")',
  'replace("abc", "/b+/", "x")',
  'regex("[a-z]+", "12ab")',
  'regexall("[0-9]", "1a2")',
  'split("/", "a/b")',
  'join("-", ["a", "b"])',
  'abs(-3)',
  'ceil(1.2)',
  'floor(-1.2)',
  'pow(2, 3)',
  'signum(-2)',
  'parseint("ff", 16)',
  'base64encode("abc")',
  'base64decode("YWJj")',
  'sum([1, 2.5])',
  'max(1, 5, 3)',
  'min([4, 2]...)',
  'anytrue([false, true])',
  'alltrue([])',
  'startswith("abc", "ab")',
  'endswith("abc", "bc")',
  'strcontains("abc", "b")',
  'values({ b = 1, a = 2 })',
  'keys({ b = 1, a = 2 })',
  'length("héllo")',
  'length({ a = 1 })',
  'contains(["a"], "a")',
  'distinct(["a", "a"])',
  'sort(["b", "a"])',
  'reverse(["b", "a"])',
  'setunion(["a"], ["b"])',
  'setintersection(["a", "b"], ["b"])',
  '"%{ for x in ["a", "b"] ~} ${x} %{ endfor ~}"',
  '"a ${~ "b" ~} c"',
  '"$${x} %%{y}"',
  '1 == "1"',
  'true == "true"',
  '[1] == [1]',
  '{ a = 1 } == { a = 1 }',
  'null == null',
  '5 / 2',
  '5 % 3',
  '"${5 / 2}"',
  '"${1000000 * 1000000}"',
  '"${true}"',
  '0.1 + 0.2',
];

describe('Terraform: expressions, against terraform console', () => {
  it('have the value that Terraform gives them', async function () {
    this.timeout(60_000);
    const types: readonly Type[] = ['number', 'string', 'bool', 'list', 'map'];
    const generated = Array.from({ length: 400 }, (_, seed) => new Writer(seed + 1).write(types[seed % 5]!, 3));
    const expressions = [...written, ...generated];
    const theirs = byConsole(expressions);
    if (theirs === undefined) {
      console.log('      not compared: there is no terraform');
      this.skip();
    }
    const wrong: string[] = [];
    let refused = 0;
    const unknown: string[] = [];
    for (const [at, expression] of expressions.entries()) {
      const value = await byUs(expression);
      const ours = value.kind === 'unknown' && value.failed ? fails : toJson(value);
      // What Terraform refuses, in types mostly, we may take: such a module is not deployed anyway.
      if (theirs[at] === fails) refused += 1;
      else if (ours === undefined) unknown.push(expression);
      else if (ours !== theirs[at]) wrong.push(`${expression} is ${theirs[at]!}, not ${ours}`);
    }
    console.log(`      ${expressions.length} expressions, ${refused} refused by Terraform`);
    assert.deepEqual(wrong, []);
    assert.deepEqual(unknown, []);
  });
});
