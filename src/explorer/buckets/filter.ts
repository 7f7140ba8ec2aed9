import * as l10n from '@vscode/l10n';
import type { BucketEntry } from '../session/bucketEntry';
import type { ShownStatus } from './grouping';
import { shownStatus, shownStatusWord, statusOrder } from './grouping';

/** Which buckets are shown. */
export interface BucketFilter {
  /** Part of the name, in any case. */
  readonly text: string;
  /** Empty for all. */
  readonly statuses: ReadonlySet<ShownStatus>;
}

export function isFilter({ text, statuses }: BucketFilter): boolean {
  return text !== '' || statuses.size > 0;
}

/** Whether a bucket is shown. */
export function passes(entry: BucketEntry, { text, statuses }: BucketFilter): boolean {
  return (
    (text === '' || entry.listed.name.toLowerCase().includes(text.toLowerCase())) &&
    (statuses.size === 0 || statuses.has(shownStatus(entry)))
  );
}

export function filtered(entries: readonly BucketEntry[], filter: BucketFilter): readonly BucketEntry[] {
  return isFilter(filter) ? entries.filter((entry) => passes(entry, filter)) : entries;
}

/** What the view says of a filter: "Filter: “prod” · failing, stale. 3 of 120 buckets." */
export function filterMessage(filter: BucketFilter, entries: readonly BucketEntry[]): string {
  const { text, statuses } = filter;
  const shown = filtered(entries, filter).length;
  const words = statusOrder.filter((status) => statuses.has(status)).map(shownStatusWord);
  const parts = [...(text === '' ? [] : [`“${text}”`]), ...(words.length === 0 ? [] : [words.join(', ')])];
  return l10n.t('Filter: {0}. {1} of {2} buckets.', parts.join(' · '), shown, entries.length);
}
