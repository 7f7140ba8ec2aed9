import * as l10n from '@vscode/l10n';
import type { BucketEntry } from '../session/bucketEntry';
import { waitsForSomebody } from '../session/bucketEntry';
import { Slices } from '../../shared/slices';
import type { BucketFilter } from './filter';
import { passes } from './filter';
import type { BucketGroup, Grouping } from './grouping';
import { Groups } from './grouping';
import type { FolderNode, Node } from './nodes';
import { idOf } from './nodes';

/** VS Code draws a few hundred rows at once and stalls at thousands. */
export const rowsAtOnce = 500;

/** How many rows at the top may be something else than buckets and groups. */
const noticeRoom = 10;

/** How the buckets are shown. */
export interface Arrangement {
  readonly grouping: Grouping;
  readonly filter: BucketFilter;
}

/** The buckets as rows: groups, and ranges of names where there are too many for one parent. */
export interface Layout {
  readonly rows: readonly Node[];
  /** How many buckets are shown. */
  readonly shown: number;
  /** The row above one of these rows; `undefined` where it is at the top or not shown. */
  readonly parentOf: (node: Node) => FolderNode | undefined;
}

/** A folder among others, beneath a parent. */
interface Item {
  readonly node: FolderNode;
  readonly label: string;
}

/** What is counted of some buckets. */
interface Counts {
  readonly buckets: number;
  readonly attention: number;
}

function countsOf(entries: readonly BucketEntry[]): Counts {
  let attention = 0;
  for (const entry of entries) if (waitsForSomebody(entry)) attention += 1;
  return { buckets: entries.length, attention };
}

function sumOf(items: readonly Item[]): Counts {
  return {
    buckets: items.reduce((total, { node }) => total + node.buckets, 0),
    attention: items.reduce((total, { node }) => total + node.attention, 0),
  };
}

/** As many parts as there is need of, each as long as the others. */
function parts<T>(items: readonly T[]): readonly (readonly T[])[] {
  const count = Math.ceil(items.length / rowsAtOnce);
  const size = Math.ceil(items.length / count);
  return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size));
}

function rangeOf(id: string, first: string, last: string, counts: Counts, rows: readonly Node[]): Item {
  const label = l10n.t('{0} … {1}', first, last);
  return { node: { kind: 'folder', is: 'range', id, label, ...counts, rows }, label };
}

/** Puts buckets into rows so that no parent has more than {@link rowsAtOnce}. */
class Builder {
  readonly #nodeOf: (bucket: string) => Node;
  readonly #slices: Slices;

  constructor(nodeOf: (bucket: string) => Node, slices: Slices) {
    this.#nodeOf = nodeOf;
    this.#slices = slices;
  }

  async group({ key, label, status, entries }: BucketGroup, is: 'group' | 'pinned'): Promise<Item> {
    const id = `${is}/${key}`;
    const rows = await this.buckets(entries, id, rowsAtOnce);
    return { node: { kind: 'folder', is, id, label, ...(status && { status }), ...countsOf(entries), rows }, label };
  }

  async groups(groups: readonly BucketGroup[], id: string, room: number): Promise<readonly Node[]> {
    const items: Item[] = [];
    for (const group of groups) items.push(await this.group(group, 'group'));
    return this.fit(items, id, room);
  }

  /** Rows as they are where there is room for them; else ranges of names. */
  async buckets(entries: readonly BucketEntry[], id: string, room: number): Promise<readonly Node[]> {
    if (entries.length <= room) return this.#nodes(entries);
    const ranges: Item[] = [];
    await this.#slices.visit(parts(entries), (part) => {
      const [first = '', last = ''] = [part[0], part.at(-1)].map((entry) => entry?.listed.name);
      ranges.push(rangeOf(`${id}/${ranges.length}`, first, last, countsOf(part), this.#nodes(part)));
    });
    return this.fit(ranges, `${id}/ranges`, room);
  }

  /** The same of folders. */
  fit(items: readonly Item[], id: string, room: number): readonly Node[] {
    if (items.length <= room) return items.map(({ node }) => node);
    const ranges = parts(items).map((part, index) => {
      const rows = part.map(({ node }) => node);
      return rangeOf(`${id}/${index}`, part[0]?.label ?? '', part.at(-1)?.label ?? '', sumOf(part), rows);
    });
    return this.fit(ranges, `${id}/ranges`, room);
  }

  #nodes(entries: readonly BucketEntry[]): readonly Node[] {
    return entries.map(({ listed }) => this.#nodeOf(listed.name));
  }
}

/** Asked only where a row is to be revealed, so it is looked for and not kept of each bucket. */
function parentIn(rows: readonly Node[], id: string): FolderNode | undefined {
  for (const folder of rows) {
    if (folder.kind !== 'folder') continue;
    const found = folder.rows.some((row) => idOf(row) === id) ? folder : parentIn(folder.rows, id);
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * In slices: there are thousands of buckets, and others want their turn.
 * @param nodeOf The row of a bucket, which keeps its identity.
 */
export async function layOut(
  entries: readonly BucketEntry[],
  { grouping, filter }: Arrangement,
  nodeOf: (bucket: string) => Node,
): Promise<Layout> {
  const slices = new Slices();
  const builder = new Builder(nodeOf, slices);
  const pinned: BucketEntry[] = [];
  const groups = new Groups(grouping);
  await slices.visit(entries, (entry) => {
    if (!passes(entry, filter)) return;
    if (entry.isPinned) pinned.push(entry);
    else groups.add(entry);
  });
  const others = groups.inOrder;
  const top =
    pinned.length === 0 ? [] : [await builder.group({ key: '', label: l10n.t('Pinned'), entries: pinned }, 'pinned')];
  const room = rowsAtOnce - noticeRoom;
  const rest =
    grouping.by === 'none'
      ? await builder.buckets(others[0]?.entries ?? [], 'all', room)
      : await builder.groups(
          others.map((group) => ({ ...group, key: `${grouping.by}/${group.key}` })),
          'groups',
          room,
        );
  const rows = [...top.map(({ node }) => node), ...rest];
  const shown = others.reduce((total, group) => total + group.entries.length, pinned.length);
  return { rows, shown, parentOf: (node) => parentIn(rows, idOf(node)) };
}
