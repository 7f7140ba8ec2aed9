import type { IdSource } from '../ids';
import { SortedKeys } from '../sortedKeys';

/** Place in a bucket's history: the number of changes before and at it. 0 is before the first. */
export type Moment = number;

/** What a put stores beside the key. */
export interface ObjectContent {
  readonly body: Uint8Array;
  /** Bytes that the object pretends to have: a short body stands for a long one. */
  readonly pretended?: number | undefined;
  readonly etag: string;
  readonly contentType: string | undefined;
  /** User metadata, without `x-amz-meta-`. */
  readonly metadata: Readonly<Record<string, string>>;
  readonly storageClass: string;
  readonly tags: Tags;
  /** A checksum header and its value, as the writer sent it. */
  readonly checksum: readonly [header: string, value: string] | undefined;
  readonly encryption: ObjectEncryption;
}

/** The size of an object in bytes, as S3 tells it. */
export function sizeOf({ pretended, body }: Pick<ObjectContent, 'body' | 'pretended'>): number {
  return pretended ?? body.length;
}

export type Tags = Readonly<Record<string, string>>;

export interface ObjectEncryption {
  /** `aws:backup` is that of what a backup access point shows. */
  readonly algorithm: 'AES256' | 'aws:backup' | 'aws:kms' | 'aws:kms:dsse' | 'SSE-C';
  readonly kmsKeyId: string | undefined;
}

/** One version of a key, from the change that added it until the change that removed it for good. */
export type ObjectVersion = StoredObject | DeleteMarker;

interface VersionBase {
  readonly key: string;
  /** `null` for versions made while versioning was not enabled. */
  readonly versionId: string;
  /** Milliseconds since 1970. */
  readonly lastModified: number;
  readonly added: Moment;
  removed: Moment | undefined;
}

export interface StoredObject extends VersionBase {
  readonly kind: 'object';
  readonly content: ObjectContent;
  /** Tag sets by the change that set them, oldest first. */
  readonly tagHistory: { readonly at: Moment; readonly tags: Tags }[];
}

export interface DeleteMarker extends VersionBase {
  readonly kind: 'deleteMarker';
}

/** How a bucket treats a write: with versions kept, or over the `null` version. */
export type VersioningStatus = 'Enabled' | 'Suspended' | undefined;

/**
 * All that ever happened to a bucket's objects. Nothing is forgotten, so a recovery point is a moment in here and not a
 * copy, and whoever holds a history can read it after the bucket is gone.
 */
export class ObjectHistory {
  readonly #ids: IdSource;
  readonly #versions = new Map<string, ObjectVersion[]>();
  readonly #keys = new SortedKeys();
  /** When each change happened, in order. */
  readonly #times: number[] = [];
  #bytes = 0;
  #live = 0;
  #unreadable = 0;
  #liveObjects = 0;

  constructor(ids: IdSource) {
    this.#ids = ids;
  }

  /** The moment after the latest change. */
  get moment(): Moment {
    return this.#times.length;
  }

  /** Bytes of all versions that exist now. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Versions and delete markers that exist now. */
  get size(): number {
    return this.#live;
  }

