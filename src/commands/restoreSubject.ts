import * as l10n from '@vscode/l10n';
import { ProgressLocation, window } from 'vscode';
import { withoutRepeats } from '../aws/pointsHistory';
import { readRestoreRole } from '../aws/restore/readRole';
import type { RegionReading } from '../aws/region';
import { ownerOf } from '../explorer/buckets/rows';
import type { PointsOwner } from '../explorer/buckets/nodes';
import type { BucketEntry } from '../explorer/session/bucketEntry';
import type { AccountSession } from '../explorer/session/accountSession';
import { partitionOf } from '../model/arn';
import { ask, valueOf } from '../model/fact';
import type { RecoveryPoint } from '../model/recoveryPoint';
import { reachOf } from '../protection/restore/moments';
import type { RestoreRole, RestoreSubject } from './restoreDraft';

/** Roles that IAM is asked about. */
const mostRoles = 8;

/** The role that AWS Backup makes by default. Source: AWS Backup developer guide, IAM service roles. */
function defaultRole(region: string, account: string | undefined): readonly string[] {
  if (account === undefined) return [];
  return [`arn:${partitionOf(region)}:iam::${account}:role/service-role/AWSBackupDefaultServiceRole`];
}

function rank({ facts: { canRestoreS3, trusted } }: RestoreRole): number {
  const answers = [ask(trusted, (is) => is), ask(canRestoreS3, (can) => can)];
  if (trusted.state === 'absent' || answers.includes('no')) return 2;
  return answers.includes('unknown') ? 1 : 0;
}

/** The roles of the Region's selections and AWS Backup's own, those that can restore S3 first. */
async function readRoles(
  region: string,
  reading: RegionReading | undefined,
  session: AccountSession,
): Promise<readonly RestoreRole[]> {
  const target = await session.changeTarget();
  const known = reading?.roles.items.map(({ arn }) => arn) ?? [];
  const arns = [...new Set([...known, ...defaultRole(region, target.account)])].slice(0, mostRoles);
  const iam = target.iam(region);
  const roles = await Promise.all(
    arns.map(async (arn) => ({ arn, facts: await readRestoreRole(iam, arn, target.signal) })),
  );
  return roles
    .filter(({ facts }) => facts.trusted.state !== 'absent')
    .toSorted((one, other) => rank(one) - rank(other));
}

/** Whose recovery points they are: a listed bucket's, or those of one that is gone. */
async function findOwner(bucket: string, session: AccountSession): Promise<PointsOwner | undefined> {
  const gone = session.gone.find(({ name }) => name === bucket);
  if (gone !== undefined) return { ...gone, lastBackupAt: gone.lastBackupAt ?? session.now() };
  if (session.entry(bucket)?.state.kind !== 'read') await session.refresh([bucket]);
  const entry = session.entry(bucket);
  return entry && ownerOf(bucket, entry.state);
}

function pointsOfStatus(bucket: string, session: AccountSession): readonly RecoveryPoint[] {
  const state = session.entry(bucket)?.state;
  return state?.kind === 'read' ? (valueOf(state.reading.points) ?? []) : [];
}

/** Why a bucket cannot take a restore, as far as it was read. */
function noteOf({ state }: BucketEntry): { readonly note?: string } {
  if (state.kind !== 'read') return {};
  const isVersioned = ask(state.reading.bucket.versioning, (status) => status === 'enabled');
  return isVersioned === 'no' ? { note: l10n.t('versioning is not enabled') } : {};
}

/** Buckets that are in a Region, other than the one that was backed up. Those that cannot be used come last. */
function otherBuckets(bucket: string, region: string, session: AccountSession): RestoreSubject['others'] {
  return session.entries
    .filter(({ listed, state }) => (listed.region ?? (state.kind === 'read' ? state.region : undefined)) === region)
    .filter(({ listed }) => listed.name !== bucket)
    .map((entry) => ({ name: entry.listed.name, ...noteOf(entry) }))
    .toSorted((one, other) => Number(one.note !== undefined) - Number(other.note !== undefined));
}

/** Windows of older recovery points that are read for one moment. */
const mostWindows = 100;

/** What has to be among the recovery points: a certain one, or all since a moment. */
export interface WantedPoints {
  readonly arn?: string | undefined;
  readonly at?: Date | undefined;
}

/** Whether what is read suffices: with a snapshot from before the moment none that is nearer is unread. */
function suffices(points: readonly RecoveryPoint[], { arn, at }: WantedPoints, now: Date): boolean {
  if (arn !== undefined) return points.some((point) => point.arn === arn);
  return at === undefined || reachOf(points, at, now) !== undefined;
}

/** The recovery points of a bucket: the newest, those that its status hangs on, and older ones as far as they are wanted. */
async function readPoints(
  { name, region, lastBackupAt }: PointsOwner,
  wanted: WantedPoints,
  session: AccountSession,
): Promise<Pick<RestoreSubject, 'points' | 'unreadBefore'>> {
  const listed = await session.openPoints(name, region, lastBackupAt);
  const all = (): readonly RecoveryPoint[] => withoutRepeats([...listed.all, ...pointsOfStatus(name, session)]);
  for (let window = 0; window < mostWindows && listed.unreadBefore !== undefined; window += 1) {
    if (suffices(all(), wanted, session.now())) break;
    await session.readOlderPoints(name, 1);
  }
  return { points: all(), ...(listed.unreadBefore && { unreadBefore: listed.unreadBefore }) };
}

async function readSubject(owner: PointsOwner, wanted: WantedPoints, session: AccountSession): Promise<RestoreSubject> {
  const { name: bucket, region } = owner;
  const readings = await session.regionReadings();
  const [points, roles] = await Promise.all([
    readPoints(owner, wanted, session),
    readRoles(
      region,
      readings.find((reading) => reading.region === region),
      session,
    ),
  ]);
  const entry = session.entry(bucket);
  return {
    title: l10n.t('Restore {0}', bucket),
    bucket,
    region,
    isThere: entry?.state.kind === 'read' && entry.state.region === region,
    ...points,
    others: otherBuckets(bucket, region, session),
    roles,
    now: session.now(),
  };
}

/**
 * Reads what a restore can be made of and into.
 * @param owner Whose recovery points, where the row has said it.
 * @param wanted Older windows are read until it is among them.
 * @throws Error where the bucket has no recovery points, and what the SDK throws.
 */
export async function restoreSubject(
  bucket: string,
  owner: PointsOwner | undefined,
  wanted: WantedPoints,
  session: AccountSession,
): Promise<RestoreSubject> {
  const title = l10n.t('Reading what {0} can be restored to', bucket);
  return window.withProgress({ location: ProgressLocation.Window, title }, async () => {
    const found = owner ?? (await findOwner(bucket, session));
    if (found === undefined) {
      throw new Error(l10n.t('AWS Backup lists no recovery points of {0}, as far as it could be read.', bucket));
    }
    return readSubject(found, wanted, session);
  });
}
