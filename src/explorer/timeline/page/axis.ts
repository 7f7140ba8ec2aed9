/** Time on the page, as numbers: milliseconds since 1970, and pixels from the left. */

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

/** How much of time is in view. */
export type Zoom = 'all' | 'month' | 'week' | 'day';

export const zooms: readonly Zoom[] = ['all', 'month', 'week', 'day'];

/** A continuous backup is kept 35 days at most, so that is a month here. */
const lengths: Readonly<Record<Exclude<Zoom, 'all'>, number>> = { month: 35 * day, week: 7 * day, day };

export interface View {
  readonly from: number;
  readonly to: number;
}

/** The whole of what there is. */
export interface Extent {
  readonly from: number;
  readonly now: number;
}

/** So much of a view is left for what lies ahead: the expiry of recovery points. */
const ahead = 1 / 10;

/** All there is, with a little room before it. Never nothing, even where there is one moment only. */
function whole({ from, now }: Extent): View {
  const past = Math.max(now - from, hour);
  return { from: now - past * 1.03, to: now + past * ahead };
}

/** A view of that zoom that shows the cursor. The one before is kept where it does. */
export function viewOf(zoom: Zoom, extent: Extent, cursor: number, before?: View): View {
  if (zoom === 'all') return whole(extent);
  const length = lengths[zoom];
  const isKept = before !== undefined && Math.abs(before.to - before.from - length) < 1;
  if (isKept && cursor >= before.from && cursor <= before.to) return before;
  const latest = extent.now + length * ahead;
  const to = Math.min(latest, cursor + length / 2);
  return { from: to - length, to };
}

/** The zoom that a timeline is first seen in. */
export function firstZoom({ from, now }: Extent): Zoom {
  return now - from > 1.5 * lengths.month ? 'month' : 'all';
}

export function toPixels(moment: number, { from, to }: View, width: number): number {
  return ((moment - from) / (to - from)) * width;
}

export function toMoment(pixels: number, { from, to }: View, width: number): number {
  return from + (pixels / Math.max(1, width)) * (to - from);
}

/** Where the axis has a mark. */
export interface Tick {
  readonly at: number;
  /** Whether a day begins, so that its label names the day and not the time. */
  readonly isDay: boolean;
}

/** Pixels that a label needs. */
const labelWidth = 84;

interface Step {
  readonly unit: 'hour' | 'day' | 'month';
  readonly count: number;
}

const steps: readonly (Step & { readonly length: number })[] = [
  ...[1, 2, 3, 6, 12].map((count) => ({ unit: 'hour', count, length: count * hour }) as const),
  ...[1, 2, 5, 7, 14].map((count) => ({ unit: 'day', count, length: count * day }) as const),
  ...[1, 2, 3, 6, 12, 24, 60, 120].map((count) => ({ unit: 'month', count, length: count * 30 * day }) as const),
];

/** The first mark at or before a moment, in the person's zone. */
function firstTick(from: number, { unit, count }: Step): Date {
  const date = new Date(from);
  date.setHours(unit === 'hour' ? date.getHours() - (date.getHours() % count) : 0, 0, 0, 0);
  if (unit === 'month') date.setMonth(date.getMonth() - (date.getMonth() % Math.min(count, 12)), 1);
  return date;
}

function advance(date: Date, { unit, count }: Step): void {
  switch (unit) {
    case 'hour':
      date.setHours(date.getHours() + count);
      return;
    case 'day':
      date.setDate(date.getDate() + count);
      return;
    case 'month':
      date.setMonth(date.getMonth() + count);
  }
}

/** The marks of the axis: as many as there is room for. */
export function ticksOf(view: View, width: number): readonly Tick[] {
  const room = ((view.to - view.from) / Math.max(1, width)) * labelWidth;
  const step = steps.find(({ length }) => length >= room) ?? steps.at(-1);
  if (step === undefined) return [];
  const ticks: Tick[] = [];
  const date = firstTick(view.from, step);
  while (date.getTime() <= view.to) {
    if (date.getTime() >= view.from) ticks.push({ at: date.getTime(), isDay: date.getHours() === 0 });
    advance(date, step);
  }
  return ticks;
}