  /** Stored versions, and how many of them AWS Backup cannot read: archived or encrypted with SSE-C. */
  get readability(): { readonly objects: number; readonly unreadable: number } {
    return { objects: this.#liveObjects, unreadable: this.#unreadable };
  }

  /** The moment of a time: after every change that happened by then. */
  momentAt(time: number): Moment {
    let low = 0;
    let high = this.#times.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#times[middle] ?? 0) <= time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  put(now: number, versioning: VersioningStatus, key: string, content: ObjectContent): StoredObject {
    const added = this.#change(now);
    const versionId = this.#makeRoom(key, versioning, added);
    const version: StoredObject = {
      kind: 'object',
      key,
      versionId,
      lastModified: now,
      added,
      removed: undefined,
      content,
      tagHistory: [{ at: added, tags: content.tags }],
    };
    this.#append(version);
    return version;
  }

  /** Takes in a version of another history as it is, with its id and time. Versions of a key come oldest first. */
  take(version: ObjectVersion): void {
    const added = this.#change(version.lastModified);
    this.#append({ ...version, added, removed: undefined });
  }

  /** Deletes a key without naming a version: leaves a delete marker, or nothing where versions were never kept. */
  delete(now: number, versioning: VersioningStatus, key: string): DeleteMarker | undefined {
    if (versioning === undefined) {
      const current = this.current(key);
      if (current !== undefined) {
        this.#remove(current, this.#change(now));
      }
      return undefined;
    }
    const added = this.#change(now);
    const versionId = this.#makeRoom(key, versioning, added);
    const marker: DeleteMarker = { kind: 'deleteMarker', key, versionId, lastModified: now, added, removed: undefined };
    this.#append(marker);
    return marker;
  }

  /** Deletes one version for good. Undefined where there is none. */
  deleteVersion(now: number, key: string, versionId: string): ObjectVersion | undefined {
    const version = this.version(key, versionId);
    if (version !== undefined) {
      this.#remove(version, this.#change(now));
    }
    return version;
  }

  setTags(now: number, version: StoredObject, tags: Tags): void {
    version.tagHistory.push({ at: this.#change(now), tags });
  }

  /** The latest version of a key, a delete marker included. */
  current(key: string): ObjectVersion | undefined {
    return this.#versions.get(key)?.findLast((version) => version.removed === undefined);
  }

  version(key: string, versionId: string): ObjectVersion | undefined {
    return this.#versions.get(key)?.findLast((item) => item.removed === undefined && item.versionId === versionId);
  }

  /** Versions of a key that exist now, newest first. */
  versions(key: string): ObjectVersion[] {
    return (this.#versions.get(key) ?? []).filter((version) => version.removed === undefined).reverse();
  }

  /** Every version of a key that ever was, oldest first. */
  everything(key: string): readonly ObjectVersion[] {
    return this.#versions.get(key) ?? [];
  }

  /** Keys that ever were, in S3's order, from `start` on. */
  keysFrom(start: string): Generator<string, void, undefined> {
    return this.#keys.startingAt(start);
  }

  #change(now: number): Moment {
    this.#times.push(now);
    return this.#times.length;
  }

  /** The id for a new version. Without versioning it takes the place of the `null` version. */
  #makeRoom(key: string, versioning: VersioningStatus, at: Moment): string {
    if (versioning === 'Enabled') {
      return this.#ids.versionId();
    }
    const replaced = this.version(key, 'null');
    if (replaced !== undefined) {
      this.#remove(replaced, at);
    }
    return 'null';
  }

  #append(version: ObjectVersion): void {
    const versions = this.#versions.get(version.key);
    if (versions === undefined) {
      this.#versions.set(version.key, [version]);
      this.#keys.add(version.key);
    } else {
      versions.push(version);
    }
    this.#count(version, 1);
  }

  #remove(version: ObjectVersion, at: Moment): void {
    version.removed = at;
    this.#count(version, -1);
  }

  #count(version: ObjectVersion, change: 1 | -1): void {
    this.#live += change;
    if (version.kind === 'object') {
      this.#liveObjects += change;
      this.#bytes += change * sizeOf(version.content);
      this.#unreadable += isReadable(version.content) ? 0 : change;
    }
  }
}

const archiveClasses: ReadonlySet<string> = new Set(['GLACIER', 'DEEP_ARCHIVE']);

/** Whether AWS Backup can read an object: not archived, not SSE-C (AWS Backup developer guide, S3 backups). */
export function isReadable(content: ObjectContent): boolean {
  return !archiveClasses.has(content.storageClass) && content.encryption.algorithm !== 'SSE-C';
}

/** The tags a version had at a moment. */
export function tagsAt(version: StoredObject, moment: Moment): Tags {
  return version.tagHistory.findLast((entry) => entry.at <= moment)?.tags ?? {};
}
