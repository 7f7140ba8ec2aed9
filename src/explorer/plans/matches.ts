import type { RegionReading } from '../../aws/region';
import { bucketArn, partitionOf } from '../../model/arn';
import { mapFact } from '../../model/fact';
import type { BackupSelection } from '../../model/selection';
import type { Coverage } from '../../protection/selection';
import { covers } from '../../protection/selection';
import type { AccountSession } from '../session/accountSession';

/** What a selection matches as far as the buckets of its Region are read. Names, sorted. */
export interface SelectionMatches {
  readonly covered: readonly string[];
  /** Also those that could not be read. */
  readonly cannotTell: readonly string[];
  /** Buckets that are still to be read. */
  readonly unread: number;
  /** Whether there are more buckets than were listed. */
  readonly isCut: boolean;
}

/** Asks a selection of every listed bucket of its Region. */
export function matchesOf(
  selection: BackupSelection,
  { region, s3OptIn }: RegionReading,
  session: AccountSession,
): SelectionMatches {
  const partition = partitionOf(region);
  const found: Record<Coverage, string[]> = { covered: [], 'cannot-tell': [], 'not-covered': [] };
  let unread = 0;
  for (const { listed, state } of session.entries) {
    if (state.kind === 'read' && state.region === region) {
      const { bucket } = state.reading;
      const arn = mapFact(bucket.name, (name) => bucketArn(name, partition));
      found[covers(selection, { bucket, arn, s3OptIn, partition })].push(listed.name);
    } else if (state.kind === 'unread' && (listed.region ?? region) === region) found['cannot-tell'].push(listed.name);
    else if (state.kind !== 'read' && state.kind !== 'unread' && (listed.region ?? region) === region) unread += 1;
  }
  const { list } = session;
  return {
    covered: found.covered.sort(),
    cannotTell: found['cannot-tell'].sort(),
    unread,
    isCut: list.kind !== 'read' || list.next !== undefined,
  };
}
