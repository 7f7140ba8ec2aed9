import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { LintResult } from '../../src/lint/result';
import { lintTexts } from '../../src/lint/lintTexts';
import type { Dialect } from '../../src/templates/dialect';
import { createTerraformDialect } from '../../src/templates/terraform/dialect';
import { hclParser, memoryFiles, sourcesOf } from '../unit/templates/terraform/support';
import { mutation } from './mutations';
import { holds } from './run';
import { terraformFiles } from './terraformTexts';

type Texts = ReadonlyMap<string, string>;

/** What one keystroke, or one paste, makes of a text. */
type Edit = (text: string) => string;

/** Words that stand for one another, so that a name comes to mean another thing and the text still parses. */
const words = [
  ['first', 'second', 'third', 'loose'],
  ['local.prefix', 'local.chosen', 'local.handed', 'var.given', 'var.unknown'],
  ['"Enabled"', '"Suspended"', 'var.status'],
  ['acme', 'acme-data', 'other'],
] as const;

const renaming: fc.Arbitrary<Edit> = fc
  .tuple(fc.constantFrom(...words), fc.nat(5), fc.nat(5), fc.nat(40))
  .map(([alike, from, to, which]) => (text) => {
    const [before = '', after = ''] = [alike[from % alike.length], alike[to % alike.length]];
    const parts = text.split(before);
    const at = 1 + (which % Math.max(1, parts.length - 1));
    return parts.length < 2 ? text : parts.slice(0, at).join(before) + after + parts.slice(at).join(before);
  });

/** Letters within a string, most of all: what people type most. */
const typing: fc.Arbitrary<Edit> = fc
  .tuple(fc.nat(60), fc.constantFrom('x', 'x', 'x', '\n'))
  .map(([which, letters]) => (text) => {
    const ends = [...text.matchAll(/"$/gm)].map(({ index }) => index);
    const at = ends[which % Math.max(1, ends.length)];
    return at === undefined ? text : text.slice(0, at) + letters + text.slice(at);
  });

const edits: fc.Arbitrary<readonly (readonly [file: string, edit: Edit])[]> = fc.array(
  fc.tuple(
    fc.constantFrom('main.tf', 'main.tf', 'main.tf', 'more.tf', 'more.tf', 'terraform.tfvars', 'inner/main.tf'),
    fc.oneof({ weight: 3, arbitrary: typing }, { weight: 2, arbitrary: renaming }, { weight: 1, arbitrary: mutation }),
  ),
  { minLength: 1, maxLength: 8 },
);

async function lint(dialect: Dialect, texts: Texts): Promise<LintResult> {
  const files = Object.fromEntries([...texts].map(([name, text]) => [`/fuzz/${name}`, text]));
  return lintTexts([{ dialect, sources: sourcesOf(files) }], memoryFiles(files));
}

/** All that was found out, also what no finding tells. */
function all(result: LintResult): string {
  const plain = (_: string, value: unknown): unknown => (value instanceof Map ? [...value] : value);
  return JSON.stringify(result, plain, 1);
}

describe('Terraform: any keystrokes', () => {
  it('lead to what is read of the texts by who sees them for the first time', async () => {
    const parser = await hclParser();
    const total = { kept: 0, all: 0 };
    await holds(
      fc.asyncProperty(terraformFiles, edits, async (files, typed) => {
        const warm = createTerraformDialect(parser);
        let texts = files;
        let before = new Set<unknown>();
        for (const [file, edit] of [['main.tf', (text: string) => text] as const, ...typed, ...typed.slice(0, 1)]) {
          texts = new Map(texts).set(file, edit(texts.get(file) ?? ''));
          const result = await lint(warm, texts);
          const buckets = result.estates.flatMap((estate) => [...estate.buckets.items]);
          total.all += before.size;
          total.kept += buckets.filter((bucket) => before.has(bucket)).length;
          before = new Set(buckets);
          assert.equal(all(result), all(await lint(createTerraformDialect(parser), texts)));
        }
      }),
    );
    const share = (100 * total.kept) / total.all;
    console.log(`      ${share.toFixed(1)} % of ${total.all} buckets taken over`);
    assert.ok(share >= 20, `only ${share.toFixed(1)} %: nothing is tried here`);
  });
});
