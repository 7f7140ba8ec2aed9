import { isContinuous, planOf, rulesReaching } from '../protection/coverage';
import type { Fact } from '../model/fact';
import { valueOf } from '../model/fact';
import type { Case } from './case';
import { isUnread, missingPart, notRead } from './case';
import { hasJustWorked } from './lastJob';
import type { Reason } from './status';
import type { Unread } from './unread';

type Gap = readonly [what: Unread, fact: Fact<unknown> | undefined];

function reasonsOf(gaps: readonly Gap[]): readonly Reason[] {
  return gaps.flatMap(([what, fact]) => (fact !== undefined && isUnread(fact) ? [notRead(what, fact)] : []));
}

/** A further selection may bring a role, a plan or a vault with which backups fail. */
function otherSelections({ estate, evidence, coverage }: Case): readonly Gap[] {
  const isOpen = coverage.missing.some((match) => match.coverage === 'cannot-tell');
  const perhaps: readonly Gap[] = [
    ['tags', evidence.bucket.tags],
    ['opt-in', estate.s3OptIn],
  ];
  return [['selections', missingPart(estate.selections)], ...(isOpen ? perhaps : [])];
}

/** The plans that select the bucket, and what these refer to. */
function ofPlans({ estate, coverage }: Case): readonly Gap[] {
  const isPlanMissing = coverage.covering.some((match) => planOf(match, estate) === undefined);
  const reachesVaults = isPlanMissing || rulesReaching(coverage, estate).length > 0;
  return [
    ['plan', isPlanMissing ? missingPart(estate.plans) : undefined],
    ['vaults', reachesVaults ? missingPart(estate.vaults) : undefined],
  ];
}

function ofRoles({ estate, coverage, evidence }: Case): readonly Gap[] {
  const arns = new Set(coverage.covering.flatMap(({ selection }) => valueOf(selection.roleArn) ?? []));
  const used = estate.roles.items.filter(({ arn }) => arns.has(arn) && !hasJustWorked(arn, evidence.jobs));
  return used.map(({ arn, unread }) => [{ role: arn }, unread]);
}

/** What could not be read and could still make backups of a selected bucket fail. */
export function gapsOfSelected(situation: Case): readonly Reason[] {
  const { bucket, jobs } = situation.evidence;
  return reasonsOf([
    ['versioning', bucket.versioning],
    ['jobs', jobs],
    ...otherSelections(situation),
    ...ofPlans(situation),
    ...ofRoles(situation),
  ]);
}

/** What could not be read and could still bring a finding. */
export function gapsOfFindings({ evidence: { bucket }, coverage, estate }: Case): readonly Reason[] {
  return reasonsOf([
    ['versioning', bucket.versioning],
    ['lifecycle', bucket.lifecycle],
    ['notifications', isContinuous(coverage, estate) ? bucket.eventBridge : undefined],
  ]);
}

/** Whether AWS Backup supports S3 here, where nothing else shows that it does: a job or a recovery point would. */
export function gapOfSupport({ evidence: { supported, points, jobs } }: Case): readonly Reason[] {
  const isShown = [points, jobs].some((fact) => (valueOf<readonly unknown[]>(fact) ?? []).length > 0);
  return isShown ? [] : reasonsOf([['supported-types', supported]]);
}
