import * as l10n from '@vscode/l10n';
import { valueOf } from '../../model/fact';
import type { Status } from '../../verdict/status';
import { gravestFirst } from '../../verdict/status';
import type { BucketEntry } from '../session/bucketEntry';
import { statusWord } from '../../reports/statusWord';

/** By what buckets are put into groups. */
export type Grouping =
  { readonly by: 'none' | 'status' | 'region' | 'plan' } | { readonly by: 'tag'; readonly key: string };

/** A status, or that a bucket was not looked at yet. */
export type ShownStatus = Status | 'not-checked';

/** Buckets that nobody has looked at come after those of which something could not be read. */
export const statusOrder: readonly ShownStatus[] = gravestFirst.flatMap((status): readonly ShownStatus[] =>
  status === 'unknown' ? [status, 'not-checked'] : [status],
);

export function shownStatus({ state }: BucketEntry): ShownStatus {
  switch (state.kind) {
    case 'read':
      return state.assessment.status;
    case 'unread':
    case 'missing':
      return 'unknown';
    case 'listed':
    case 'waiting':
    case 'reading':
      return 'not-checked';
  }
}

export function shownStatusWord(status: ShownStatus): string {
  return status === 'not-checked' ? l10n.t('not checked yet') : statusWord(status);
}

/** Which group a bucket is in: its key, what it is called, and what it is sorted by. */
interface Place {
  readonly key: string;
  /** Made once a group: there are many buckets. */
  readonly label: () => string;
  readonly rank: string;
  readonly status?: ShownStatus;
}

/** What cannot be told comes after what can. */
function leftOver(key: string, label: () => string): Place {
  return { key, label, rank: `1 ${key}` };
}

function named(label: string): Place {
  return { key: `= ${label}`, label: () => label, rank: `0 ${label}` };
}

const notChecked = leftOver('not-checked', () => capitalised(shownStatusWord('not-checked')));
const notKnown = leftOver('not-known', () => l10n.t('Not known'));
const ungrouped = leftOver('all', () => '');
const noPlan = leftOver('none', () => l10n.t('No plan'));

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const placesOfStatuses = new Map(
  statusOrder.map((status, index): [ShownStatus, Place] => {
    const rank = String(index).padStart(2, '0');
    return [status, { key: status, label: () => capitalised(shownStatusWord(status)), rank, status }];
  }),
);

function byStatus(entry: BucketEntry): Place {
  return placesOfStatuses.get(shownStatus(entry)) ?? notKnown;
}

function byRegion({ listed, state }: BucketEntry): Place {
  const region = listed.region ?? (state.kind === 'read' ? state.region : undefined);
  return region === undefined ? notKnown : named(region);
}

function plansWords(plans: readonly string[]): string {
  const [only = ''] = plans;
  return plans.length === 1 ? only : plans.toSorted().join(' + ');
}

/** A bucket that several plans select is in a group of just those, so that each bucket has one row. */
function byPlan({ state }: BucketEntry): Place {
  if (state.kind === 'unread' || state.kind === 'missing') return notKnown;
  if (state.kind !== 'read') return notChecked;
  const { selectedBy, status } = state.assessment;
  if (selectedBy.length > 0) return named(plansWords(selectedBy));
  return status === 'unknown' ? notKnown : noPlan;
}

function byTag({ state }: BucketEntry, key: string): Place {
  if (state.kind === 'unread' || state.kind === 'missing') return notKnown;
  if (state.kind !== 'read') return notChecked;
  const { tags } = state.reading.bucket;
  if (tags.state === 'denied' || tags.state === 'unknown') return notKnown;
  const value = valueOf(tags)?.entries.get(key);
  if (value === undefined) return leftOver('none', () => l10n.t('No tag {0}', key));
  return named(`${key} = ${valueOf(value) ?? ''}`);
}

function placeOf(entry: BucketEntry, grouping: Grouping): Place {
  switch (grouping.by) {
    case 'status':
      return byStatus(entry);
    case 'region':
      return byRegion(entry);
    case 'plan':
      return byPlan(entry);
    case 'tag':
      return byTag(entry, grouping.key);
    case 'none':
      return ungrouped;
  }
}

export interface BucketGroup {
  /** Unique in its grouping. */
  readonly key: string;
  readonly label: string;
  /** What all of them have, where they are grouped by it. */
  readonly status?: ShownStatus;
  readonly entries: readonly BucketEntry[];
}

/** Buckets in groups, put there one by one. */
export class Groups {
  readonly #grouping: Grouping;
  readonly #groups = new Map<string, Place & { readonly entries: BucketEntry[] }>();

  constructor(grouping: Grouping) {
    this.#grouping = grouping;
  }

  add(entry: BucketEntry): void {
    const place = placeOf(entry, this.#grouping);
    const group = this.#groups.get(place.key);
    if (group) group.entries.push(entry);
    else this.#groups.set(place.key, { ...place, entries: [entry] });
  }

  /** Those that are not empty, in their order; buckets keep theirs. */
  get inOrder(): readonly BucketGroup[] {
    return [...this.#groups.values()]
      .toSorted((one, other) => (one.rank < other.rank ? -1 : 1))
      .map(({ label, ...group }) => ({ ...group, label: label() }));
  }
}

/** The tag keys that were seen, most frequent first. */
export function tagKeysOf(entries: readonly BucketEntry[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { state } of entries) {
    if (state.kind !== 'read') continue;
    for (const key of valueOf(state.reading.bucket.tags)?.entries.keys() ?? []) {
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return [...counts].toSorted(([, one], [, other]) => other - one).map(([key]) => key);
}
