import { deniedOfBucket, deniedOfRegion } from '../../aws/deniedActions';
import type { DeniedAction } from '../../aws/readPolicy';
import { partitionOf } from '../../model/arn';
import type { AccountSession } from './accountSession';
import type { BucketState } from './bucketEntry';

/** What was denied when a bucket was read, what its Region says among it. */
export function deniedFor(bucket: string, state: BucketState): readonly DeniedAction[] {
  if (state.kind === 'unread' && state.why.state === 'denied') {
    return [{ action: state.why.action, bucket, partition: partitionOf('') }];
  }
  if (state.kind !== 'read') return [];
  const partition = partitionOf(state.region);
  return [
    ...deniedOfBucket(state.reading).map((action) => ({ action, bucket, partition })),
    ...deniedOfRegion(state.backup).map((action) => ({ action, partition })),
  ];
}

/** What was denied so far in all of the account. */
export function deniedInAccount(session: AccountSession): readonly DeniedAction[] {
  const { list, identity } = session;
  const partition = partitionOf(session.regions[0] ?? '');
  const failure = list.kind === 'reading' ? undefined : list.failure;
  return [
    ...(failure?.kind === 'denied' ? [{ action: failure.action, partition }] : []),
    ...(identity.state === 'denied' ? [{ action: identity.action, partition }] : []),
    ...session.entries.flatMap(({ listed, state }) => deniedFor(listed.name, state)),
  ];
}
