import type { ObjectVersion, StoredVersion } from '../../model/objectVersion';
import type { Doubt, KeyState } from './keyState';
import { inOrder } from '../versions/history';
import type { NeverSaved } from './neverSaved';
import { neverSaved } from './neverSaved';
import type { VersionCount } from './request';

/** What became of one key. `expected` and `found` are versions, the newest first. */
export type KeyOutcome =
  /** Nothing was to come back, and nothing did. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'restored' }
  /** An object was there already: AWS Backup leaves it alone, whatever it is. */
  | { readonly kind: 'left-alone' }
  | { readonly kind: 'missing'; readonly expected: readonly StoredVersion[] }
  /** Fewer versions came back than were asked for. */
  | { readonly kind: 'incomplete'; readonly expected: readonly StoredVersion[]; readonly found: number }
  /** The newest version that came back has another size. */
  | { readonly kind: 'differs'; readonly expected: readonly StoredVersion[]; readonly size: number }
  | { readonly kind: 'never-saved'; readonly why: NeverSaved }
  /** It did not come back, and it is not certain that it was to. */
  | { readonly kind: 'unsure'; readonly why: Doubt }
  /** It came back, and should not have been there at that moment. */
  | { readonly kind: 'unexpected' };

/** The fewest versions that are to come back, the newest first. With one wanted, a key that was deleted gives none. */
function expectedVersions({ versions }: KeyState, count: VersionCount): readonly StoredVersion[] {
  const latest = count === 'all' ? versions : versions.slice(0, count);
  return latest.filter((version) => version.kind === 'object');
}

/**
 * Compares what a key was with what it is where it was restored to.
 *
 * @param there All versions and delete markers of the key in the destination.
 * @param since When the restore began. Times of S3 have whole seconds: what carries this second is taken as restored.
 */
export function keyOutcome(
  state: KeyState,
  there: readonly ObjectVersion[],
  since: Date,
  count: VersionCount,
): KeyOutcome {
  const expected = expectedVersions(state, count);
  const start = Math.floor(since.getTime() / 1_000) * 1_000;
  const found = inOrder(there)
    .filter((version) => version.kind === 'object')
    .filter(({ lastModified }) => lastModified.getTime() >= start);
  if (found.length === 0) return withoutAny(expected, there, state.doubt);
  return expected.length > 0 ? withSome(expected, found, state.doubt) : withoutReason(state, count);
}

/** It came back, and a list says that it was deleted at that moment; where it lists nothing, versions may have gone since. */
function withoutReason({ versions, doubt }: KeyState, count: VersionCount): KeyOutcome {
  const isCertain = versions.length > 0 && doubt === undefined && count === 1;
  return isCertain ? { kind: 'unexpected' } : { kind: 'nothing' };
}

function withoutAny(
  expected: readonly StoredVersion[],
  there: readonly ObjectVersion[],
  doubt: Doubt | undefined,
): KeyOutcome {
  const isThere = there.some(({ isCurrent, kind }) => isCurrent && kind === 'object');
  const [newest] = expected;
  if (isThere) return newest === undefined ? { kind: 'nothing' } : { kind: 'left-alone' };
  const why = newest && neverSaved(newest);
  if (why !== undefined) return { kind: 'never-saved', why };
  if (doubt !== undefined) return { kind: 'unsure', why: doubt };
  return newest === undefined ? { kind: 'nothing' } : { kind: 'missing', expected };
}

function withSome(
  expected: readonly StoredVersion[],
  found: readonly StoredVersion[],
  doubt: Doubt | undefined,
): KeyOutcome {
  const saved = expected.filter((version) => neverSaved(version) === undefined);
  if (doubt !== undefined || saved.length < expected.length) return { kind: 'restored' };
  if (found.length < saved.length) return { kind: 'incomplete', expected: saved, found: found.length };
  const size = found[0]?.sizeBytes ?? 0;
  return size === saved[0]?.sizeBytes ? { kind: 'restored' } : { kind: 'differs', expected: saved, size };
}
