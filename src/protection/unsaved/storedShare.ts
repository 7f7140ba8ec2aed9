import type { ObjectSample } from './objectSample';

/** The least that a version or a delete marker is billed as, in bytes. Source: AWS Backup developer guide, S3 backups. */
export const leastBilled = 128 * 1024;

export interface Amount {
  readonly count: number;
  readonly bytes: number;
  /** Each at least {@link leastBilled}. */
  readonly billedBytes: number;
}

/** What the versions of a sample are, and what of them a lifecycle rule would remove. */
export interface StoredShare {
  readonly current: Amount;
  readonly noncurrent: Amount;
  readonly deleteMarkers: Amount;
  /** Delete markers with no version left beneath them. Those at the end of a page are not counted. */
  readonly expiredMarkers: number;
  readonly billedBytes: number;
  /**
   * What goes in the end, where noncurrent versions and expired delete markers are removed: a marker over versions that
   * expire becomes an expired one. In billed bytes.
   */
  readonly removableBytes: number;
}

function amountOf(sizes: readonly number[]): Amount {
  return {
    count: sizes.length,
    bytes: sizes.reduce((sum, size) => sum + size, 0),
    billedBytes: sizes.reduce((sum, size) => sum + Math.max(size, leastBilled), 0),
  };
}

export function storedShare({ versions, cutKeys }: ObjectSample): StoredShare {
  const objects = versions.filter(({ kind }) => kind === 'object');
  const markers = versions.filter(({ kind }) => kind === 'deleteMarker');
  const sizesOf = (isLatest: boolean): number[] =>
    objects.filter((version) => version.isLatest === isLatest).map(({ bytes }) => bytes);
  const [current, noncurrent] = [amountOf(sizesOf(true)), amountOf(sizesOf(false))];
  const deleteMarkers = amountOf(markers.map(() => 0));
  const withVersions = new Set(objects.map(({ key }) => key));
  const expired = markers.filter(({ isLatest, key }) => isLatest && !withVersions.has(key) && !cutKeys.has(key));
  const removableBytes = noncurrent.billedBytes + deleteMarkers.billedBytes;
  return {
    current,
    noncurrent,
    deleteMarkers,
    expiredMarkers: expired.length,
    billedBytes: current.billedBytes + removableBytes,
    removableBytes,
  };
}

/**
 * What AWS Backup takes for warm storage of S3, by what AWS's own sample of tiering comes to. It differs between
 * Regions and changes. Source: AWS Backup developer guide, backup tiering.
 */
export const warmStoragePrice = { dollarsPerGigabyteMonth: 0.05, asOf: '2026-09' } as const;

const gigabyte = 2 ** 30;

/** US dollars a month that a backup of so many billed bytes costs in warm storage, roughly. */
export function warmStorageCost(billedBytes: number): number {
  return (billedBytes / gigabyte) * warmStoragePrice.dollarsPerGigabyteMonth;
}
