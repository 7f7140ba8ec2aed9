/**
 * What is taken for granted while a root module is evaluated. A bucket that only a default switches off is judged in
 * the world in which it exists, and its satellites are looked up in the same world.
 */
export interface World {
  /** Variables whose default is not used, by key. */
  readonly symbolic: ReadonlySet<string> | 'all';
  /** Values of unknowns, by key. */
  readonly assumed: ReadonlyMap<string, boolean>;
  /** Receives the keys of the variables whose default was not used. */
  readonly touched: Set<string>;
}

export function actualWorld(): World {
  return { symbolic: new Set(), assumed: new Map(), touched: new Set() };
}

/** A world in which no default counts: what is left unknown in it depends on whoever runs the module. */
export function undecidedWorld(assumed: ReadonlyMap<string, boolean>): World {
  return { symbolic: 'all', assumed, touched: new Set() };
}
