import * as l10n from '@vscode/l10n';
import { capturesChanges, newestRestorable } from '../protection/recovery';
import { planOf } from '../protection/coverage';
import { longestWindow, planInterval } from '../protection/schedule';
import type { Case, Decision } from './case';
import { isUnread, unknown } from './case';
import { nameOf } from '../protection/explain';
import type { Reason } from './status';

/** When the first run and its windows will be over at the latest, or `undefined` where it cannot be told. */
function firstRunOver({ estate, evidence, coverage }: Case): { readonly next?: Date; readonly over: Date } | undefined {
  const starts = coverage.covering.flatMap((match) => {
    const plan = planOf(match, estate);
    const since = Math.max(match.selection.createdAt?.getTime() ?? 0, evidence.bucket.createdAt?.getTime() ?? 0);
    const interval = plan && planInterval(plan);
    if (plan === undefined || interval === undefined || since === 0) return [];
    const next = plan.nextRuns?.[0]?.at;
    return [{ ...(next && { next }), over: new Date(since + interval + longestWindow(plan)) }];
  });
  return starts[0];
}

function neverBackedUp(situation: Case, now: Date): Decision {
  const first = firstRunOver(situation);
  const [match] = situation.coverage.covering;
  const plan = match && nameOf(match, situation.estate);
  if (first === undefined || first.over > now) {
    const reason: Reason = {
      code: 'first-backup-due',
      severity: 'info',
      message:
        plan === undefined
          ? l10n.t('Selected by a plan; the first backup is still to come.')
          : l10n.t('Selected by `{0}`; the first backup is still to come.', plan),
      brief: l10n.t('the first backup is still to come'),
      ...(first?.next && { at: first.next }),
    };
    return { status: 'waiting', reasons: [reason] };
  }
  const message =
    plan === undefined
      ? l10n.t('Selected by a plan, but no recovery point was ever made.')
      : l10n.t('Selected by `{0}`, but no recovery point was ever made.', plan);
  return {
    status: 'stale',
    reasons: [
      {
        code: 'never-succeeded',
        severity: 'warning',
        message,
        brief: l10n.t('no recovery point was ever made'),
        action: l10n.t('Look at the jobs of the plan.'),
      },
    ],
  };
}

/** How often the plans that select the bucket run, in milliseconds: the shortest time. `undefined` where AWS announces none. */
export function shortestInterval({ estate, coverage }: Case): number | undefined {
  const intervals = coverage.covering.flatMap((match) => {
    const plan = planOf(match, estate);
    return (plan && planInterval(plan)) ?? [];
  });
  return intervals.length === 0 ? undefined : Math.min(...intervals);
}

export function freshness(situation: Case): Decision | undefined {
  const { evidence, now } = situation;
  if (isUnread(evidence.points)) return unknown('points', evidence.points);
  const points = evidence.points.state === 'known' ? evidence.points.value : [];
  const newest = newestRestorable(points, now, capturesChanges(evidence.bucket));
  if (newest === undefined) return neverBackedUp(situation, now);
  const interval = shortestInterval(situation);
  if (interval === undefined || now.getTime() - newest.getTime() <= 2 * interval) return undefined;
  const reason: Reason = {
    code: 'stale',
    severity: 'warning',
    message: l10n.t("The newest recovery point is older than twice the plan's interval."),
    brief: l10n.t('backups have stopped coming'),
    action: l10n.t('Look at the jobs of the plan.'),
    at: newest,
  };
  return { status: 'stale', reasons: [reason] };
}
