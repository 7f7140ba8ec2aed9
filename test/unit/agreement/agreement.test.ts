import assert from 'node:assert/strict';
import { createDialects } from '../../../src/cli/dialects';
import { lintProject } from '../../../src/lint/project';
import { memoryTree } from '../lint/memoryTree';
import { endLooks } from '../support/accounts';
import { formats, formsOf } from './cloudformation';
import type { Form } from './form';
import { askAccount } from './sampleAccount';
import { terraformForms } from './terraform';
import type { Answer, Letter, Vector } from './vectors';
import { letters, truth, vectors } from './vectors';

const dialects = createDialects();

/** What the linter says of a bucket, and whether it complains. */
interface LintAnswer {
  readonly coverage: Answer;
  readonly isFound: boolean;
}

/** `aws_s3_bucket.A`, `module.A.aws_s3_bucket.this`, or a logical id. */
function letterOf(resource: string): string {
  return /^(?:aws_s3_bucket\.|module\.)?([A-D])(?:$|\.)/u.exec(resource)?.[1] ?? resource;
}

async function lint(form: Form, vector: Vector): Promise<ReadonlyMap<string, LintAnswer>> {
  const files = Object.fromEntries(Object.entries(form.write(vector)).map(([name, text]) => [`/p/${name}`, text]));
  const outcome = await lintProject(memoryTree(files), ['/p'], dialects);
  assert.ok(outcome.kind === 'done');
  const { buckets, findings, skipped } = outcome.result;
  assert.deepEqual(skipped, []);
  const found = new Set(
    findings.filter(({ rule }) => rule === 'backup-coverage').flatMap(({ instances }) => instances),
  );
  return new Map(
    buckets.map(({ resource, coverage }) => [letterOf(resource), { coverage, isFound: found.has(resource) }]),
  );
}

/** The linter may leave open what AWS knows. It never says the opposite, and complains of what is uncovered only. */
function compare(vector: Vector, letter: Letter, form: Form, answer: LintAnswer | undefined): void {
  assert.ok(answer !== undefined, `${letter} is not there`);
  const { coverage, isFound } = answer;
  if (coverage !== 'unknown') assert.equal(coverage, truth(vector, letter), `${letter} against AWS`);
  assert.equal(isFound, coverage === 'uncovered', `${letter}: a finding`);
  if (!form.mayKnowLess) assert.equal(coverage, form.expected(vector, letter), letter);
}

/** A test for each cell: fourteen selections, each in every form of every dialect, and in an account. */
describe('which buckets a selection covers', () => {
  afterEach(endLooks);

  for (const vector of vectors) {
    it(`${vector.title}: in an account, read and run`, async () => {
      const { read, backedUp, refusal } = await askAccount(vector);
      for (const letter of letters) assert.equal(read[letter], truth(vector, letter), letter);
      assert.equal(backedUp, vector.covers);
      const refused = "Invalid backup selection. Either 'ListOfTags' or 'Resources' section must be non-empty.";
      assert.equal(refusal, vector.rejected ? refused : undefined);
    });
  }

  const dialectForms = [
    { title: 'Terraform', forms: terraformForms },
    ...formats.map((format) => ({ title: format.title, forms: formsOf(format) })),
  ];
  for (const { title, forms } of dialectForms) {
    describe(title, () => {
      for (const form of forms) {
        for (const vector of vectors) {
          it(`${form.title}: ${vector.title}`, async () => {
            const answers = await lint(form, vector);
            for (const letter of letters) compare(vector, letter, form, answers.get(letter));
          });
        }
      }

      it('one unknown on both sides is one value: the tagged buckets are covered all the same', async () => {
        const form = forms.find(({ mayKnowLess }) => mayKnowLess);
        const vector = vectors.find(({ title: name }) => name.startsWith('6'));
        assert.ok(form !== undefined && vector !== undefined);
        const answers = await lint(form, vector);
        const covered = letters.filter((letter) => answers.get(letter)?.coverage === 'covered');
        assert.deepEqual(covered, ['A', 'C']);
      });
    });
  }
});
