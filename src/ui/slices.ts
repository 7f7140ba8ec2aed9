import { setImmediate } from 'node:timers/promises';

/** So long we work before the editor has its turn, in milliseconds. */
const slice = 5;

/** Changes each item, however many there are, and lets others work in between. A generator is worked through the same way. */
export async function mapInSlices<T, U>(items: Iterable<T>, change: (item: T) => U): Promise<U[]> {
  const changed: U[] = [];
  let started = performance.now();
  for (const item of items) {
    changed.push(change(item));
    if (performance.now() - started < slice) continue;
    await setImmediate();
    started = performance.now();
  }
  return changed;
}
