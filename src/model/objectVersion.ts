interface VersionBase {
  readonly key: string;
  /** `null` for what was written while versions were not kept. */
  readonly versionId: string;
  /** Whether it is what a read without a version id meets. */
  readonly isCurrent: boolean;
  readonly lastModified: Date;
}

/** An object's data as it was written once. */
export interface StoredVersion extends VersionBase {
  readonly kind: 'object';
  readonly sizeBytes: number;
  readonly storageClass: string;
  readonly etag?: string;
}

/** Hides the versions beneath it: what a delete leaves that names no version. */
export interface DeleteMarker extends VersionBase {
  readonly kind: 'deleteMarker';
}

/** What `ListObjectVersions` gives of a key. Source: Amazon S3 API reference. */
export type ObjectVersion = StoredVersion | DeleteMarker;

/** The name of a version in a bucket. */
export interface VersionPlace {
  readonly bucket: string;
  readonly region: string;
  readonly key: string;
  readonly versionId: string;
}

/** Classes whose objects cannot be read before they are restored. Source: Amazon S3 user guide, archived objects. */
const archiveClasses: ReadonlySet<string> = new Set(['GLACIER', 'DEEP_ARCHIVE']);

export function isArchived({ storageClass }: StoredVersion): boolean {
  return archiveClasses.has(storageClass);
}
