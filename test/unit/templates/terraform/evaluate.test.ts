import assert from 'node:assert/strict';
import { Budget } from '../../../../src/templates/terraform/budget';
import { evaluate } from '../../../../src/templates/terraform/evaluate';
import type { Names } from '../../../../src/templates/terraform/scope';
import type { Value } from '../../../../src/templates/terraform/value';
import { object, scalar, unknownValue } from '../../../../src/templates/terraform/value';
import { hclParser } from './support';

const names: Names = {
  budget: new Budget(),
  address: '',
  assumed: new Map(),
  variable: (name) => unknownValue(`var.${name}`, { key: `var.${name}` }),
  local: (name) => (name === 'tags' ? object([['team', scalar('storage')]]) : unknownValue('?')),
  resource: (type, name) => unknownValue('?', { key: `${type}.${name}` }),
  data: () => unknownValue('?'),
  module: () => unknownValue('?'),
  definition: () => undefined,
};

/** A value as JSON; what is not known is `?`, what may have more members ends in it. */
function show(value: Value): unknown {
  switch (value.kind) {
    case 'scalar':
      return value.value;
    case 'text':
      return value.parts.map((part) => (typeof part === 'string' ? part : '?')).join('');
    case 'list':
      return [...value.items.map(show), ...(value.rest ? ['?'] : [])];
    case 'object':
      return {
        ...Object.fromEntries([...value.entries].map(([key, entry]) => [key, show(entry)])),
        ...(value.rest && { '?': '?' }),
      };
    case 'unknown':
      return value.failed ? 'fails' : '?';
    case 'instance':
    case 'bucket':
      return value.kind;
  }
}

async function valueOf(source: string): Promise<Value> {
  const { attributes } = (await hclParser()).parse(`x = ${source}\n`);
  return evaluate(attributes[0]!.value, { names, bound: new Map() });
}

describe('Terraform: evaluation', () => {
  const values: readonly (readonly [string, unknown])[] = [
    ['"a-${1 + 1}"', 'a-2'],
    ['1e3', 1000],
    ['[15E-1, "1e3", 1.5e1]', [1.5, '1e3', 15]],
    ['"a-${var.x}-b"', 'a-?-b'],
    ['"${local.tags}"', { team: 'storage' }],
    ['true && var.x', '?'],
    ['false && var.x', false],
    ['var.x || true', true],
    ['!var.x', '?'],
    ['1 < 2 ? "y" : "n"', 'y'],
    ['var.x ? 1 : 1', 1],
    ['var.x ? 1 : 0', '?'],
    ['var.x == var.x', true],
    ['var.x == null', '?'],
    ['local.tags == null', false],
    ['"${var.x}-b" == ""', false],
    ['[1, 2][1]', 2],
    ['[1, 2][5]', 'fails'],
    ['{ a = 1 }.a', 1],
    ['{ a = 1 }["b"]', 'fails'],
    ['[{ a = 1 }, { a = 2 }][*].a', [1, 2]],
    ['[for k, v in { a = 1, b = 2 } : "${k}${v}" if v > 1]', ['b2']],
    ['{ for v in ["a", "b"] : upper(v) => v }', { A: 'a', B: 'b' }],
    ['{ for k, v in { a = var.x, b = true } : k => 1 if v }', { b: 1, '?': '?' }],
    ['{ for v in ["a", "b", "a"] : v => 1... }', { a: [1, 1], b: [1] }],
    ['merge(local.tags, { a = 1 })', { team: 'storage', a: 1 }],
    ['merge(local.tags, var.x, { a = 1 })', { team: '?', a: 1, '?': '?' }],
    ['toset(["a", "b", "a"])', ['a', 'b']],
    ['length(["a", var.x])', 2],
    ['length(var.x)', '?'],
    ['one([])', null],
    ['one([1])', 1],
    ['join("-", ["a", "b"])', 'a-b'],
    ['join("", [var.x])', '?'],
    ['format("%s-%s", "a", var.x)', 'a-?'],
    ['format("%05d", 1)', '00001'],
    ['try({ a = 1 }.b, "none")', 'none'],
    ['try(var.x.b, "none")', '?'],
    ['can({ a = 1 }.b)', false],
    ['lookup({ a = 1 }, "b", 2)', 2],
    ['coalesce(null, "", "a")', 'a'],
    ['coalesce(var.x, "a")', '?'],
    ['concat(["a"], var.x)', ['a', '?']],
    ['flatten([["a"], [["b"]]])', ['a', 'b']],
    ['contains(["a"], "b")', false],
    ['contains([var.x], "b")', '?'],
    ['element(["a", "b"], 3)', 'b'],
    ['keys({ b = 1, a = 2 })', ['a', 'b']],
    ['values({ b = 1, a = 2 })', [2, 1]],
    ['zipmap(["a"], [1])', { a: 1 }],
    ['range(3)', [0, 1, 2]],
    ['setsubtract(["a", "b"], ["b"])', ['a']],
    ['replace("a.b", ".", "-")', 'a-b'],
    ['replace("a.b", "/[.]/", "-")', 'a-b'],
    ['compact(["a", "", null])', ['a']],
    ['tobool("true")', true],
    ['tonumber("x")', 'fails'],
    ['uuid()', '?'],
    ['no_such_function(1)', '?'],
    ['min(1, 2) + max(1, 2)', 3],
    ['lower("A") == "a" && startswith("abc", "ab")', true],
  ];
  for (const [source, expected] of values) {
    it(`${source} is ${JSON.stringify(expected)}`, async () => {
      assert.deepEqual(show(await valueOf(source)), expected);
    });
  }

  it('takes equal expressions of unknowns for equal, and no others', async () => {
    const key = async (source: string): Promise<string | undefined> => {
      const value = await valueOf(source);
      return value.kind === 'unknown' ? value.key : undefined;
    };
    assert.equal(await key('lower(var.x)'), await key('lower(var.x)'));
    assert.notEqual(await key('lower(var.x)'), await key('lower(var.y)'));
    assert.notEqual(await key('lower(var.x)'), await key('upper(var.x)'));
    assert.notEqual(await key('flatten(var.x)'), await key('compact(var.x)'));
    assert.equal(await key('uuid()'), undefined);
    assert.equal(await key('path.module'), undefined);
  });
});
