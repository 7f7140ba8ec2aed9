import * as l10n from '@vscode/l10n';
import { ask } from '../model/fact';
import type { Case, Decision } from './case';
import type { Evidence } from './evidence';
import { isUnread, missingPart, notRead, unknown } from './case';
import { nameOf, notCovered } from '../protection/explain';
import type { Reason } from './status';

export function unsupported({ evidence, estate }: Case): Decision | undefined {
  if (ask(evidence.supported, (yes) => yes) !== 'no' || evidence.supported.state !== 'known') return undefined;
  const { scope } = estate;
  const words =
    scope.kind === 'account'
      ? {
          message: l10n.t('AWS Backup does not support S3 in {0}.', scope.region),
          brief: l10n.t('not in {0}', scope.region),
        }
      : { message: l10n.t('AWS Backup does not support S3 in this Region.'), brief: l10n.t('not in this Region') };
  return { status: 'unsupported', reasons: [{ code: 'unsupported', severity: 'info', ...words }] };
}

function untold(name: string | undefined): Pick<Reason, 'message' | 'brief'> {
  return name === undefined
    ? {
        message: l10n.t(
          "Whether a selection covers this bucket cannot be told: AWS's pages disagree on an asterisk before the end of an ARN.",
        ),
        brief: l10n.t('cannot tell whether a selection covers it'),
      }
    : {
        message: l10n.t(
          "Whether `{0}` covers this bucket cannot be told: AWS's pages disagree on an asterisk before the end of an ARN.",
          name,
        ),
        brief: l10n.t('cannot tell whether {0} covers it', name),
      };
}

function whyCoverageUnknown({ estate, evidence, coverage }: Case): Reason {
  const unread = missingPart(estate.selections);
  if (unread !== undefined) return notRead('selections', unread);
  if (isUnread(evidence.bucket.tags)) return notRead('tags', evidence.bucket.tags);
  if (isUnread(estate.s3OptIn)) return notRead('opt-in', estate.s3OptIn);
  const open = coverage.missing.find((match) => match.coverage === 'cannot-tell');
  return {
    code: 'cannot-tell',
    severity: 'info',
    ...untold(open && nameOf(open, estate)),
    action: l10n.t('Name the bucket, or end the ARN with the asterisk.'),
  };
}

/** How many there are is said only where all of them are read. */
function stillCost({ hasAllPoints }: Evidence, number: number): Pick<Reason, 'message' | 'brief'> {
  if (!hasAllPoints) {
    return {
      message: l10n.t('Recovery points still cost. The backup plan that made them makes no new ones.'),
      brief: l10n.t('recovery points still cost'),
    };
  }
  return number === 1
    ? {
        message: l10n.t('1 recovery point still costs. The backup plan that made it makes no new ones.'),
        brief: l10n.t('1 recovery point still costs'),
      }
    : {
        message: l10n.t('{0} recovery points still cost. The backup plan that made them makes no new ones.', number),
        brief: l10n.t('{0} recovery points still cost', number),
      };
}

function onDemandWords({ hasAllPoints }: Evidence, number: number): Pick<Reason, 'message' | 'brief'> {
  if (!hasAllPoints) {
    return {
      message: l10n.t('On-demand recovery points can be restored.'),
      brief: l10n.t('on-demand recovery points'),
    };
  }
  return number === 1
    ? {
        message: l10n.t('1 on-demand recovery point can be restored.'),
        brief: l10n.t('1 on-demand recovery point'),
      }
    : {
        message: l10n.t('{0} on-demand recovery points can be restored.', number),
        brief: l10n.t('{0} on-demand recovery points', number),
      };
}

function onDemandOnly(evidence: Evidence, number: number): Reason {
  return { code: 'on-demand-only', severity: 'info', ...onDemandWords(evidence, number) };
}

export function notSelected(situation: Case): Decision | undefined {
  const { estate, evidence, coverage } = situation;
  if (coverage.coverage === 'covered') return undefined;
  if (coverage.coverage === 'cannot-tell') return { status: 'unknown', reasons: [whyCoverageUnknown(situation)] };
  if (isUnread(evidence.points)) return unknown('points', evidence.points);
  const points = evidence.points.state === 'known' ? evidence.points.value : [];
  const noSelection: Reason = {
    code: 'no-selection',
    severity: 'warning',
    ...notCovered(coverage.missing, estate),
    action: l10n.t('Add the bucket to a backup plan.'),
  };
  if (points.some((point) => point.planId !== undefined)) {
    const still = stillCost(evidence, points.filter((point) => point.planId !== undefined).length);
    return {
      status: 'orphaned',
      reasons: [{ code: 'orphaned', severity: 'warning', ...still }, noSelection],
    };
  }
  const onDemand = points.length === 0 ? [] : [onDemandOnly(evidence, points.length)];
  return { status: 'unprotected', reasons: [noSelection, ...onDemand] };
}
