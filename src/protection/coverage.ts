import type { BackupPlan, BackupRule } from '../model/backupPlan';
import type { Bucket } from '../model/bucket';
import type { Estate } from '../model/estate';
import { ask, mapFact, valueOf } from '../model/fact';
import { bucketArn, partitionOf } from '../model/arn';
import type { SelectionMatch } from './selection';
import { matchSelection } from './selection';

/** What the selections of an estate say of one bucket. */
export interface CoverageAnswer {
  readonly coverage: 'covered' | 'not-covered' | 'cannot-tell';
  /** The selections that cover it for certain. */
  readonly covering: readonly SelectionMatch[];
  /** The others, nearest first. */
  readonly missing: readonly SelectionMatch[];
}

/** Fewer things in the way is nearer; a tag that is almost right is nearer than none. */
function distance(match: SelectionMatch): number {
  return match.obstacles.reduce((sum, obstacle) => {
    if (obstacle.kind !== 'not-named') return sum + 1;
    return sum + (obstacle.nearest === undefined ? 4 : obstacle.nearest.kind === 'no-tag' ? 3 : 1);
  }, 0);
}

/** Asks all selections. "Not covered" needs a complete list of them: one that could not be read may cover it. */
export function coverageOf(bucket: Bucket, estate: Estate): CoverageAnswer {
  const partition = estate.scope.kind === 'account' ? partitionOf(estate.scope.region) : 'aws';
  const arn = mapFact(bucket.name, (name) => bucketArn(name, partition));
  const matches = estate.selections.items.map((selection) =>
    matchSelection(selection, { bucket, arn, s3OptIn: estate.s3OptIn }),
  );
  const covering = matches.filter((match) => match.coverage === 'covered');
  const missing = matches
    .filter((match) => match.coverage !== 'covered')
    .sort((one, other) => distance(one) - distance(other));
  if (covering.length > 0) return { coverage: 'covered', covering, missing };
  const certain =
    estate.selections.completeness.kind === 'complete' && missing.every((match) => match.coverage === 'not-covered');
  return { coverage: certain ? 'not-covered' : 'cannot-tell', covering, missing };
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
