import * as l10n from '@vscode/l10n';
import { capturesChanges, newestRestorable } from '../protection/recovery';
import { valueOf } from '../model/fact';
import { planOf, subjectOf } from '../protection/coverage';
import type { SelectionMatch } from '../protection/obstacles';
import { longestWindow, planInterval } from '../protection/schedule';
import { isSelectedByName } from '../protection/selection';
import type { Case, Decision } from './case';
import { isUnread, unknown } from './case';
import type { Evidence } from './evidence';
import { nameOf } from '../protection/explain';
import type { Reason } from './status';

/** What is to be expected of one plan that selects the bucket. */
interface Expectation {
  /** The next run that AWS announces. */
  readonly next?: Date;
  /** When a first run and its windows are over, if the bucket was selected when this counts from. */
  readonly over: Date;
  /** Whether the bucket was selected then for certain. */
  readonly isCertain: boolean;
}

/** When the plan last made something of the bucket or tried to, in milliseconds: it was selected then. */
function lastTouched(planId: string, { points, jobs }: Evidence): number | undefined {
  const traces = [...(valueOf(points) ?? []), ...(valueOf(jobs) ?? [])].filter((trace) => trace.planId === planId);
  return traces.length === 0 ? undefined : Math.max(...traces.map(({ createdAt }) => createdAt.getTime()));
}

/**
 * AWS says when a selection and a bucket were made, but not when a tag was set or S3 was opted in. So only a selection
 * that names the bucket itself, or what a plan has done with it, tells since when the bucket is selected.
 */
function expectationOf(match: SelectionMatch, { estate, evidence }: Case): readonly Expectation[] {
  const { bucket } = evidence;
  const plan = planOf(match, estate);
  const interval = plan && planInterval(plan);
  const made = Math.max(match.selection.createdAt?.getTime() ?? 0, bucket.createdAt?.getTime() ?? 0);
  if (plan === undefined || interval === undefined || made === 0) return [];
  const touched = lastTouched(plan.id, evidence);
  const since = Math.max(made, touched ?? 0);
  const next = plan.nextRuns?.[0]?.at;
  return [
    {
      ...(next && { next }),
      over: new Date(since + interval + longestWindow(plan)),
      isCertain: touched !== undefined || isSelectedByName(match.selection, subjectOf(bucket, estate)),
    },
  ];
}

function firstBackupDue(plan: string | undefined, next: Date | undefined): Reason {
  return {
    code: 'first-backup-due',
    severity: 'info',
    message:
      plan === undefined
        ? l10n.t('Selected by a plan; the first backup is still to come.')
        : l10n.t('Selected by `{0}`; the first backup is still to come.', plan),
    brief: l10n.t('the first backup is still to come'),
    ...(next && { at: next }),
  };
}

function noBackupYet(plan: string | undefined, next: Date | undefined): Reason {
  return {
    code: 'no-backup-yet',
    severity: 'info',
    message:
      plan === undefined
        ? l10n.t('Selected by a plan; there is no recovery point yet. AWS does not say since when it is selected.')
        : l10n.t(
            'Selected by `{0}`; there is no recovery point yet. AWS does not say since when it is selected.',
            plan,
          ),
    brief: l10n.t('no recovery point yet'),
    action: l10n.t('Look again after the next run.'),
    ...(next && { at: next }),
  };
}

function noneLeft(plan: string | undefined): Reason {
  return {
    code: 'never-succeeded',
    severity: 'warning',
    message:
      plan === undefined
        ? l10n.t('Selected by a plan, but there is no recovery point that can be restored.')
        : l10n.t('Selected by `{0}`, but there is no recovery point that can be restored.', plan),
    brief: l10n.t('no recovery point that can be restored'),
    action: l10n.t('Look at the jobs of the plan.'),
  };
}

function withoutPoints(situation: Case, now: Date): Decision {
  const { covering } = situation.coverage;
  const [match] = covering;
  const plan = match && nameOf(match, situation.estate);
  const expected = covering.flatMap((candidate) => expectationOf(candidate, situation));
  const late = expected.filter(({ over }) => over <= now);
  if (late.some(({ isCertain }) => isCertain)) return { status: 'stale', reasons: [noneLeft(plan)] };
  const [next] = expected.flatMap((one) => one.next ?? []).toSorted((one, other) => one.getTime() - other.getTime());
  const reason = late.length === 0 ? firstBackupDue(plan, next) : noBackupYet(plan, next);
  return { status: 'waiting', reasons: [reason] };
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
  if (newest === undefined) return withoutPoints(situation, now);
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
