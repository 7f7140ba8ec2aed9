import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cut } from '../../src/templates/terraform/cut';
import { readPlainHcl } from '../../src/templates/terraform/plainHcl';
import { hclGrammar } from '../unit/templates/terraform/support';
import { belowFirstLine, mutation, mutations } from './mutations';
import {
  checkFixes,
  checkMostAreKept,
  checkNothingFlips,
  checkPlaces,
  checkSuppressions,
  freshDialect,
  keptFindings,
  lint,
  said,
} from './properties';
import { holds, sampleOf } from './run';
import { terraformModule } from './terraformTexts';
import { seedsOf } from './seeds';

const file = '/fuzz/main.tf';

const anyText = fc.oneof({ weight: 3, arbitrary: terraformModule }, { weight: 1, arbitrary: seedsOf('.tf') });
const spoiltText = fc.tuple(anyText, mutations).map(([text, mutate]) => mutate(text));

/** Literals on the right of an equals sign. */
const literal = /(?<== )(?:"[^"$\n]*"|true|false|\d+)(?=\r?$)/gm;

/** The text with one of its literals given by somebody else. */
function withUnknown(text: string, which: number): string | undefined {
  const literals = [...text.matchAll(literal)];
  const chosen = literals[which % Math.max(1, literals.length)];
  if (chosen === undefined) return undefined;
  const after = text.slice(chosen.index + chosen[0].length);
  return `${text.slice(0, chosen.index)}var.fuzz_unknown${after}\nvariable "fuzz_unknown" {}\n`;
}

describe('Terraform: any text', () => {
  const warm = freshDialect('terraform');

  it('is cut into pieces that are the text again', () =>
    holds(
      fc.asyncProperty(fc.oneof(spoiltText, fc.string({ unit: 'binary' })), async (text) => {
        assert.equal(
          cut(text)
            .map(({ start, end }) => text.slice(start, end))
            .join(''),
          text,
        );
        return Promise.resolve();
      }),
    ));

  it('is read without the grammar as with it, or not without it', async () => {
    const grammar = await hclGrammar();
    await holds(
      fc.asyncProperty(spoiltText, async (text) => {
        for (const { start, end } of cut(text)) {
          const piece = text.slice(start, end);
          const plain = readPlainHcl(piece);
          if (plain !== undefined) assert.deepEqual(plain, grammar.parse(piece));
        }
        return Promise.resolve();
      }),
    );
  });

  it('is read without an error, and every place is in it and on the right name', () =>
    holds(
      fc.asyncProperty(spoiltText, async (text) => {
        checkPlaces(text, await lint(warm, file, text));
      }),
    ));

  it('is read alike by who has read other texts before', () =>
    holds(
      fc.asyncProperty(terraformModule, mutations, async (text, mutate) => {
        await lint(warm, file, text);
        const changed = mutate(text);
        assert.equal(said(await lint(warm, file, changed)), said(await lint(freshDialect('terraform'), file, changed)));
      }),
    ));

  it('is put right by each fix', () =>
    holds(fc.asyncProperty(terraformModule, (text) => checkFixes(warm, file, text))));

  it('is put right by each fix, half-typed as it may be', () =>
    holds(fc.asyncProperty(spoiltText, (text) => checkFixes(warm, file, text))));

  it('is silent about exactly what a suppression names', () =>
    holds(fc.asyncProperty(terraformModule, (text) => checkSuppressions(warm, file, text))));

  it('keeps 98 of 100 findings on a resource whatever happens inside another one', async () => {
    const total = { kept: 0, all: 0 };
    for (const [text, mutate] of sampleOf(fc.tuple(terraformModule, mutation))) {
      const start = text.indexOf('resource "aws_s3_bucket" "second"');
      const end = text.indexOf('}', text.indexOf('\n}', start)) + 1;
      const spoilt = belowFirstLine(text.slice(start, end), mutate);
      const texts = { before: text, after: text.slice(0, start) + spoilt + text.slice(end) };
      const { kept, all } = await keptFindings(warm, file, texts, (resource) => resource.includes('.first'));
      total.kept += kept;
      total.all += all;
    }
    checkMostAreKept(total);
  });

  it('decides nothing by what is not known', () =>
    holds(
      fc.asyncProperty(terraformModule, fc.nat(60), async (text, which) => {
        const changed = withUnknown(text, which);
        if (changed === undefined) return;
        checkNothingFlips(await lint(warm, file, text), await lint(warm, file, changed), changed);
      }),
    ));
});
