/** One line of a bucket's version list. */
export interface ListedVersion {
  readonly key: string;
  readonly versionId: string;
  /** S3 gives it in whole seconds, rounded down. */
  readonly lastModified: Date;
  readonly isLatest: boolean;
  readonly kind: 'object' | 'deleteMarker';
  /** Bytes; of objects only. */
  readonly size?: number;
  readonly storageClass?: string;
  readonly etag?: string;
}

/**
 * The moment that restored data is of, as far as it is known: what changed from `from` to `to` may be in it or not.
 * A snapshot is taken while its job goes through the bucket; times of S3 have whole seconds.
 */
export interface MomentSpan {
  readonly from: Date;
  readonly to: Date;
}

/** Why it is not certain what a key was. */
export type Doubt =
  /** It was changed while the backup was made, or in the same second. */
  | 'changed-then'
  /** A version without an id was overwritten later: what it was before is in no list. */
  | 'overwritten'
  /** An upload in parts carries the time of its beginning, and may have ended later. */
  | 'uploaded-then';

/** What a key was at a moment, as far as a list made later tells. */
export type KeyState =
  | { readonly kind: 'none' }
  /** Versions that were there, the newest first; `isDeleted` where a delete marker lay on top. */
  | {
      readonly kind: 'there';
      readonly versions: readonly ListedVersion[];
      readonly isDeleted: boolean;
      readonly doubt?: Doubt;
    };

const day = 86_400_000;

/** Newest first. Of two in one second the later one is known only where S3 calls it the latest. */
export function newestVersionsFirst(versions: readonly ListedVersion[]): readonly ListedVersion[] {
  return versions.toSorted(
    (one, other) =>
      other.lastModified.getTime() - one.lastModified.getTime() || Number(other.isLatest) - Number(one.isLatest),
  );
}

/** @param listed All versions and delete markers of one key that are listed now. */
export function keyStateAt(listed: readonly ListedVersion[], span: MomentSpan): KeyState {
  const before = newestVersionsFirst(listed.filter(({ lastModified }) => lastModified < span.to));
  const [top] = before;
  const doubt = doubtOf(listed, before, span);
  if (top === undefined) return { kind: 'none' };
  return {
    kind: 'there',
    versions: before,
    isDeleted: top.kind === 'deleteMarker',
    ...(doubt !== undefined && { doubt }),
  };
}

function doubtOf(
  listed: readonly ListedVersion[],
  before: readonly ListedVersion[],
  { from, to }: MomentSpan,
): Doubt | undefined {
  const [top, second] = before;
  if (top === undefined) return undefined;
  const isTied = second?.kind !== undefined && second.kind !== top.kind && isSameSecond(top, second) && !top.isLatest;
  if (isTied || before.some(({ lastModified }) => lastModified >= from)) return 'changed-then';
  if (listed.some(({ versionId, lastModified }) => versionId === 'null' && lastModified >= to)) return 'overwritten';
  const isRecent = top.lastModified.getTime() > from.getTime() - day;
  return isRecent && top.etag?.includes('-') === true ? 'uploaded-then' : undefined;
}

function isSameSecond(one: ListedVersion, other: ListedVersion): boolean {
  return Math.floor(one.lastModified.getTime() / 1_000) === Math.floor(other.lastModified.getTime() / 1_000);
}
