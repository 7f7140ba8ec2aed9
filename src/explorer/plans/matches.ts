import type { RegionReading } from '../../aws/region';
import type { BackupSelection } from '../../model/selection';
import type { Coverage } from '../../protection/selection';
import { covers } from '../../protection/selection';
import type { AccountSession } from '../session/accountSession';
import type { BucketEntry } from '../session/bucketEntry';
import type { Slices } from '../../shared/slices';
import { askableIn } from './askable';

/** What a selection matches as far as the buckets of its Region are read. Names, sorted. */
export interface SelectionMatches {
  readonly covered: readonly string[];
  /** Also those that could not be read. */
  readonly cannotTell: readonly string[];
  /** Buckets that are not read. */
  readonly unread: number;
  /** Whether there are more buckets than were listed. */
  readonly isCut: boolean;
}

/** Asks a selection of every listed bucket of its Region. Nothing is read for it. */
export async function matchesOf(
  selection: BackupSelection,
  reading: RegionReading,
  session: AccountSession,
  slices: Slices,
): Promise<SelectionMatches> {
  const found: Record<Coverage, string[]> = { covered: [], 'cannot-tell': [], 'not-covered': [] };
  let unread = 0;
  const ask = (entry: BucketEntry): void => {
    const bucket = askableIn(reading, entry);
    if (bucket?.kind === 'subject') found[covers(selection, bucket.subject)].push(bucket.name);
    else if (bucket?.kind === 'unreadable') found['cannot-tell'].push(bucket.name);
    else if (bucket?.kind === 'unread') unread += 1;
  };
  await slices.visit(session.entries, ask);
  const { list } = session;
  return {
    covered: found.covered.sort(),
    cannotTell: found['cannot-tell'].sort(),
    unread,
    isCut: list.kind !== 'read' || list.next !== undefined,
  };
}
