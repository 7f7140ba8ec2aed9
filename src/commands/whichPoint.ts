import * as l10n from '@vscode/l10n';
import { window } from 'vscode';
import type { PointsOwner } from '../explorer/buckets/nodes';
import { goneRows, ownerOf } from '../explorer/buckets/rows';
import type { AccountSession } from '../explorer/session/accountSession';
import type { RecoveryPoint } from '../model/recoveryPoint';
import { formatSize, formatTime } from '../ui/format';
import type { Services } from './command';

/** A recovery point, whose it is, and the session that told of it. */
export interface ChosenPoint {
  readonly session: AccountSession;
  readonly owner: PointsOwner;
  readonly point: RecoveryPoint;
}

function fieldOf(argument: unknown, name: string): unknown {
  return typeof argument === 'object' && argument !== null ? Reflect.get(argument, name) : undefined;
}

/** The row of a recovery point has it, and whose it is. */
function pointOfRow(row: unknown): Pick<ChosenPoint, 'owner' | 'point'> | undefined {
  const [owner, point] = [fieldOf(row, 'owner'), fieldOf(row, 'point')];
  if (typeof fieldOf(owner, 'name') !== 'string' || typeof fieldOf(point, 'arn') !== 'string') return undefined;
  return { owner: owner as PointsOwner, point: point as RecoveryPoint };
}

/** Buckets that have recovery points, those that are not there any more as well. */
function ownersIn(session: AccountSession): readonly PointsOwner[] {
  const present = session.entries.flatMap(({ listed, state }) => ownerOf(listed.name, state) ?? []);
  const gone = goneRows(session).flatMap((row) => (row.kind === 'gone-bucket' ? [row.owner] : []));
  return [...present, ...gone];
}

async function pickOwner(session: AccountSession): Promise<PointsOwner | undefined> {
  const items = ownersIn(session).map((owner) => ({ label: owner.name, description: owner.region, owner }));
  if (items.length === 0) throw new Error(l10n.t('No bucket that was read so far has recovery points.'));
  const placeHolder = l10n.t('Recovery points of which bucket?');
  return (await window.showQuickPick(items, { placeHolder }))?.owner;
}

/** The newest recovery points of a bucket, those that were loaded. @throws what the SDK throws. */
export async function loadedPoints(session: AccountSession, owner: PointsOwner): Promise<readonly RecoveryPoint[]> {
  return (await session.openPoints(owner.name, owner.region, owner.lastBackupAt)).shown;
}

export function describePoint(point: RecoveryPoint): string {
  const kind = point.kind === 'continuous' ? l10n.t('continuous') : l10n.t('periodic');
  const size = point.sizeBytes === undefined ? [] : [formatSize(point.sizeBytes)];
  return [kind, ...size, point.vaultName].join(' · ');
}

/**
 * The recovery point that a command is for: that of its row, or the one a person picks.
 * @returns `undefined` where the person gives up.
 */
export async function whichPoint({ current }: Services, argument: unknown): Promise<ChosenPoint | undefined> {
  const session = await current.open();
  if (session === undefined) throw new Error(l10n.t('There is no connection to an account.'));
  const given = pointOfRow(argument);
  if (given !== undefined) return { session, ...given };
  const owned = fieldOf(argument, 'owner');
  const owner = typeof fieldOf(owned, 'name') === 'string' ? (owned as PointsOwner) : await pickOwner(session);
  if (owner === undefined) return undefined;
  const points = await loadedPoints(session, owner);
  const items = points.map((point) => {
    return { label: formatTime(point.createdAt, session.now()), description: describePoint(point), point };
  });
  const placeHolder = l10n.t('Which recovery point of {0}?', owner.name);
  const picked = await window.showQuickPick(items, { placeHolder, matchOnDescription: true });
  return picked && { session, owner, point: picked.point };
}
