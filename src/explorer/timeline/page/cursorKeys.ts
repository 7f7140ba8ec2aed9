import type { View } from './axis';
import { day, hour, minute } from './axis';

/** What a key does to the cursor. `more` and `less` change the zoom. */
export type CursorMove =
  | { readonly kind: 'to'; readonly moment: number }
  | { readonly kind: 'neighbour'; readonly direction: 1 | -1 }
  | { readonly kind: 'snap' }
  | { readonly kind: 'zoom'; readonly by: 1 | -1 };

/** A key as the browser tells of it. */
export interface PressedKey {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** Where the cursor is, and how far it can go. */
export interface CursorPlace {
  readonly moment: number;
  readonly view: View;
  readonly oldest: number;
  readonly newest: number;
}

/** A small and a large step. */
const steps: readonly (readonly [small: number, large: number])[] = [
  [minute, 15 * minute],
  [5 * minute, hour],
  [15 * minute, 3 * hour],
  [hour, 12 * hour],
  [6 * hour, 2 * day],
  [day, 7 * day],
  [7 * day, 28 * day],
  [28 * day, 182 * day],
];

/** A view is crossed in about so many small steps. */
const stepsAcross = 300;

/** How far the arrow keys go in a view: one step, and one with Shift. In milliseconds. */
export function stepsIn({ from, to }: View): readonly [small: number, large: number] {
  const least = (to - from) / stepsAcross;
  return steps.find(([small]) => small >= least) ?? [28 * day, 182 * day];
}

/** The next multiple of a step in the person's own time, so that the cursor walks on whole minutes, hours and days. */
function walk(moment: number, step: number, direction: 1 | -1): number {
  const zone = new Date(moment).getTimezoneOffset() * minute;
  const places = (moment - zone) / step;
  const next = direction === 1 ? Math.floor(places) + 1 : Math.ceil(places) - 1;
  return next * step + zone;
}

function arrow(direction: 1 | -1, key: PressedKey, { moment, view }: CursorPlace): CursorMove {
  if (key.ctrlKey || key.metaKey) return { kind: 'neighbour', direction };
  const [small, large] = stepsIn(view);
  return { kind: 'to', moment: walk(moment, key.shiftKey ? large : small, direction) };
}

/**
 * What a key means where the cursor is; `undefined` for keys that are not the cursor's. As for any slider, up is more.
 * Source: ARIA Authoring Practices, slider pattern.
 */
export function moveBy(key: PressedKey, place: CursorPlace): CursorMove | undefined {
  if (key.altKey) return undefined;
  const { moment, view, oldest, newest } = place;
  switch (key.key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return arrow(-1, key, place);
    case 'ArrowRight':
    case 'ArrowUp':
      return arrow(1, key, place);
    case 'PageUp':
      return { kind: 'to', moment: moment + (view.to - view.from) };
    case 'PageDown':
      return { kind: 'to', moment: moment - (view.to - view.from) };
    case 'Home':
      return { kind: 'to', moment: oldest };
    case 'End':
      return { kind: 'to', moment: newest };
    case 'Enter':
      return { kind: 'snap' };
    case '+':
      return { kind: 'zoom', by: 1 };
    case '-':
      return { kind: 'zoom', by: -1 };
    default:
      return undefined;
  }
}
