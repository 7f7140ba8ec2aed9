import type { Estate } from '../model/estate';
import { valueOf } from '../model/fact';
import type { Condition } from '../model/selection';
import { planOf } from './coverage';
import type { NearMiss, Obstacle, SelectionMatch, TagText } from './selection';

function tag({ key, value }: TagText): string {
  return `\`${key}=${value}\``;
}

function nearMiss(miss: NearMiss | undefined): string {
  if (miss === undefined) return 'does not name this bucket';
  const asks = `asks for tag ${tag(miss.wanted)}`;
  return miss.kind === 'no-tag' ? `${asks}; this bucket has no such tag` : `${asks}; this bucket has ${tag(miss.has)}`;
}

const operators = {
  StringEquals: 'to be',
  StringLike: 'to be like',
  StringNotEquals: 'not to be',
  StringNotLike: 'not to be like',
} as const;

function condition({ operator, key, value }: Condition, has: string | undefined): string {
  const name = (valueOf(key) ?? 'a tag').replace('aws:ResourceTag/', '');
  const wanted = valueOf(value) ?? '…';
  return `wants tag \`${name}\` ${operators[operator]} \`${wanted}\`; this bucket has ${has === undefined ? 'no such tag' : tag({ key: name, value: has })}`;
}

/** Completes the sentence "Selection x …". */
function obstacleText(obstacle: Obstacle): string {
  switch (obstacle.kind) {
    case 'rejected':
      return `is one that AWS rejects: ${obstacle.why}`;
    case 'switched-off':
      return 'is switched off';
    case 'opted-out':
      return 'would cover it, but the settings of this Region opt S3 out';
    case 'excluded':
      return `excludes it by \`${obstacle.pattern}\``;
    case 'condition':
      return condition(obstacle.condition, obstacle.has);
    case 'not-named':
      return nearMiss(obstacle.nearest);
  }
}

/** The plan's name, else the selection's: what a person knows it by. */
export function nameOf(match: SelectionMatch, estate: Estate): string {
  const plan = planOf(match, estate);
  return (plan && valueOf(plan.name)) ?? valueOf(match.selection.name) ?? match.selection.id;
}

/** Which selection came closest, and what differs; a sentence, or `undefined` where nothing came close. */
function explainMiss(missing: readonly SelectionMatch[], estate: Estate): string | undefined {
  const [closest] = missing;
  const obstacle = closest?.obstacles[0];
  if (closest === undefined || obstacle === undefined) return undefined;
  return `\`${nameOf(closest, estate)}\` ${obstacleText(obstacle)}.`;
}

/** The same in a few words, for a row. */
function brieflyMissed(closest: SelectionMatch | undefined): string {
  const obstacle = closest?.obstacles[0];
  switch (obstacle?.kind) {
    case undefined:
      return 'no selection';
    case 'opted-out':
      return 'this Region opts S3 out';
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
    case 'value':
      return ` (tag ${miss.has.key} has another value)`;
  }
}

/** What is said of a bucket that no selection covers. `missing`: the selections, nearest first. */
export function notCovered(
  missing: readonly SelectionMatch[],
  estate: Estate,
): { readonly message: string; readonly brief: string } {
  const miss = explainMiss(missing, estate);
  return {
    message: ['No selection covers this bucket.', miss].filter((part) => part !== undefined).join(' '),
    brief: brieflyMissed(missing[0]),
  };
}
