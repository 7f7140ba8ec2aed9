import type { ObjectVersion } from '../../model/objectVersion';
import { inOrder } from '../versions/history';

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
export interface KeyState {
  /** Versions and delete markers that were there, the newest first; none where the key was not there. */
  readonly versions: readonly ObjectVersion[];
  readonly doubt?: Doubt;
}

const day = 86_400_000;

/** @param listed All versions and delete markers of one key that are listed now. */
export function keyStateAt(listed: readonly ObjectVersion[], span: MomentSpan): KeyState {
  const before = inOrder(listed.filter(({ lastModified }) => lastModified < span.to));
  const doubt = doubtOf(listed, before, span);
  return { versions: before, ...(doubt !== undefined && { doubt }) };
}

function doubtOf(
  listed: readonly ObjectVersion[],
  before: readonly ObjectVersion[],
  { from, to }: MomentSpan,
): Doubt | undefined {
  const [top, second] = before;
  const isTied = top?.isCurrent === false && second !== undefined && second.kind !== top.kind;
  if (isTied && isSameSecond(top, second)) return 'changed-then';
  if (before.some(({ lastModified }) => lastModified >= from)) return 'changed-then';
  if (listed.some(({ versionId, lastModified }) => versionId === 'null' && lastModified >= to)) return 'overwritten';
  const isRecent = top !== undefined && top.lastModified.getTime() > from.getTime() - day;
  return isRecent && isInParts(top) ? 'uploaded-then' : undefined;
}

/** S3 gives such an object an ETag with the number of its parts. */
function isInParts(version: ObjectVersion): boolean {
  return version.kind === 'object' && version.etag?.includes('-') === true;
}

function isSameSecond(one: ObjectVersion, other: ObjectVersion): boolean {
  return Math.floor(one.lastModified.getTime() / 1_000) === Math.floor(other.lastModified.getTime() / 1_000);
}
