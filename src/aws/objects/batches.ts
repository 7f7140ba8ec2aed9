import type { DeletedKey } from '../../protection/versions/undo';

/** So many versions one call removes at the most. Source: Amazon S3 API reference, DeleteObjects. */
export const largestBatch = 1_000;

/** Keys that are dealt with together. */
export interface Batch {
  /** The key before its first in the list: behind it a listing starts. */
  readonly behind: string | undefined;
  readonly keys: readonly DeletedKey[];
}

/** Cuts a list of keys, in its order, so that each part has no more markers than one call takes. */
export async function* inBatches(
  list: AsyncIterable<DeletedKey>,
  start: string | undefined,
  size = largestBatch,
): AsyncGenerator<Batch, void> {
  let behind = start;
  let keys: DeletedKey[] = [];
  let markers = 0;
  for await (const one of list) {
    if (keys.length > 0 && markers + one.markers.length > size) {
      yield { behind, keys };
      behind = keys.at(-1)?.key;
      keys = [];
      markers = 0;
    }
    keys.push(one);
    markers += one.markers.length;
  }
  if (keys.length > 0) yield { behind, keys };
}
