import { valueOf } from '../model/fact';
import type { BackupSelection, Condition } from '../model/selection';
import { anyOf } from '../model/ternary';
import type { NearMiss, TagText } from './nearMiss';
import { knownTags, nearestPattern, nearestTag, nearestTo } from './nearMiss';
import type { Coverage, Parts, SelectionSubject } from './selection';
import { conditionHolds, conditionPrefix, decide, examine, isOptedIn, matchEntry, namesNothing } from './selection';

/** Why a selection does not reach a bucket. */
export type Obstacle =
  | { readonly kind: 'rejected'; readonly why: string }
  | { readonly kind: 'switched-off' }
  | { readonly kind: 'opted-out' }
  /** A plan reaches only what is in its own account and Region. */
  | { readonly kind: 'other-region' | 'other-account'; readonly plan: string; readonly bucket: string }
  | { readonly kind: 'excluded'; readonly pattern: string }
  /** `has`: the tag of the bucket that the condition is about, or the one that comes closest. */
  | { readonly kind: 'condition'; readonly condition: Condition; readonly has: TagText | undefined }
  /** Neither a tag nor a name brings it in: the tag and the name that come closest. */
  | {
      readonly kind: 'not-named';
      readonly nearest: NearMiss | undefined;
      readonly pattern: string | undefined;
      readonly name: string | undefined;
    };

export interface SelectionMatch {
  readonly selection: BackupSelection;
  readonly coverage: Coverage;
  /** All that stands in the way for certain; empty where the bucket is covered. */
  readonly obstacles: readonly Obstacle[];
}

function placeObstacles({ place }: BackupSelection, { bucket }: SelectionSubject): readonly Obstacle[] {
  const pairs = [
    ['other-account', place?.account, bucket.account],
    ['other-region', place?.region, bucket.region],
  ] as const;
  return pairs.flatMap(([kind, one, other]) => {
    const plan = one && valueOf(one);
    const here = other && valueOf(other);
    return plan === undefined || here === undefined || plan === here ? [] : [{ kind, plan, bucket: here }];
  });
}

function failedCondition(condition: Condition, { bucket }: SelectionSubject): Obstacle {
  const key = (valueOf(condition.key) ?? '').replace(conditionPrefix, '');
  const miss = nearestTo({ key, value: valueOf(condition.value) ?? '' }, knownTags(bucket.tags));
  return { kind: 'condition', condition, has: miss.kind === 'no-tag' ? undefined : miss.has };
}

function obstaclesOf(selection: BackupSelection, subject: SelectionSubject, parts: Parts): readonly Obstacle[] {
  const { bucket, arn } = subject;
  const obstacles: Obstacle[] = [];
  if (parts.exists === 'no') obstacles.push({ kind: 'switched-off' });
  if (anyOf([parts.named, parts.namedBroadly]) === 'no') {
    const name = valueOf(arn)?.split(':').at(-1);
    const pattern = nearestPattern(selection, arn);
    obstacles.push({ kind: 'not-named', nearest: nearestTag(selection, bucket.tags), pattern, name });
  } else if (parts.named === 'no' && isOptedIn(subject) === 'no') {
    obstacles.push({ kind: 'opted-out' });
  }
  obstacles.push(...placeObstacles(selection, subject));
  for (const entry of selection.notResources.items) {
    if (matchEntry(entry, subject) !== 'yes') continue;
    obstacles.push({ kind: 'excluded', pattern: valueOf(entry.pattern) ?? entry.bucketId ?? '' });
  }
  for (const condition of selection.conditions.items) {
    if (conditionHolds(subject, condition) === 'no') obstacles.push(failedCondition(condition, subject));
  }
  return obstacles;
}

/** Whether one selection covers one bucket, and if not, what stands in the way. */
export function matchSelection(selection: BackupSelection, subject: SelectionSubject): SelectionMatch {
  if (namesNothing(selection)) {
    const why = "Either 'ListOfTags' or 'Resources' must be non-empty.";
    return { selection, coverage: 'not-covered', obstacles: [{ kind: 'rejected', why }] };
  }
  const parts = examine(selection, subject);
  const coverage = decide(parts, subject);
  return { selection, coverage, obstacles: coverage === 'covered' ? [] : obstaclesOf(selection, subject, parts) };
}

/** How far off an obstacle keeps a selection: something almost right is nearer than nothing alike. */
function weight(obstacle: Obstacle): number {
  switch (obstacle.kind) {
    case 'excluded':
    case 'opted-out':
    case 'other-region':
      return 1;
    case 'condition':
      return obstacle.has === undefined ? 2 : 1;
    case 'other-account':
      return 2;
    case 'not-named':
      return notNamedWeight(obstacle);
    case 'rejected':
      return 6;
    case 'switched-off':
      return 8;
  }
}

function notNamedWeight({ nearest, pattern }: Extract<Obstacle, { kind: 'not-named' }>): number {
  switch (nearest?.kind) {
    case 'key-case':
    case 'value-case':
    case 'key-spelling':
      return 1;
    case 'value':
      return 2;
    case 'no-tag':
      return pattern === undefined ? 4 : 3;
    case undefined:
      return pattern === undefined ? 5 : 3;
  }
}

/** The more stands in the way, the farther. Only good to compare. */
export function distance({ obstacles }: SelectionMatch): number {
  return obstacles.reduce((sum, obstacle) => sum + weight(obstacle), 0);
}
