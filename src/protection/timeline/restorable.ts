import type { ContinuousSpan, Snapshot, Timeline } from './timeline';

/** Why nothing can be restored at a moment. */
export type NothingWhy =
  /** It lies ahead. */
  | 'future'
  /** All recovery points are younger. */
  | 'before-all'
  /** Recovery points of that time are not read. */
  | 'not-read'
  /** There is no recovery point that can be restored from. */
  | 'no-points';

/** What a restore at a moment would bring back. `at` is the moment that would really be restored. */
export type Restorable =
  | {
      readonly kind: 'continuous';
      readonly point: string;
      readonly at: Date;
      readonly span: ContinuousSpan;
      /** The newest recovery point that surely holds its moment, where the continuous backup is in doubt. */
      readonly surely?: Snapshot;
    }
  | { readonly kind: 'snapshot'; readonly point: string; readonly at: Date; readonly snapshot: Snapshot }
  | { readonly kind: 'none'; readonly why: NothingWhy };

/** The first place whose moment is later. @param items The oldest first. */
export function firstAfter(items: readonly { readonly at: Date }[], moment: Date): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const item = items[middle];
    if (item !== undefined && item.at <= moment) low = middle + 1;
    else high = middle;
  }
  return low;
}

function newestSnapshot({ snapshots }: Timeline, moment: Date): Snapshot | undefined {
  for (let place = firstAfter(snapshots, moment) - 1; place >= 0; place -= 1) {
    const snapshot = snapshots[place];
    if (snapshot?.isUsable === true) return snapshot;
  }
  return undefined;
}

/** A moment that the span holds: the asked one, or the last before it. `undefined` where it holds none by then. */
function momentIn({ from, to, end }: ContinuousSpan, moment: Date): Date | undefined {
  if (end === 'beginning' || moment < from) return undefined;
  return moment <= to ? moment : to;
}

/** The span that comes closest to the moment; one that is not in doubt before one that is. */
function bestSpan({ continuous }: Timeline, moment: Date): { span: ContinuousSpan; at: Date } | undefined {
  let best: { span: ContinuousSpan; at: Date } | undefined;
  for (const span of continuous) {
    const at = momentIn(span, moment);
    if (at === undefined) continue;
    if (best === undefined || at > best.at || (at >= best.at && span.end === 'live')) best = { span, at };
  }
  return best;
}

function nothing(timeline: Timeline, moment: Date): Restorable {
  const { unreadBefore, continuous, snapshots } = timeline;
  if (unreadBefore !== undefined) return { kind: 'none', why: 'not-read' };
  const hasAny = continuous.some(({ end }) => end !== 'beginning') || snapshots.some(({ isUsable }) => isUsable);
  return { kind: 'none', why: hasAny && moment < timeline.now ? 'before-all' : 'no-points' };
}

/**
 * What a restore at a moment would bring back: the continuous backup where it reaches, else the newest recovery point at
 * or before it. The bucket is as it was at `at`; what changed after that does not come back.
 */
export function restorableAt(timeline: Timeline, moment: Date): Restorable {
  const { now, unreadBefore } = timeline;
  if (moment > now) return { kind: 'none', why: 'future' };
  const snapshot = newestSnapshot(timeline, moment);
  const best = bestSpan(timeline, moment);
  if (best !== undefined && (snapshot === undefined || best.at >= snapshot.at)) {
    const { span, at } = best;
    const surely = span.end === 'live' ? undefined : snapshot;
    return { kind: 'continuous', point: span.point, at, span, ...(surely && { surely }) };
  }
  if (snapshot === undefined) return nothing(timeline, moment);
  // A later one may lie between it and the moment.
  const mayBeMissed = unreadBefore !== undefined && moment < unreadBefore && snapshot.at < moment;
  if (mayBeMissed) return { kind: 'none', why: 'not-read' };
  return { kind: 'snapshot', point: snapshot.point, at: snapshot.at, snapshot };
}

/** The oldest moment that something can be restored to. */
export function oldestRestorable({ continuous, snapshots }: Timeline): Date | undefined {
  const moments = [
    ...continuous.flatMap(({ end, from }) => (end === 'beginning' ? [] : from)),
    snapshots.find(({ isUsable }) => isUsable)?.at,
  ];
  return moments.reduce((least, moment) => (least && moment && least <= moment ? least : (moment ?? least)), undefined);
}

/** The newest moment that something can be restored to. */
export function newestMoment(timeline: Timeline): Date | undefined {
  const newest = restorableAt(timeline, timeline.now);
  return newest.kind === 'none' ? undefined : newest.at;
}

/** The next recovery point that can be restored from after a moment, or the last one before it. */
export function neighbour({ snapshots }: Timeline, moment: Date, direction: 1 | -1): Snapshot | undefined {
  const time = moment.getTime();
  let place = direction === 1 ? firstAfter(snapshots, moment) : firstAfter(snapshots, new Date(time - 1)) - 1;
  while (snapshots[place]?.isUsable === false) place += direction;
  return snapshots[place];
}
