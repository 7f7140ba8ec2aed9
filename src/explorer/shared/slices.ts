/** How long work goes on without a break, in milliseconds: rows and keys of other views want their turn. */
const longest = 5;

/**
 * Visits all items, and gives way to others every few milliseconds.
 * @throws the reason of the signal, where the work is no longer wanted.
 */
export async function visitInSlices<T>(
  items: Iterable<T>,
  visit: (item: T) => void,
  signal?: AbortSignal,
): Promise<void> {
  let start = performance.now();
  for (const item of items) {
    signal?.throwIfAborted();
    visit(item);
    if (performance.now() - start < longest) continue;
    await new Promise((resolve) => setImmediate(resolve));
    start = performance.now();
  }
  signal?.throwIfAborted();
}
