import type { Estate } from '../model/estate';
import { valueOf } from '../model/fact';
import type { Condition } from '../model/selection';
import { planOf } from './coverage';
import type { NearMiss, TagText } from './nearMiss';
import type { Obstacle, SelectionMatch } from './obstacles';
import { matchesPattern } from './pattern';
import { conditionPrefix } from './selection';

function tag({ key, value }: TagText): string {
  return `\`${key}=${value}\``;
}

function has(found: TagText | undefined): string {
  return found === undefined ? 'this bucket has no such tag' : `this bucket has ${tag(found)}`;
}

function tagMiss(miss: NearMiss): string {
  return `asks for tag ${tag(miss.wanted)}; ${has(miss.kind === 'no-tag' ? undefined : miss.has)}`;
}

/** Where a tag is all that the selection asks for, or the tag comes closest, it is the tag; else the name. */
function notNamed({ nearest, pattern, name }: Extract<Obstacle, { kind: 'not-named' }>): string {
  if (nearest !== undefined && (nearest.kind !== 'no-tag' || pattern === undefined)) return tagMiss(nearest);
  if (pattern === undefined || name === undefined) return 'does not name this bucket';
  return `names \`${pattern}\`; this bucket is \`${name}\``;
}

function positive(wanted: TagText, found: TagText | undefined, isPattern: boolean): string {
  if (isPattern) return `asks for tag \`${wanted.key}\` like \`${wanted.value}\`; ${has(found)}`;
  const isMeantAsPattern =
    found?.key === wanted.key && wanted.value.includes('*') && matchesPattern(wanted.value, found.value);
  const asks = `asks for tag ${tag(wanted)}`;
  return isMeantAsPattern
    ? `${asks} letter by letter, where only StringLike knows the asterisk`
    : `${asks}; ${has(found)}`;
}

function condition({ operator, key, value }: Condition, found: TagText | undefined): string {
  const written = valueOf(key) ?? '';
  if (!written.startsWith(conditionPrefix)) {
    return `has a condition on \`${written}\`, which matches nothing without \`${conditionPrefix}\` before it`;
  }
  const wanted = { key: written.slice(conditionPrefix.length), value: valueOf(value) ?? '…' };
  switch (operator) {
    case 'StringEquals':
      return positive(wanted, found, false);
    case 'StringLike':
      return positive(wanted, found, true);
    case 'StringNotEquals':
      return `leaves out tag ${tag(wanted)}, which this bucket has`;
    case 'StringNotLike':
      return `leaves out tag \`${wanted.key}\` like \`${wanted.value}\`; ${has(found)}`;
  }
}

/** Completes the sentence "Selection x …". */
function obstacleText(obstacle: Obstacle): string {
  switch (obstacle.kind) {
    case 'rejected':
      return `is one that AWS rejects: ${obstacle.why.replace(/\.$/u, '')}`;
    case 'switched-off':
      return 'is switched off';
    case 'opted-out':
      return 'would cover it, but the settings of this Region opt S3 out';
    case 'other-region':
      return `works in \`${obstacle.plan}\`; this bucket is in \`${obstacle.bucket}\``;
    case 'other-account':
      return `works in account \`${obstacle.plan}\`; this bucket is in account \`${obstacle.bucket}\``;
    case 'excluded':
      return `excludes it by \`${obstacle.pattern}\``;
    case 'condition':
      return condition(obstacle.condition, obstacle.has);
    case 'not-named':
      return notNamed(obstacle);
  }
}

/** The plan's name, else the selection's: what a person knows it by. */
export function nameOf(match: SelectionMatch, estate: Estate): string {
  const plan = planOf(match, estate);
  return (plan && valueOf(plan.name)) ?? valueOf(match.selection.name) ?? match.selection.id;
}

/** What differs between a selection and the bucket that it misses: a sentence for each thing. */
export function explainMiss(closest: SelectionMatch | undefined, estate: Estate): readonly string[] {
  if (closest === undefined) return [];
  const [first, ...others] = closest.obstacles.map(obstacleText);
  if (first === undefined) return [];
  return [`\`${nameOf(closest, estate)}\` ${first}.`, ...others.map((text) => `It also ${text}.`)];
}

/** The same in a few words, for a row. */
function brieflyMissed(closest: SelectionMatch | undefined): string {
  const obstacle = closest?.obstacles[0];
  switch (obstacle?.kind) {
    case undefined:
      return 'no selection';
    case 'opted-out':
      return 'this Region opts S3 out';
    case 'other-region':
      return `its plan works in ${obstacle.plan}`;
    case 'other-account':
      return 'its plan works in another account';
    case 'excluded':
      return 'a selection excludes it';
    case 'condition':
    case 'rejected':
    case 'switched-off':
      return 'no selection matches';
    case 'not-named':
      return `no selection matches${brieflyNear(obstacle.nearest)}`;
  }
}

function brieflyNear(miss: NearMiss | undefined): string {
  switch (miss?.kind) {
    case undefined:
    case 'no-tag':
      return '';
    case 'key-case':
      return ` (tag ${miss.has.key} differs by case)`;
    case 'key-spelling':
      return ` (tag ${miss.has.key} is not ${miss.wanted.key})`;
    case 'value-case':
      return ` (the value of tag ${miss.has.key} differs by case)`;
    case 'value':
      return ` (tag ${miss.has.key} has another value)`;
  }
}

/** What is said of a bucket that no selection covers. `missing`: the selections, nearest first. */
export function notCovered(
  missing: readonly SelectionMatch[],
  estate: Estate,
): { readonly message: string; readonly brief: string } {
  const [closest] = missing;
  return {
    message: ['No selection covers this bucket.', ...explainMiss(closest, estate)].join(' '),
    brief: brieflyMissed(closest),
  };
}
