import type { RowSubject } from '../shared/rowSubject';
import type { ReadOnlyDocument } from './readOnlyDocuments';

/** All that is known of what a row stands for. */
export function jsonDocument({ id, label, json }: RowSubject): ReadOnlyDocument {
  return {
    name: `${label}.json`,
    id,
    text: async () => `${JSON.stringify(await json?.(), undefined, 2)}\n`,
  };
}
