import type { DeleteMarker, ObjectVersion, StoredVersion } from '../../model/objectVersion';
import type { KeyHistory } from './history';
import { markersOnTop, newestData } from './history';

/** A key that deletes since a moment hide, with what brings it back. Plain data, so that it can be written down. */
export interface DeletedKey {
  readonly key: string;
  /** The delete markers to be removed, the newest first. */
  readonly markers: readonly string[];
  /** Others that may hide it too, or lie beneath it: they share their second with the data. They are looked at after that. */
  readonly unsure?: readonly string[];
  readonly deletedAt: Date;
  /** What is current once they are gone. */
  readonly version: { readonly id: string; readonly sizeBytes: number; readonly written: Date };
  /**
   * It was deleted while versions were not kept. S3 then puts the marker in the place of what was written in that time, so
   * that what comes back may be older than what was deleted. Source: Amazon S3 user guide, versioning-suspended buckets.
   */
  readonly mayBeOlder: boolean;
}

/** How a key stands to the deletes since a moment. */
export type Standing =
  | { readonly kind: 'deleted'; readonly found: DeletedKey }
  /** It was deleted, and nothing is left of it but delete markers. */
  | { readonly kind: 'lost'; readonly key: string; readonly deletedAt: Date }
  /** A delete and a write of it share a second before the moment, so that nobody can say whether it was there. */
  | { readonly kind: 'unclear'; readonly key: string; readonly deletedAt: Date }
  /** It is there, or was deleted before. */
  | { readonly kind: 'untouched' };

const untouched: Standing = { kind: 'untouched' };

/**
 * The markers that surely hide the data: those that are newer than it, and the current one. Times are whole seconds: of one
 * that shares its second with the data nobody can say which came first.
 */
function surelyOnTop(markers: readonly DeleteMarker[], data: StoredVersion): readonly DeleteMarker[] {
  return markers.filter(({ isCurrent, lastModified }) => isCurrent || lastModified > data.lastModified);
}

/** How a key stands to the deletes since a moment. A key that was deleted before it, and again since, was not there then. */
export function standingOf(history: KeyHistory, since: Date): Standing {
  const [current] = history.versions;
  if (current?.kind !== 'deleteMarker' || current.lastModified < since) return untouched;
  const { key } = history;
  const data = newestData(history);
  if (data === undefined) return { kind: 'lost', key, deletedAt: current.lastModified };
  const onTop = markersOnTop(history);
  const markers = surelyOnTop(onTop, data);
  const unsure = onTop.filter((marker) => !markers.includes(marker));
  if (markers.some(({ lastModified }) => lastModified < since)) return untouched;
  if (unsure.some(({ lastModified }) => lastModified < since)) {
    return { kind: 'unclear', key, deletedAt: current.lastModified };
  }
  return {
    kind: 'deleted',
    found: {
      key,
      markers: markers.map(({ versionId }) => versionId),
      ...(unsure.length > 0 && { unsure: unsure.map(({ versionId }) => versionId) }),
      deletedAt: current.lastModified,
      version: { id: data.versionId, sizeBytes: data.sizeBytes, written: data.lastModified },
      mayBeOlder: [...markers, ...unsure].some(({ versionId }) => versionId === 'null'),
    },
  };
}

/** Why a key is not brought back. */
export type LeftAlone =
  /** Somebody wrote it anew. */
  | 'written-anew'
  /** Another delete hides it than those that were listed. */
  | 'deleted-again'
  /** Nothing is left of it. */
  | 'gone';

/** What is to be done about a key now that it is looked at again. */
export type Recheck =
  | { readonly kind: 'remove'; readonly markers: readonly string[] }
  /** It is back already. */
  | { readonly kind: 'back' }
  | { readonly kind: 'leave'; readonly why: LeftAlone };

/** Only markers that were listed, and are on top of the key now, are to be removed. */
export function recheck(planned: DeletedKey, versions: readonly ObjectVersion[]): Recheck {
  const history: KeyHistory = { key: planned.key, versions, isPartial: false };
  const [current] = versions;
  if (current === undefined) return { kind: 'leave', why: 'gone' };
  if (current.kind === 'object') {
    return current.versionId === planned.version.id ? { kind: 'back' } : { kind: 'leave', why: 'written-anew' };
  }
  const data = newestData(history);
  if (data === undefined) return { kind: 'leave', why: 'gone' };
  const markers = surelyOnTop(markersOnTop(history), data).map(({ versionId }) => versionId);
  const isListed = markers.every((id) => planned.markers.includes(id) || planned.unsure?.includes(id) === true);
  return isListed ? { kind: 'remove', markers } : { kind: 'leave', why: 'deleted-again' };
}
