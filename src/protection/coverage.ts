import type { BackupPlan, BackupRule } from '../model/backupPlan';
import type { Bucket } from '../model/bucket';
import type { Estate } from '../model/estate';
import { ask, mapFact, valueOf } from '../model/fact';
import type { BackupSelection } from '../model/selection';
import { bucketArn, partitionOf } from '../model/arn';
import type { SelectionMatch } from './obstacles';
import { distance, matchSelection } from './obstacles';
import { mayBeCoveredElsewhere } from './otherScopes';
import type { SelectionSubject } from './selection';
import { concerns } from './selection';

/** What the selections of an estate say of one bucket. */
export interface CoverageAnswer {
  readonly coverage: 'covered' | 'not-covered' | 'cannot-tell';
  /** The selections that cover it for certain. */
  readonly covering: readonly SelectionMatch[];
  /** The others, nearest first. */
  readonly missing: readonly SelectionMatch[];
}

/** A template may be made for any partition, unless it says for which Region. */
function partitionFor({ region: own }: Bucket, { scope }: Estate): string | undefined {
  const region = scope.kind === 'account' ? scope.region : valueOf(own);
  return region === undefined ? undefined : partitionOf(region);
}

/** The bucket as the selections of its estate see it. */
export function subjectOf(bucket: Bucket, estate: Estate): SelectionSubject {
  const partition = partitionFor(bucket, estate);
  const arn = mapFact(bucket.name, (name) => bucketArn(name, partition));
  return { bucket, arn, s3OptIn: estate.s3OptIn, ...(partition !== undefined && { partition }) };
}

/** The selections as they are where the bucket is there. */
export function selectionsBeside({ id }: Bucket, { selections }: Estate): readonly BackupSelection[] {
  return selections.items.map((selection) => selection.beside?.get(id) ?? selection);
}

/**
 * Asks all selections. "Not covered" needs a complete list of them: one that could not be read may cover it, and so may
 * one of another scope. Other scopes are asked only where the bucket's own declares a selection: elsewhere nothing is
 * concluded from there being none.
 */
export function coverageOf(bucket: Bucket, estate: Estate): CoverageAnswer {
  const { completeness } = estate.selections;
  const items = selectionsBeside(bucket, estate);
  const subject = subjectOf(bucket, estate);
  const { arn } = subject;
  const matches = items.map((selection) => matchSelection(selection, subject));
  const covering = matches.filter((match) => match.coverage === 'covered');
  const missing = matches
    .filter((match) => match.coverage !== 'covered')
    .sort((one, other) => distance(one) - distance(other));
  if (covering.length > 0) return { coverage: 'covered', covering, missing };
  const isCertain =
    completeness.kind === 'complete' &&
    missing.every((match) => match.coverage === 'not-covered') &&
    (items.length === 0 ||
      (items.some((selection) => concerns(selection, subject)) && !mayBeCoveredElsewhere({ bucket, arn }, estate)));
  return { coverage: isCertain ? 'not-covered' : 'cannot-tell', covering, missing };
}

/** The plan that a selection belongs to, if the estate has it. */
export function planOf(match: SelectionMatch, estate: Estate): BackupPlan | undefined {
  const id = valueOf(match.selection.planId);
  return estate.plans.items.find((plan) => plan.id === id);
}

/** The rules that reach the bucket, each once, by way of the selections that cover it. */
export function rulesReaching(answer: CoverageAnswer, estate: Estate): readonly BackupRule[] {
  const plans = new Set(answer.covering.flatMap((match) => planOf(match, estate) ?? []));
  return [...plans].flatMap((plan) => plan.rules.items);
}

/** Whether any rule that reaches the bucket is a continuous one for certain. */
export function isContinuous(answer: CoverageAnswer, estate: Estate): boolean {
  return rulesReaching(answer, estate).some((rule) => ask(rule.continuous, (on) => on) === 'yes');
}
