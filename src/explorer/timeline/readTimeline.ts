import * as l10n from '@vscode/l10n';
import { classify, failureSentences } from '../../aws/failure';
import { withoutRepeats } from '../../aws/pointsHistory';
import type { RegionReading } from '../../aws/region';
import type { Fact } from '../../model/fact';
import { known, unknown, valueOf } from '../../model/fact';
import { layTimeline } from '../../protection/timeline/layTimeline';
import type { Timeline } from '../../protection/timeline/timeline';
import type { PointsOwner } from '../buckets/nodes';
import { ownerOf } from '../buckets/rows';
import type { AccountSession } from '../session/accountSession';
import type { ReadBucket } from '../session/bucketEntry';
import type { BucketPoints } from '../session/bucketPoints';

/** Whose timeline. The Region is needed for a bucket that is gone, and found out for others. */
export interface TimelinePlace {
  readonly bucket: string;
  readonly region?: string | undefined;
}

/** How far a timeline is known. */
export type TimelineReading =
  /** What it needs is being read; a change of the bucket will tell. */
  | { readonly kind: 'waiting' }
  | { readonly kind: 'missing' }
  /** `denied`: the IAM action that would allow it. */
  | { readonly kind: 'failed'; readonly why: string; readonly denied?: string }
  | {
      readonly kind: 'read';
      readonly region: string;
      readonly asOf: Date;
      readonly timeline: Timeline;
      /** What could not be read and would have been shown, as sentences. */
      readonly unread: readonly string[];
    };

function failed(error: unknown): TimelineReading {
  const failure = classify(error, 'backup:ListRecoveryPointsByResource');
  return {
    kind: 'failed',
    why: failureSentences(failure),
    ...(failure.kind === 'denied' && { denied: failure.action }),
  };
}

/** Of a fact that could not be read. */
function unreadable(fact: Fact<unknown>): TimelineReading {
  const why = `${whyNot(fact) ?? l10n.t('It could not be read')}.`;
  return { kind: 'failed', why, ...(fact.state === 'denied' && { denied: fact.action }) };
}

function whyNot(fact: Fact<unknown>): string | undefined {
  if (fact.state === 'denied') return l10n.t('{0} is denied', fact.action);
  return fact.state === 'unknown' ? fact.why.replace(/\.$/u, '') : undefined;
}

function unreadOf({ reading }: ReadBucket): readonly string[] {
  const jobs = whyNot(reading.jobs);
  const events = whyNot(reading.bucket.eventBridge);
  return [
    ...(jobs === undefined ? [] : [l10n.t('Backups that failed are not shown: {0}.', jobs)]),
    ...(events === undefined
      ? []
      : [l10n.t('Whether changes reach the continuous backup could not be read: {0}.', events)]),
  ];
}

function openPoints({ name, region, lastBackupAt }: PointsOwner, session: AccountSession): Promise<BucketPoints> {
  return session.openPoints(name, region, lastBackupAt);
}

/** Of a bucket that is there. */
async function readPresent(bucket: string, state: ReadBucket, session: AccountSession): Promise<TimelineReading> {
  const { reading, backup, region, asOf } = state;
  const owner = ownerOf(bucket, state);
  if (owner === undefined && backup.protectedBuckets.state !== 'known') return unreadable(backup.protectedBuckets);
  const opened = owner && (await openPoints(owner, session));
  const unreadBefore = reading.hasAllPoints ? undefined : opened?.unreadBefore;
  // What is read for the status tells most of each point, and comes first.
  const timeline = layTimeline({
    points: withoutRepeats([...(valueOf(reading.points) ?? []), ...(opened?.all ?? [])]),
    eventBridge: reading.bucket.eventBridge,
    asOf,
    jobs: reading.jobs,
    vaults: backup.vaults.items,
    now: session.now(),
    ...(unreadBefore && { unreadBefore }),
  });
  return { kind: 'read', region, asOf, timeline, unread: unreadOf(state) };
}

/** Of a bucket that only recovery points tell of. */
async function readGone(owner: PointsOwner, backup: RegionReading, session: AccountSession): Promise<TimelineReading> {
  const { all, unreadBefore } = await openPoints(owner, session);
  const now = session.now();
  const timeline = layTimeline({
    points: all,
    eventBridge: unknown(l10n.t('there is no bucket of this name')),
    asOf: backup.asOf,
    jobs: known([]),
    vaults: backup.vaults.items,
    now,
    ...(unreadBefore && { unreadBefore }),
  });
  return { kind: 'read', region: owner.region, asOf: backup.asOf, timeline, unread: [] };
}

/** There is no such bucket, or none is listed yet: recovery points may tell of it. */
async function readUnlisted({ bucket, region }: TimelinePlace, session: AccountSession): Promise<TimelineReading> {
  const backups = await session.regionReadings();
  const gone = session.gone.find((one) => one.name === bucket && (region === undefined || one.region === region));
  const backup = gone && backups.find((one) => one.region === gone.region);
  if (gone === undefined || backup === undefined) {
    return { kind: session.list.kind === 'reading' ? 'waiting' : 'missing' };
  }
  return readGone({ ...gone, lastBackupAt: gone.lastBackupAt ?? session.now() }, backup, session);
}

async function readNamed({ bucket, region }: TimelinePlace, session: AccountSession): Promise<TimelineReading> {
  const state = session.entry(bucket)?.state;
  switch (state?.kind) {
    case 'read':
      return readPresent(bucket, state, session);
    case 'listed':
    case 'waiting':
    case 'reading':
      session.attend(bucket);
      return { kind: 'waiting' };
    case 'unread':
      return unreadable(state.why);
    case 'missing':
    case undefined:
      return readUnlisted({ bucket, region }, session);
  }
}

/** What a bucket can be brought back to, as far as the session can find out. What fails is said, not thrown. */
export async function readTimeline(place: TimelinePlace, session: AccountSession): Promise<TimelineReading> {
  try {
    return await readNamed(place, session);
  } catch (error) {
    return failed(error);
  }
}
