import assert from 'node:assert/strict';
import type { Block, Body, Expression } from '../../../../src/templates/terraform/syntax';
import { attributeOf } from '../../../../src/templates/terraform/syntax';
import { hclParser } from './support';

async function parse(text: string): Promise<Body> {
  return (await hclParser()).parse(text);
}

async function block(text: string): Promise<Block> {
  const { blocks } = await parse(text);
  assert.equal(blocks.length, 1);
  return blocks[0]!;
}

async function expression(source: string): Promise<Expression> {
  const { attributes } = await parse(`x = ${source}\n`);
  return attributes[0]!.value;
}

/** Expressions in a short form: what contains what, without spans. */
function show(e: Expression): string {
  switch (e.kind) {
    case 'literal':
      return JSON.stringify(e.value);
    case 'name':
      return e.name;
    case 'attribute':
      return `${show(e.of)}.${e.name}`;
    case 'index':
      return `${show(e.of)}[${show(e.key)}]`;
    case 'splat':
      return `${show(e.of)}[*]{${show(e.each)}}`;
    case 'conditional':
      return `(${show(e.condition)} ? ${show(e.then)} : ${show(e.otherwise)})`;
    case 'unary':
      return `${e.operator}${show(e.operand)}`;
    case 'binary':
      return `(${show(e.left)} ${e.operator} ${show(e.right)})`;
    case 'opaque':
      return `?${e.why}`;
    default:
      return showMany(e);
  }
}

type Many = Extract<Expression, { kind: 'template' | 'call' | 'tuple' | 'object' | 'for' }>;

function showMany(e: Many): string {
  switch (e.kind) {
    case 'template':
      return `t(${e.parts.map((part) => (typeof part === 'string' ? JSON.stringify(part) : show(part))).join(' ')})`;
    case 'call':
      return `${e.name}(${e.arguments.map(show).join(' ')}${e.spread ? '...' : ''})`;
    case 'tuple':
      return `[${e.items.map(show).join(' ')}]`;
    case 'object':
      return `{${e.items.map(({ key, value }) => `${show(key)}:${show(value)}`).join(' ')}}`;
    case 'for': {
      const [key, condition] = [e.key, e.condition].map((part) => (part === undefined ? '-' : show(part)));
      return `for(${e.keyName ?? '-'} ${e.valueName} ${show(e.collection)} ${key} ${show(e.value)}${e.grouped ? '...' : ''} ${condition})`;
    }
  }
}

describe('Terraform: syntax', () => {
  const forms: readonly (readonly [string, string])[] = [
    ['"a"', '"a"'],
    ['""', '""'],
    ['"a\\n\\"b\\" $${x} \\u00e4"', '"a\\n\\"b\\" ${x} ä"'],
    ['"${a.b} - ${c}"', 't(a.b " - " c)'],
    ['"${a}"', 't(a)'],
    ['-1.5', '-1.5'],
    ['null', 'null'],
    ['a.b[0].c["k"].0', 'a.b[0].c["k"][0]'],
    ['a[*].b.c', 'a[*]{*.b.c}'],
    ['a.*.b', 'a[*]{*.b}'],
    ['f(a, b...)', 'f(a b...)'],
    ['[a, 1,]', '[a 1]'],
    ['{ a = 1, "b" : 2, (c) = 3 }', '{"a":1 "b":2 c:3}'],
    ['[for k, v in m : v if k != ""]', 'for(k v m - v (k != ""))'],
    ['{ for v in m : v.k => v... }', 'for(- v m v.k v... -)'],
    ['a == b ? 1 : 0', '((a == b) ? 1 : 0)'],
    ['!a.b && c[0] || d', '((!a.b && c[0]) || d)'],
    ['(a + b) * 2', '((a + b) * 2)'],
    ['"%{ if a }x%{ endif }"', 't((a ? t("" "x") : ""))'],
  ];
  for (const [source, shape] of forms) {
    it(`reads ${source}`, async () => {
      assert.equal(show(await expression(source)), shape);
    });
  }

  it('reads blocks, labels and attributes with their places', async () => {
    const text = 'resource "aws_s3_bucket" "b" {\n  bucket = "x" # why\n  versioning { enabled = true }\n}';
    const read = await block(text);
    const at = (span: { start: number; end: number }): string => text.slice(span.start, span.end);
    assert.deepEqual(read.labels.map(at), ['aws_s3_bucket', 'b']);
    assert.equal(at(attributeOf(read, 'bucket')!.value), '"x"');
    assert.equal(at(read.blocks[0]!), 'versioning { enabled = true }');
    assert.equal(at(read.blocks[0]!.body), ' enabled = true ');
    assert.equal(read.broken, false);
  });

  it('reads a closing brace on the line of the last attribute, which Terraform refuses', async () => {
    const read = await block('resource "a" "b" {\n  versioning_configuration {\n    status = "Enabled"}\n}');
    assert.equal(read.broken, false);
    assert.equal(read.blocks[0]?.attributes.length, 1);
  });

  it('does not take a bare word for the type of the block on the next line', async () => {
    const read = await block('resource "a" "b" {\n  v\n  versioning {\n    enabled = true\n  }\n}');
    assert.equal(read.broken, true);
  });

  it('does not take the next line for the value of an attribute', async () => {
    assert.equal((await block('resource "a" "b" {\n  x =\n  y\n}')).broken, true);
  });

  for (const line of ['x =', 'x', 'x = [', 'x = f(', 'x = "a', 'x = "${a', 'y {', 'x = a.']) {
    it(`marks a block with the line ${line}`, async () => {
      const { blocks, errors } = await parse(`resource "a" "b" {\n  ${line}\n}\n`);
      assert.ok(errors.length > 0 || blocks.some((read) => read.broken));
    });
  }
});
