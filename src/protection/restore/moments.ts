import { parseArn } from '../../model/arn';
import type { RecoveryPoint } from '../../model/recoveryPoint';
import { isLive, isUsable } from '../../model/recoveryPoint';
import { continuousLag, continuousWindow, newestFirst } from '../recovery';
import type { RestoreOrigin } from './request';

/** The newest moment that a live continuous backup can be restored to, in whole minutes: it is not more exact than that. */
export function newestMoment(now: Date): Date {
  const minute = 60_000;
  return new Date(Math.floor((now.getTime() - continuousLag) / minute) * minute);
}

/** Whether a continuous recovery point may reach a moment. Of a stopped one AWS does not say when it stopped. */
function mayReach(point: RecoveryPoint, at: Date, now: Date): boolean {
  if (point.kind !== 'continuous' || !isUsable(point)) return false;
  return at >= continuousWindow(point, now, true).from && at.getTime() <= now.getTime() - continuousLag;
}

/** The recovery point that brings a bucket back to a moment, and how exactly. */
export type Reach =
  | { readonly kind: 'continuous'; readonly point: RecoveryPoint; readonly at: Date }
  /** The newest snapshot that was there by then. */
  | { readonly kind: 'snapshot'; readonly point: RecoveryPoint };

/** @returns `undefined` where nothing is as old as that, of what is given. */
export function reachOf(points: readonly RecoveryPoint[], at: Date, now: Date): Reach | undefined {
  const continuous = points.filter((point) => mayReach(point, at, now));
  const point = continuous.find(isLive) ?? newestFirst(continuous)[0];
  if (point !== undefined) return { kind: 'continuous', point, at };
  const snapshots = points.filter((candidate) => candidate.kind === 'snapshot' && isUsable(candidate));
  const snapshot = newestFirst(snapshots).find(({ createdAt }) => createdAt <= at);
  return snapshot && { kind: 'snapshot', point: snapshot };
}

/** @param at For a continuous recovery point. @param region Where its ARN does not say it. */
export function originOf(point: RecoveryPoint, bucket: string, region: string, at?: Date): RestoreOrigin {
  const { arn, vaultName, kind, createdAt } = point;
  return {
    recoveryPointArn: arn,
    vault: vaultName,
    region: parseArn(arn)?.region ?? region,
    bucket,
    kind,
    createdAt: createdAt.toISOString(),
    ...(kind === 'continuous' && at !== undefined && { at: at.toISOString() }),
  };
}
