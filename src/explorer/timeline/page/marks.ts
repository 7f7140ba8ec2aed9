import { firstAfter } from '../../../protection/timeline/restorable';
import type { View } from './axis';
import { toPixels } from './axis';

/** What falls on one place of the drawing. */
export interface Mark {
  /** The left edge of the place, in pixels. */
  readonly x: number;
  readonly count: number;
  /** The first and the last that fall on it. */
  readonly first: Date;
  readonly last: Date;
}

/** The width of a place, in pixels: a mark and the room that sets it apart from the next. */
export const markWidth = 4;

/**
 * Marks for moments, those on the same few pixels as one: however many moments there are, there are no more marks than
 * places. @param items The oldest first.
 */
export function marksOf(items: readonly { readonly at: Date }[], view: View, width: number): readonly Mark[] {
  const marks: Mark[] = [];
  let place = -1;
  const begin = firstAfter(items, new Date(view.from - 1));
  for (let index = begin; index < items.length; index += 1) {
    const at = items[index]?.at;
    if (at === undefined || at.getTime() > view.to) break;
    const here = Math.floor(toPixels(at.getTime(), view, width) / markWidth);
    const same = here === place ? marks.pop() : undefined;
    marks.push({ x: here * markWidth, count: (same?.count ?? 0) + 1, first: same?.first ?? at, last: at });
    place = here;
  }
  return marks;
}
