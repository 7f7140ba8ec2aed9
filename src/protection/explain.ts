import * as l10n from '@vscode/l10n';
import type { Estate } from '../model/estate';
import { valueOf } from '../model/fact';
import type { Condition } from '../model/selection';
import { planOf } from './coverage';
import type { NearMiss, TagText } from './nearMiss';
import type { Obstacle, SelectionMatch } from './obstacles';
import { matchesPattern } from './pattern';
import { conditionPrefix } from './selection';

/** What is asked for, then what the bucket has instead. */
function butHas(asked: string, found: TagText | undefined): string {
  return found === undefined
    ? l10n.t('{0}; this bucket has no such tag', asked)
    : l10n.t('{0}; this bucket has `{1}={2}`', asked, found.key, found.value);
}

function tagMiss(miss: NearMiss): string {
  const { key, value } = miss.wanted;
  return butHas(l10n.t('asks for tag `{0}={1}`', key, value), miss.kind === 'no-tag' ? undefined : miss.has);
}

/** Where a tag is all that the selection asks for, or the tag comes closest, it is the tag; else the name. */
function notNamed({ nearest, pattern, name }: Extract<Obstacle, { kind: 'not-named' }>): string {
  if (nearest !== undefined && (nearest.kind !== 'no-tag' || pattern === undefined)) return tagMiss(nearest);
  if (pattern === undefined || name === undefined) return l10n.t('does not name this bucket');
  return l10n.t('names `{0}`; this bucket is `{1}`', pattern, name);
}

function positive(wanted: TagText, found: TagText | undefined, isPattern: boolean): string {
  const { key, value } = wanted;
  if (isPattern) return butHas(l10n.t('asks for tag `{0}` like `{1}`', key, value), found);
  const isMeantAsPattern = found?.key === key && value.includes('*') && matchesPattern(value, found.value);
  return isMeantAsPattern
    ? l10n.t('asks for tag `{0}={1}` letter by letter, where only StringLike knows the asterisk', key, value)
    : butHas(l10n.t('asks for tag `{0}={1}`', key, value), found);
}

function condition({ operator, key, value }: Condition, found: TagText | undefined): string {
  const written = valueOf(key) ?? '';
  if (!written.startsWith(conditionPrefix)) {
    return l10n.t('has a condition on `{0}`, which matches nothing without `{1}` before it', written, conditionPrefix);
  }
  const wanted = { key: written.slice(conditionPrefix.length), value: valueOf(value) ?? '…' };
  switch (operator) {
    case 'StringEquals':
      return positive(wanted, found, false);
    case 'StringLike':
      return positive(wanted, found, true);
    case 'StringNotEquals':
      return l10n.t('leaves out tag `{0}={1}`, which this bucket has', wanted.key, wanted.value);
    case 'StringNotLike':
      return butHas(l10n.t('leaves out tag `{0}` like `{1}`', wanted.key, wanted.value), found);
  }
}

/** Completes the sentence "Selection x …". */
function obstacleText(obstacle: Obstacle): string {
  switch (obstacle.kind) {
    case 'rejected':
      return l10n.t('is one that AWS rejects: {0}', obstacle.why.replace(/\.$/u, ''));
    case 'switched-off':
      return l10n.t('is switched off');
    case 'opted-out':
      return l10n.t('would cover it, but the settings of this Region opt S3 out');
    case 'other-region':
      return l10n.t('works in `{0}`; this bucket is in `{1}`', obstacle.plan, obstacle.bucket);
    case 'other-account':
      return l10n.t('works in account `{0}`; this bucket is in account `{1}`', obstacle.plan, obstacle.bucket);
    case 'excluded':
      return l10n.t('excludes it by `{0}`', obstacle.pattern);
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
  return [l10n.t('`{0}` {1}.', nameOf(closest, estate), first), ...others.map((text) => l10n.t('It also {0}.', text))];
}

/** The same in a few words, for a row. */
function brieflyMissed(closest: SelectionMatch | undefined): string {
  const obstacle = closest?.obstacles[0];
  switch (obstacle?.kind) {
    case undefined:
      return l10n.t('no selection');
    case 'opted-out':
      return l10n.t('this Region opts S3 out');
    case 'other-region':
      return l10n.t('its plan works in {0}', obstacle.plan);
    case 'other-account':
      return l10n.t('its plan works in another account');
    case 'excluded':
      return l10n.t('a selection excludes it');
    case 'condition':
    case 'rejected':
    case 'switched-off':
      return l10n.t('no selection matches');
    case 'not-named':
      return brieflyNear(obstacle.nearest);
  }
}

function brieflyNear(miss: NearMiss | undefined): string {
  switch (miss?.kind) {
    case undefined:
    case 'no-tag':
      return l10n.t('no selection matches');
    case 'key-case':
      return l10n.t('no selection matches (tag {0} differs by case)', miss.has.key);
    case 'key-spelling':
      return l10n.t('no selection matches (tag {0} is not {1})', miss.has.key, miss.wanted.key);
    case 'value-case':
      return l10n.t('no selection matches (the value of tag {0} differs by case)', miss.has.key);
    case 'value':
      return l10n.t('no selection matches (tag {0} has another value)', miss.has.key);
  }
}

/** What is said of a bucket that no selection covers. `missing`: the selections, nearest first. */
export function notCovered(
  missing: readonly SelectionMatch[],
  estate: Estate,
): { readonly message: string; readonly brief: string } {
  const [closest] = missing;
  return {
    message: [l10n.t('No selection covers this bucket.'), ...explainMiss(closest, estate)].join(' '),
    brief: brieflyMissed(closest),
  };
}
