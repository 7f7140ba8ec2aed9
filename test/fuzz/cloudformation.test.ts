import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cloudFormationTemplate } from './cloudFormationTexts';
import type { TemplateText } from './cloudFormationTexts';
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
import { seedsOf } from './seeds';

const seed = fc.oneof(
  ...['.yaml', '.json'].map((ending) =>
    seedsOf(ending).map((text): TemplateText => ({ file: `/fuzz/seed${ending}`, text })),
  ),
);
const anyTemplate = fc.oneof({ weight: 3, arbitrary: cloudFormationTemplate }, { weight: 1, arbitrary: seed });
const spoiltTemplate = fc
  .tuple(anyTemplate, mutations)
  .map(([{ file, text }, mutate]): TemplateText => ({ file, text: mutate(text) }));

/** Words and numbers that stand where a value does. */
const literal =
  /(?<=(?:Status|NoncurrentDays|DaysAfterInitiation|ObjectLockEnabled|Prefix|Value)"?: )(?:"[^"\n]*"|\w+)/g;

/** The template with one of its literals given by whoever makes the stack. */
function withUnknown({ file, text }: TemplateText, which: number): string | undefined {
  const literals = [...text.matchAll(literal)];
  const chosen = literals[which % Math.max(1, literals.length)];
  if (chosen === undefined) return undefined;
  const reference = file.endsWith('.json') ? '{"Ref": "Unseen"}' : '!Ref Unseen';
  return text.slice(0, chosen.index) + reference + text.slice(chosen.index + chosen[0].length);
}

describe('CloudFormation: any text', () => {
  const warm = freshDialect('cloudformation');

  it('is read without an error, and every place is in it and on the right name', () =>
    holds(
      fc.asyncProperty(spoiltTemplate, async ({ file, text }) => {
        checkPlaces(text, await lint(warm, file, text));
      }),
    ));

  it('is read alike by who has read other texts before', () =>
    holds(
      fc.asyncProperty(cloudFormationTemplate, mutations, async ({ file, text }, mutate) => {
        await lint(warm, file, text);
        const changed = mutate(text);
        const fresh = freshDialect('cloudformation');
        assert.equal(said(await lint(warm, file, changed)), said(await lint(fresh, file, changed)));
      }),
    ));

  it('is put right by each fix', () =>
    holds(fc.asyncProperty(cloudFormationTemplate, ({ file, text }) => checkFixes(warm, file, text))));

  it('is put right by each fix, half-typed as it may be', () =>
    holds(fc.asyncProperty(spoiltTemplate, ({ file, text }) => checkFixes(warm, file, text))));

  it('is silent about exactly what a suppression names', () =>
    holds(fc.asyncProperty(cloudFormationTemplate, ({ file, text }) => checkSuppressions(warm, file, text))));

  it('keeps 98 of 100 findings on a resource whatever happens inside another one', async () => {
    const total = { kept: 0, all: 0 };
    for (const [{ file, text }, mutate] of sampleOf(fc.tuple(cloudFormationTemplate, mutation))) {
      const [start, end] = [/^ *"?Second"?:/m, /^ *"?Queue"?:/m].map((id) => text.search(id));
      if (start === undefined || end === undefined || start < 0 || end < start) continue;
      const spoilt = belowFirstLine(text.slice(start, end), mutate).replace(/\r?\n?$/, '\n');
      const texts = { before: text, after: text.slice(0, start) + spoilt + text.slice(end) };
      const { kept, all } = await keptFindings(warm, file, texts, (resource) => resource === 'First');
      total.kept += kept;
      total.all += all;
    }
    checkMostAreKept(total);
  });

  it('decides nothing by what is not known', () =>
    holds(
      fc.asyncProperty(cloudFormationTemplate, fc.nat(60), async (template, which) => {
        const changed = withUnknown(template, which);
        if (changed === undefined) return;
        const { file, text } = template;
        checkNothingFlips(await lint(warm, file, text), await lint(warm, file, changed), changed);
      }),
    ));
});
