import type { Posture } from '../model/bucket';
import { ask } from '../model/fact';
import type { RecoveryPoint } from '../model/recoveryPoint';
import { isLive, isUsable } from '../model/recoveryPoint';
import { longestContinuous } from './vaultLock';

const minute = 60_000;
const day = 24 * 60 * minute;

/** A continuous backup can be restored up to about this long ago, in milliseconds. Source: AWS Backup developer guide, point-in-time recovery. */
export const continuousLag = 15 * minute;

/**
 * The moments a continuous recovery point can be restored to. AWS does not state them; this is derived.
 * `to` is missing where the point has stopped, or takes in no changes: since when is not said.
 */
export interface ContinuousWindow {
  readonly from: Date;
  readonly to?: Date;
  readonly retentionDays?: number;
}

/**
 * Whether changes of the bucket reach its continuous backup: by EventBridge alone. Where that cannot be read, more must
 * not be claimed.
 */
export function capturesChanges({ eventBridge }: Pick<Posture, 'eventBridge'>): boolean {
  return ask(eventBridge, (on) => on) === 'yes';
}

/**
 * From the later of creation and now − retention, to about 15 minutes ago while it is live and takes in changes. Where the
 * retention is not known, it is taken for the longest that there can be.
 */
export function continuousWindow(point: RecoveryPoint, now: Date, capturing: boolean): ContinuousWindow {
  const { retentionDays } = point;
  const oldest = now.getTime() - (retentionDays ?? longestContinuous) * day;
  const from = new Date(Math.max(point.createdAt.getTime(), oldest));
  const to = new Date(Math.max(from.getTime(), now.getTime() - continuousLag));
  return { from, ...(isLive(point) && capturing && { to }), ...(retentionDays !== undefined && { retentionDays }) };
}

/** The live continuous recovery point, else the newest one that has stopped. A bucket has one at a time. */
export function continuousPoint(points: readonly RecoveryPoint[]): RecoveryPoint | undefined {
  const continuous = points.filter((point) => point.kind === 'continuous' && isUsable(point));
  return continuous.find(isLive) ?? newestFirst(continuous)[0];
}

export function newestFirst(points: readonly RecoveryPoint[]): readonly RecoveryPoint[] {
  return points.toSorted((one, other) => other.createdAt.getTime() - one.createdAt.getTime());
}

/** The newest moment that the bucket can be brought back to, or `undefined` where there is none. */
export function newestRestorable(points: readonly RecoveryPoint[], now: Date, capturing: boolean): Date | undefined {
  const moments = points
    .filter(isUsable)
    .map((point) => (isLive(point) ? continuousWindow(point, now, capturing).to : undefined) ?? point.createdAt);
  return moments.reduce<Date | undefined>((newest, moment) => (newest && newest > moment ? newest : moment), undefined);
}
