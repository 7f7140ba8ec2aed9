import assert from 'node:assert/strict';
import { readPlainHcl } from '../../../../src/templates/terraform/plainHcl';
import type { Body } from '../../../../src/templates/terraform/syntax';
import { hclGrammar } from './support';

async function byGrammar(text: string): Promise<Body> {
  return (await hclGrammar()).parse(text);
}

/** What everybody writes: it must not need the grammar. */
const expressions = [
  ...['1', '1.5', '-1', 'true', 'null', '""', '"text"', '"a\\"b\\\\n\\n"', '"é 🪣"', '"100% $ $$ %"'],
  ...['"${var.a}"', '"${ var.a }-${local.b["c"]}"', '"a${"b${c}"}d"', '"${a ? "b" : "c"}"'],
  ...[
    'a',
    'a.b.c',
    'a[0].b',
    'a["k"]',
    'a[*].b[0].c',
    'a.*.b',
    'a[*].b[*].c',
    'a.0.b',
    'a.0.1',
    '(a).b',
    '(a)',
    '((a))',
  ],
  ...['[]', '[1, 2,]', '[\n1, # one\n2 // two\n]', '[[a], [b]]', '[a][0]', '[(a)]'],
  ...['{}', '{ a = 1 }', '{ a : 1, "b" = 2, (c) = 3 }', '{\n  a = 1\n  b = [2]\n\n  c = x.y # z\n}', '{ "${a}" = {} }'],
  ...['f()', 'f(a)', 'f(a, b,)', 'f(a...)', 'f(\n  a,\n  { b = c }\n)', 'f(a).b[0]'],
  ...['a == b', 'a && b || !c', '!a && b', '!(a)', '-a.b + 1', 'a - b - c', 'a * b + c / d % e', 'a >= b != (c < d)'],
  ...['(a) && (b)', '(a\n  || b\n)', 'a-b', 'a - 1', 'a -1'],
  ...['a ? b : c', 'a ? b : c ? d : e', 'a ? b : c ? d : e ? f : g', 'a ? b ? c : d : e', '(a ? b : c) ? d : e'],
  ...[
    '[for a in b : a]',
    '[for a, b in c : f(a, b) if a != b]',
    '{ for a in b : a.c => a... if a.d }',
    '{for k, v in m : k => v}',
  ],
  ...['[\n  for a in b :\n  a\n]', 'foreach', '{ format = 1 }', '{ true = 1 }'],
  ...[
    '<<EOT\ntext\nEOT',
    '<<-EOT\n    a\n      b ${c}\n    EOT',
    '<<EOT\nEOT',
    '<<EOT\n"a" $ % \\ ${a}\n${b}${c}\n EOT',
  ],
  ...['f(<<EOT\na\nEOT\n)', '<<EOT\r\na\r\nEOT'],
];

const texts = [
  ...[
    '',
    '\n',
    '# only a comment',
    '/* one\n * two */\n',
    'a = 1',
    'a = 1\r\nb = 2\r\n',
    'a = 1 # one\nb = 2 // two\n',
  ],
  ...['a {}', 'a {\n}\n', 'a "b" "c" {\n  d = 1\n\n  e {\n    f = 2\n  }\n}\n', 'a b {}\n', 'a { b = 1 }', 'a {} b {}'],
  'a "" {}',
];

/** Broken, or written as hardly anybody does. */
const others = [
  ...[
    'a = ',
    'a =\n1\n',
    'a',
    'a "b"',
    'a {',
    'a {}}',
    '}',
    '{ a = 1 }',
    'a = 1 b = 2',
    'a = "b',
    'a = "b\nc"',
    '"a" = 1',
  ],
  ...[
    'a = b\n  + c',
    'a = b\n[c]',
    'a = [1 2]',
    'a = [1,, 2]',
    'a = { b = c (d) = e }',
    'a = f (b)',
    'a = f(b',
    'a = 1.',
    'a = 1e3',
  ],
  ...[
    'a = "${b"',
    'a = "${}"',
    'a = "${~ b ~}"',
    'a = "%{ if b }c%{ endif }"',
    'a = "$${b}"',
    'a = "\\q"',
    'a = "\\u00e9"',
  ],
  ...[
    'a = true(b)',
    'a = provider::b::c()',
    'é = 1',
    'a = bé',
    'a = b ? c',
    'a = b ?: c',
    'a = !!b',
    'a = b &',
    'a = b => c',
  ],
  ...[
    'a = [for b in c]',
    'a = {for b in c : b}',
    'a = for',
    'a = <<EOT\nb\n',
    'a = <<EOT\nb\nEOT',
    'a = <<EOT\nb\nEOTS\nEOT\n',
  ],
  ...[
    'a = <<EOT\n$${b}\nEOT\n',
    'a /* b',
    '# \0\na = 1',
    '\uFEFFa = 1',
    'a "b\\c" {}',
    'a "b"\n{}',
    'a = b. c',
    'a\t=\u00a01',
  ],
];

describe('reading plain HCL without the grammar', () => {
  for (const text of [...texts, ...expressions.map((expression) => `a = ${expression}\nb {}\n`)]) {
    it(`reads ${JSON.stringify(text)} as the grammar does`, async () => {
      const read = readPlainHcl(text);
      assert.notEqual(read, undefined);
      assert.deepEqual(read, await byGrammar(text));
    });
  }

  for (const text of others) {
    it(`leaves ${JSON.stringify(text)} to the grammar`, () => {
      assert.equal(readPlainHcl(text), undefined);
    });
  }

  for (const [what, text] of [
    ['brackets', `a = ${'['.repeat(5000)}${']'.repeat(5000)}`],
    ['blocks', `${'a {\n'.repeat(5000)}${'}\n'.repeat(5000)}`],
    ['conditions', `a = ${'b ? c : '.repeat(5000)}d`],
    ['operators', `a = b${' + b'.repeat(5000)}`],
    ['steps', `a = b${'.b'.repeat(5000)}`],
    ['interpolations', `a = ${'"${'.repeat(5000)}b${'}"'.repeat(5000)}`],
  ] as const) {
    it(`leaves to the grammar what goes on for longer than anybody writes: ${what}`, () => {
      assert.equal(readPlainHcl(text), undefined);
    });
  }
});
