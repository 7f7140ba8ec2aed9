import type { Fact } from '../../model/fact';
import { ask, valueOf } from '../../model/fact';
import type { BackupJob } from '../../model/job';
import { completedWithIssues } from '../../model/job';
import type { RecoveryPoint } from '../../model/recoveryPoint';
import { isLive, isUsable } from '../../model/recoveryPoint';
import type { BackupVault } from '../../model/vault';
import { continuousLag, continuousWindow } from '../recovery';
import type { ContinuousSpan, FailedBackup, Gap, Snapshot, SpanEnd, Timeline, TimelineVault } from './timeline';

/** What is known of a bucket's recovery points, and of what bears on them. */
export interface TimelineFacts {
  readonly points: readonly RecoveryPoint[];
  /** Whether the bucket sends its events to EventBridge, as read at `asOf`. */
  readonly eventBridge: Fact<boolean>;
  readonly asOf: Date;
  readonly jobs: Fact<readonly BackupJob[]>;
  readonly vaults: readonly BackupVault[];
  readonly now: Date;
  /** Recovery points from before this moment are not all read. */
  readonly unreadBefore?: Date;
}

const second = 1_000;

function oldestFirst<T>(items: readonly T[], timeOf: (item: T) => Date): readonly T[] {
  return items.toSorted((one, other) => timeOf(one).getTime() - timeOf(other).getTime());
}

function earlier(one: Date, other: Date): Date {
  return one <= other ? one : other;
}

/** @param latest The last moment that a live backup can be restored to. */
function endOf(point: RecoveryPoint, eventBridge: Fact<boolean>, latest: Date): SpanEnd {
  if (!isLive(point)) return 'stopped';
  if (point.createdAt > latest) return 'beginning';
  switch (ask(eventBridge, (on) => on)) {
    case 'yes':
      return 'live';
    case 'no':
      return 'not-captured';
    case 'unknown':
      return 'not-verified';
  }
}

/** A bucket has one continuous backup at a time, so one that has stopped did so before the next began. */
function successorOf(point: RecoveryPoint, continuous: readonly RecoveryPoint[]): RecoveryPoint | undefined {
  return continuous.find(({ createdAt }) => createdAt > point.createdAt);
}

/** Moments are picked by the second, so the window begins and ends with whole ones. It never ends before it begins. */
function wholeSeconds(from: Date, to: Date): readonly [from: Date, to: Date] {
  const first = Math.ceil(from.getTime() / second) * second;
  const last = Math.floor(to.getTime() / second) * second;
  return [new Date(first), new Date(Math.max(first, last))];
}

function spanOf(point: RecoveryPoint, continuous: readonly RecoveryPoint[], facts: TimelineFacts): ContinuousSpan {
  const { now, eventBridge } = facts;
  const { from, retentionDays } = continuousWindow(point, now, true);
  const latest = new Date(now.getTime() - continuousLag);
  const end = endOf(point, eventBridge, latest);
  const successor = end === 'stopped' ? successorOf(point, continuous) : undefined;
  const [first, last] = wholeSeconds(from, successor?.createdAt ?? latest);
  const { arn, vaultName: vault, expiresAt, statusMessage: message } = point;
  return {
    point: arn,
    vault,
    from: first,
    to: last,
    end,
    ...(retentionDays !== undefined && { retentionDays }),
    ...(expiresAt && { expiresAt }),
    ...(message !== undefined && { message }),
  };
}

/** Gaps come from evidence alone: a point that has stopped, or EventBridge seen off. Never from what is missing. */
function gapsOf(spans: readonly ContinuousSpan[], { asOf }: TimelineFacts): readonly Gap[] {
  return spans.flatMap((span, place): Gap | readonly [] => {
    const notBefore = span.from;
    switch (span.end) {
      case 'live':
      case 'beginning':
      case 'not-verified':
        return [];
      case 'not-captured':
        return { notBefore, cause: { kind: 'eventbridge-off', seenAt: asOf } };
      case 'stopped': {
        const isFollowed = place < spans.length - 1;
        const { message } = span;
        const cause = { kind: 'stopped', ...(message !== undefined && { message }) } as const;
        return { notBefore, cause, ...(isFollowed && { to: span.to }) };
      }
    }
  });
}

function snapshotOf(point: RecoveryPoint): Snapshot {
  const { arn, createdAt, vaultName, status, expiresAt, sizeBytes } = point;
  return {
    point: arn,
    at: createdAt,
    vault: vaultName,
    status,
    isUsable: isUsable(point),
    ...(expiresAt && { expiresAt }),
    ...(sizeBytes !== undefined && { sizeBytes }),
  };
}

const failedStates: ReadonlySet<string> = new Set(['FAILED', 'ABORTED', 'EXPIRED', 'PARTIAL']);

function failuresOf(jobs: readonly BackupJob[]): readonly FailedBackup[] {
  return jobs
    .filter((job) => failedStates.has(job.state) || completedWithIssues(job))
    .map(({ createdAt, completedAt, state, vaultName, messageCategory, statusMessage }) => ({
      at: completedAt ?? createdAt,
      state,
      ...(vaultName !== undefined && { vault: vaultName }),
      ...(messageCategory !== undefined && { category: messageCategory }),
      ...(statusMessage !== undefined && { message: statusMessage }),
    }));
}

function vaultsOf({ points, vaults }: TimelineFacts): readonly TimelineVault[] {
  const counts = new Map<string, number>();
  for (const { vaultName } of points) counts.set(vaultName, (counts.get(vaultName) ?? 0) + 1);
  const locks = new Map(vaults.map(({ name, locked }) => [valueOf(name), ask(locked, (is) => is)]));
  return [...counts]
    .sort(([, one], [, other]) => other - one)
    .map(([name]) => {
      const locked = locks.get(name) ?? 'unknown';
      return { name, ...(locked !== 'unknown' && { isLocked: locked === 'yes' }) };
    });
}

/** Lays out in time what a bucket can be brought back to. What AWS does not say is derived from what it does say. */
export function layTimeline(facts: TimelineFacts): Timeline {
  const { points, jobs, now, unreadBefore } = facts;
  const continuous = oldestFirst(
    points.filter(({ kind }) => kind === 'continuous'),
    ({ createdAt }) => createdAt,
  );
  const spans = continuous.filter(isUsable).map((point) => spanOf(point, continuous, facts));
  const snapshots = oldestFirst(points.filter(({ kind }) => kind === 'snapshot').map(snapshotOf), ({ at }) => at);
  const failures = oldestFirst(failuresOf(valueOf(jobs) ?? []), ({ at }) => at);
  const first = [spans[0]?.from, snapshots[0]?.at, failures[0]?.at].reduce<Date>(
    (least, moment) => (moment === undefined ? least : earlier(least, moment)),
    now,
  );
  return {
    from: first,
    now,
    continuous: spans,
    gaps: gapsOf(spans, facts),
    snapshots,
    failures,
    vaults: vaultsOf(facts),
    ...(unreadBefore && { unreadBefore }),
  };
}
