import type { DeleteMarker, ObjectVersion, StoredVersion } from '../../model/objectVersion';

/** A key with what is known of its versions, newest first. */
export interface KeyHistory {
  readonly key: string;
  readonly versions: readonly ObjectVersion[];
  /** Whether there may be older versions that are not read yet. */
  readonly isPartial: boolean;
}

/**
 * The current version comes first whatever its time says: times are whole seconds, and versions may share one. A delete
 * marker that shares its time with data is taken to hide it: whoever removes markers looks again before each.
 */
function newestFirst(one: ObjectVersion, other: ObjectVersion): number {
  if (one.isCurrent !== other.isCurrent) return one.isCurrent ? -1 : 1;
  const later = other.lastModified.getTime() - one.lastModified.getTime();
  if (later !== 0 || one.kind === other.kind) return later;
  return one.kind === 'deleteMarker' ? -1 : 1;
}

/** One version each, the newest first. */
export function inOrder(versions: readonly ObjectVersion[]): readonly ObjectVersion[] {
  const byId = new Map(versions.map((version) => [version.versionId, version]));
  return [...byId.values()].toSorted(newestFirst);
}

/**
 * Gathers the versions of each key from the pages of a listing, which may end a page in the middle of a key. Keys come in
 * the order in which they were listed first.
 */
export class HistoryFold {
  readonly #versions = new Map<string, ObjectVersion[]>();
  /** The key that the latest page ended with. */
  #open: string | undefined;

  /** How many keys are gathered. */
  get size(): number {
    return this.#versions.size;
  }

  /** @param endsIn The key whose versions may go on with the next page. */
  add(page: readonly ObjectVersion[], endsIn: string | undefined): void {
    for (const version of page) {
      const known = this.#versions.get(version.key);
      if (known === undefined) this.#versions.set(version.key, [version]);
      else known.push(version);
    }
    this.#open = endsIn;
  }

  /** All that is gathered so far. */
  all(): readonly KeyHistory[] {
    return [...this.#versions].map(([key, versions]) => this.#history(key, versions));
  }

  /** Hands over the keys that are complete, and forgets them. */
  takeComplete(): readonly KeyHistory[] {
    const complete = this.all().filter(({ isPartial }) => !isPartial);
    for (const { key } of complete) this.#versions.delete(key);
    return complete;
  }

  #history(key: string, versions: readonly ObjectVersion[]): KeyHistory {
    return { key, versions: inOrder(versions), isPartial: key === this.#open };
  }
}

/** The delete markers on top of a key, newest first: what hides its data. None where its data is current. */
export function markersOnTop({ versions }: KeyHistory): readonly DeleteMarker[] {
  const markers: DeleteMarker[] = [];
  for (const version of versions) {
    if (version.kind === 'object') return markers;
    markers.push(version);
  }
  return markers;
}

/** The newest data of a key, current or hidden. */
export function newestData({ versions }: KeyHistory): StoredVersion | undefined {
  return versions.find((version) => version.kind === 'object');
}
