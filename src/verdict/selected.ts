import { ask, denied } from '../model/fact';
import type { Case, Decision } from './case';
import type { Evidence } from './evidence';
import { isUnread, notRead, unknown } from './case';
import { nameOf, notCovered } from '../protection/explain';
import type { Reason } from './status';

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

export function unsupported({ evidence, estate }: Case): Decision | undefined {
  if (ask(evidence.supported, (yes) => yes) !== 'no' || evidence.supported.state !== 'known') return undefined;
  const region = estate.scope.kind === 'account' ? estate.scope.region : 'this Region';
  const message = `AWS Backup does not support S3 in ${region}.`;
  const brief = `not in ${region}`;
  return { status: 'unsupported', reasons: [{ code: 'unsupported', severity: 'info', message, brief }] };
}

function whyCoverageUnknown({ estate, evidence, coverage }: Case): Reason {
  const { completeness } = estate.selections;
  if (completeness.kind === 'partial') {
    const { why, failed } = completeness;
    return notRead('The selections', failed?.denied === true ? denied(failed.action) : { state: 'unknown', why });
  }
  if (isUnread(evidence.bucket.tags)) return notRead('The tags', evidence.bucket.tags);
  if (isUnread(estate.s3OptIn)) return notRead("The Region's opt-in settings", estate.s3OptIn);
  const open = coverage.missing.find((match) => match.coverage === 'cannot-tell');
  const name = open === undefined ? 'a selection' : `\`${nameOf(open, estate)}\``;
  return {
    code: 'cannot-tell',
    severity: 'info',
    message: `Whether ${name} covers this bucket cannot be told: AWS's pages disagree on an asterisk before the end of an ARN.`,
    brief: `cannot tell whether ${name.replaceAll('`', '')} covers it`,
    action: 'Name the bucket, or end the ARN with the asterisk.',
  };
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** How many there are is said only where all of them are read. */
function stillCost({ hasAllPoints }: Evidence, number: number): string {
  if (!hasAllPoints) return 'Recovery points still cost';
  return `${count(number, 'recovery point')} still ${number === 1 ? 'costs' : 'cost'}`;
}

function onDemandOnly({ hasAllPoints }: Evidence, number: number): Reason {
  const what = hasAllPoints ? count(number, 'on-demand recovery point') : 'On-demand recovery points';
  return {
    code: 'on-demand-only',
    severity: 'info',
    message: `${what} can be restored.`,
    brief: lowerFirst(what),
  };
}

export function notSelected(situation: Case): Decision | undefined {
  const { estate, evidence, coverage } = situation;
  if (coverage.coverage === 'covered') return undefined;
  if (coverage.coverage === 'cannot-tell') return { status: 'unknown', reasons: [whyCoverageUnknown(situation)] };
  if (isUnread(evidence.points)) return unknown('The recovery points', evidence.points);
  const points = evidence.points.state === 'known' ? evidence.points.value : [];
  const noSelection: Reason = {
    code: 'no-selection',
    severity: 'warning',
    ...notCovered(coverage.missing, estate),
    action: 'Add the bucket to a backup plan.',
  };
  if (points.some((point) => point.planId !== undefined)) {
    const still = stillCost(evidence, points.filter((point) => point.planId !== undefined).length);
    const message = `${still}. The backup plan that made them makes no new ones.`;
    return {
      status: 'orphaned',
      reasons: [{ code: 'orphaned', severity: 'warning', message, brief: lowerFirst(still) }, noSelection],
    };
  }
  const onDemand = points.length === 0 ? [] : [onDemandOnly(evidence, points.length)];
  return { status: 'unprotected', reasons: [noSelection, ...onDemand] };
}
