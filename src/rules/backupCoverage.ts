import * as l10n from '@vscode/l10n';
import type { Estate } from '../model/estate';
import { ask, valueOf } from '../model/fact';
import type { Related } from '../model/finding';
import type { Proposal } from '../model/remedy';
import type { CoverageAnswer } from '../protection/coverage';
import { coverageOf, selectionsBeside } from '../protection/coverage';
import { nameOf, notCovered } from '../protection/explain';
import type { TagText } from '../protection/nearMiss';
import type { Obstacle, SelectionMatch } from '../protection/obstacles';
import { conditionPrefix, namesS3 } from '../protection/selection';
import type { Rule } from './rule';
import { bucketRule, pointAt, relatedTo } from './rule';

/** The tag that would remove an obstacle. */
function missingTag(obstacle: Obstacle): TagText | undefined {
  if (obstacle.kind === 'not-named') return obstacle.nearest?.wanted;
  if (obstacle.kind !== 'condition' || obstacle.condition.operator !== 'StringEquals') return undefined;
  const key = valueOf(obstacle.condition.key);
  const value = valueOf(obstacle.condition.value);
  // A tag cannot have an asterisk: the condition was meant for StringLike.
  if (!key?.startsWith(conditionPrefix) || value === undefined || value.includes('*')) return undefined;
  return { key: key.slice(conditionPrefix.length), value };
}

/** A tag of another value is somebody's decision, so that changing it is not the first choice. */
function isDecided(obstacle: Obstacle): boolean {
  if (obstacle.kind === 'condition') {
    const key = valueOf(obstacle.condition.key)?.slice(conditionPrefix.length);
    return obstacle.has?.key === key;
  }
  return obstacle.kind === 'not-named' && obstacle.nearest?.kind === 'value';
}

/** Ways to make a selection cover the bucket from which only one thing keeps it. */
function nearestSelection({ selection, obstacles, coverage }: SelectionMatch, name: string): readonly Proposal[] {
  const [obstacle, ...others] = obstacles;
  if (obstacle === undefined || others.length > 0 || coverage !== 'not-covered') return [];
  const tag = missingTag(obstacle);
  const proposals: Proposal[] = [];
  if (tag !== undefined) {
    proposals.push({
      title: l10n.t('Tag the bucket so that `{0}` covers it', name),
      remedies: [{ kind: 'tagBucket', ...tag }],
      preferred: !isDecided(obstacle),
      safe: false,
    });
  }
  if (obstacle.kind === 'not-named' && (tag !== undefined || selection.resources.items.some(namesS3))) {
    const remedies = [{ kind: 'addToSelection', selectionId: selection.id } as const];
    proposals.push({
      title: l10n.t('Add the bucket to `{0}`', name),
      remedies,
      preferred: tag === undefined,
      safe: false,
    });
  }
  return proposals;
}

/** Long enough to notice a loss, and never for ever: recovery points are billed until they expire. */
function newPlan(): Proposal {
  return {
    title: l10n.t('Protect with a new plan (vault, plan, role, selection)'),
    remedies: [{ kind: 'protectWithNewPlan', deleteAfterDays: 35 }],
    // There is a plan already: a second one is a choice to be made on purpose.
    preferred: false,
    safe: false,
  };
}

function proposals({ missing }: CoverageAnswer, estate: Estate): readonly Proposal[] {
  const [nearest] = missing;
  // Whoever excludes a bucket has decided; a new plan would only go around that.
  if (nearest?.obstacles.some(({ kind }) => kind === 'excluded')) return [];
  return [...(nearest === undefined ? [] : nearestSelection(nearest, nameOf(nearest, estate))), newPlan()];
}

/** Where the selection is declared that the message tells of. */
function closest({ missing: [nearest] }: CoverageAnswer, estate: Estate): readonly Related[] {
  return nearest === undefined
    ? []
    : relatedTo(l10n.t('`{0}` came closest.', nameOf(nearest, estate)), nearest.selection);
}

/**
 * Only where the bucket's own scope declares a selection: elsewhere another stack or account may well back it up.
 * "Cannot tell" is silent. Source: AWS Backup developer guide, assigning resources.
 */
export const backupCoverage: Rule = bucketRule({
  id: 'backup-coverage',
  title: () => l10n.t('A backup selection covers the bucket'),
  severity: 'warning',
  equals: ['S3_RESOURCES_PROTECTED_BY_BACKUP_PLAN'],
  checkBucket(bucket, estate) {
    const declared = selectionsBeside(bucket, estate).some(({ exists }) => ask(exists, (yes) => yes) !== 'no');
    if (!declared || ask(bucket.exists, (exists) => exists) === 'no') return undefined;
    const answer = coverageOf(bucket, estate);
    if (answer.coverage !== 'not-covered') return undefined;
    return {
      ...notCovered(answer.missing, estate),
      ...pointAt(bucket),
      related: closest(answer, estate),
      proposals: proposals(answer, estate),
    };
  },
});
