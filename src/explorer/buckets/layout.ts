import * as l10n from '@vscode/l10n';
import type { BucketEntry } from '../session/bucketEntry';
import { waitsForSomebody } from '../session/bucketEntry';
import type { BucketFilter } from './filter';
import { filtered } from './filter';
import type { BucketGroup, Grouping } from './grouping';
import { groupsOf } from './grouping';
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

/** One of several rows beneath a parent, and what is counted of it. */
interface Item {
  readonly node: Node;
  readonly label: string;
  readonly buckets: number;
  readonly attention: number;
}

/** Puts buckets into rows so that no parent has more than {@link rowsAtOnce}. */
class Builder {
  readonly #nodeOf: (bucket: string) => Node;
  readonly #parents = new Map<string, FolderNode>();

  constructor(nodeOf: (bucket: string) => Node) {
    this.#nodeOf = nodeOf;
  }

  parentOf(node: Node): FolderNode | undefined {
    return this.#parents.get(idOf(node));
  }

  group({ key, label, status, entries }: BucketGroup, is: 'group' | 'pinned'): Item {
    const counts = { buckets: entries.length, attention: entries.filter(waitsForSomebody).length };
    const rows = this.buckets(entries, `${is}/${key}`, rowsAtOnce);
    const folder = {
      kind: 'folder',
      is,
      id: `${is}/${key}`,
      label,
      ...(status && { status }),
      ...counts,
      rows,
    } as const;
    return { node: this.#folder(folder), label, ...counts };
  }

  buckets(entries: readonly BucketEntry[], id: string, room: number): readonly Node[] {
    const items = entries.map((entry): Item => {
      const { name } = entry.listed;
      return { node: this.#nodeOf(name), label: name, buckets: 1, attention: waitsForSomebody(entry) ? 1 : 0 };
    });
    return this.fit(items, id, room);
  }

  /** Rows as they are where there is room for them; else ranges of as many as there is room for, each as long as the others. */
  fit(items: readonly Item[], id: string, room: number): readonly Node[] {
    if (items.length <= room) return items.map(({ node }) => node);
    const count = Math.ceil(items.length / rowsAtOnce);
    const size = Math.ceil(items.length / count);
    const ranges = Array.from({ length: count }, (_, index) =>
      this.#range(`${id}/${index}`, items.slice(index * size, (index + 1) * size)),
    );
    return this.fit(ranges, `${id}/ranges`, room);
  }

  #range(id: string, items: readonly Item[]): Item {
    const label = l10n.t('{0} … {1}', items[0]?.label ?? '', items.at(-1)?.label ?? '');
    const counts = {
      buckets: items.reduce((total, { buckets }) => total + buckets, 0),
      attention: items.reduce((total, { attention }) => total + attention, 0),
    };
    const rows = items.map(({ node }) => node);
    return { node: this.#folder({ kind: 'folder', is: 'range', id, label, ...counts, rows }), label, ...counts };
  }

  #folder(folder: FolderNode): FolderNode {
    for (const node of folder.rows) this.#parents.set(idOf(node), folder);
    return folder;
  }
}

/** @param nodeOf The row of a bucket, which keeps its identity. */
export function layOut(
  entries: readonly BucketEntry[],
  { grouping, filter }: Arrangement,
  nodeOf: (bucket: string) => Node,
): Layout {
  const builder = new Builder(nodeOf);
  const shown = filtered(entries, filter);
  const pinned = shown.filter(({ isPinned }) => isPinned);
  const others = pinned.length === 0 ? shown : shown.filter(({ isPinned }) => !isPinned);
  const top =
    pinned.length === 0 ? [] : [builder.group({ key: '', label: l10n.t('Pinned'), entries: pinned }, 'pinned')];
  const room = rowsAtOnce - noticeRoom;
  const rest =
    grouping.by === 'none'
      ? builder.buckets(others, 'all', room)
      : builder.fit(
          groupsOf(others, grouping).map((group) =>
            builder.group({ ...group, key: `${grouping.by}/${group.key}` }, 'group'),
          ),
          'groups',
          room,
        );
  return {
    rows: [...top.map(({ node }) => node), ...rest],
    shown: shown.length,
    parentOf: (node) => builder.parentOf(node),
  };
}
