import * as l10n from '@vscode/l10n';
import { valueOf } from '../../model/fact';
import { continuousPoint } from '../../protection/recovery';
import { formatTime } from '../../ui/format';
import type { AccountSession } from '../session/accountSession';
import type { BucketState } from '../session/bucketEntry';
import type { BucketPoints } from '../session/bucketPoints';
import type { ShownWork } from '../session/workBoard';
import { objectsOf } from '../objects/rows';
import { failureRows } from '../shared/failureRows';
import { unreadRow } from '../shared/listRow';
import type { MessageNode, RowCommand } from '../shared/message';
import { tryAgain } from '../shared/message';
import type { GoneBucketNode, Node, PointNode, PointsOwner } from './nodes';
import { inRanges } from './ranges';
import { bucketWorkRows } from '../work/workRows';
import { underWayRows } from './underWay';

type Shown = Node | MessageNode;

function pinByName(): RowCommand {
  return { id: 's3backup.pinBucket', title: l10n.t('Pin a bucket by name') };
}

/** Why the list is not there, or not all of it, and what can be done without it. */
export function listFailureRows({ list }: AccountSession): readonly Shown[] {
  const failure = list.kind === 'reading' ? undefined : list.failure;
  if (failure === undefined) return [];
  const rows = failureRows('list', failure, tryAgain());
  if (failure.kind !== 'denied') return rows;
  const copy = { id: 's3backup.copyPolicy', title: l10n.t('Copy policy') };
  return [
    ...rows,
    { kind: 'message', id: 'list/policy', icon: 'info', text: l10n.t('Copy a policy that allows it…'), command: copy },
    { kind: 'message', id: 'list/pin', icon: 'info', text: l10n.t('Pin a bucket by name…'), command: pinByName() },
  ];
}

/** How the buckets stand that are to be shown. */
export interface Shows {
  readonly isFiltered: boolean;
  /** How many pass the filter. */
  readonly shown: number;
}

/** What there is to say beneath the buckets. */
export function noticeRows(session: AccountSession, { isFiltered, shown }: Shows): readonly Shown[] {
  const { list, entries } = session;
  if (list.kind !== 'read') return [];
  const unchecked = entries.filter(({ state }) => state.kind === 'listed').length;
  return [
    ...(isFiltered && shown === 0 ? [nothingPasses()] : []),
    ...(list.next === undefined ? [] : [{ kind: 'more-buckets' } as const]),
    ...(unchecked === 0 ? [] : [checkAllRow(unchecked)]),
    ...(!isFiltered && entries.length === 0 && session.elsewhere.length === 0 ? [noBuckets()] : []),
    ...(!isFiltered && session.gone.length > 0 ? [{ kind: 'gone' } as const] : []),
    ...(isFiltered ? [] : goneUnreadRows(session)),
    ...elsewhereRows(session),
  ];
}

function nothingPasses(): MessageNode {
  const text = l10n.t('No bucket passes the filter.');
  const command = { id: 's3backup.clearBucketFilter', title: l10n.t('Clear filter') };
  return { kind: 'message', id: 'filter', icon: 'info', text, detail: l10n.t('Clear filter'), command };
}

function noBuckets(): MessageNode {
  return { kind: 'message', id: 'none', icon: 'info', text: l10n.t('This account has no buckets.') };
}

function checkAllRow(unchecked: number): MessageNode {
  const text =
    unchecked === 1 ? l10n.t('1 bucket is not checked yet.') : l10n.t('{0} buckets are not checked yet.', unchecked);
  const title = l10n.t('Check all…');
  const command = { id: 's3backup.checkAllBuckets', title };
  return { kind: 'message', id: 'check-all', icon: 'info', text, detail: title, command };
}

function goneUnreadRows(session: AccountSession): readonly MessageNode[] {
  return session.goneUnread.map(({ region, why }) => {
    const text = l10n.t('Deleted buckets of {0} that have recovery points could not be looked for.', region);
    return unreadRow(`gone/unread/${region}`, text, why, tryAgain());
  });
}

function elsewhereRows({ elsewhere }: AccountSession): readonly Shown[] {
  if (elsewhere.length === 0) return [];
  const detail = [...new Set(elsewhere.map(({ region }) => region ?? ''))].toSorted().join(', ');
  const text = l10n.t('{0} more in other Regions', elsewhere.length);
  const command = { id: 's3backup.chooseRegions', title: l10n.t('Choose Regions') };
  return [{ kind: 'message', id: 'elsewhere', icon: 'info', text, detail, command }];
}

export function goneRows(session: AccountSession): readonly Node[] {
  const rows = session.gone.map(({ name, region, lastBackupAt }): GoneBucketNode => {
    return { kind: 'gone-bucket', owner: { name, region, lastBackupAt: lastBackupAt ?? session.now() } };
  });
  return inRanges(rows, 'gone', ({ owner }) => owner.name);
}

/** The recovery points of a bucket that AWS Backup lists, or `undefined` for one it does not. */
export function ownerOf(name: string, state: BucketState): PointsOwner | undefined {
  if (state.kind !== 'read') return undefined;
  const listed = valueOf(state.backup.protectedBuckets)?.get(state.reading.bucket.id);
  if (listed === undefined) return undefined;
  return { name, region: state.region, lastBackupAt: listed.lastBackupAt ?? state.asOf };
}

/** The rows beneath a bucket: the reasons, then what can be restored, what protects it, what is under way, and all that its status hangs on. */
export function bucketRows(
  name: string,
  state: BucketState,
  now: Date,
  works: readonly ShownWork[] = [],
): readonly Shown[] {
  switch (state.kind) {
    case 'listed':
    case 'waiting':
    case 'reading':
      return [{ kind: 'message', id: `${name}/reading`, icon: 'loading', text: l10n.t('Reading…') }];
    case 'missing': {
      const text = l10n.t('There is no bucket of this name.');
      const command = { id: 's3backup.unpinBucket', title: l10n.t('Unpin'), argument: name };
      return [{ kind: 'message', id: `${name}/missing`, icon: 'info', text, detail: l10n.t('Unpin it.'), command }];
    }
    case 'unread': {
      const isDenied = state.why.state === 'denied';
      const text = isDenied ? l10n.t('{0} is denied.', state.why.action) : l10n.t('This bucket could not be read.');
      const detail = state.why.state === 'unknown' ? state.why.why : l10n.t('Allow it, then try again.');
      return [{ kind: 'message', id: `${name}/unread`, icon: 'error', text, detail, command: retry(name) }];
    }
    case 'read': {
      const { assessment, reading } = state;
      const points = valueOf(reading.points) ?? [];
      const owner = ownerOf(name, state);
      return [
        ...assessment.reasons.map((reason): Shown => ({ kind: 'reason', bucket: name, reason })),
        ...(continuousPoint(points) === undefined ? [] : [{ kind: 'window', bucket: name } as const]),
        ...(owner === undefined ? [] : [{ kind: 'points', owner } as const]),
        ...(assessment.selectedBy.length === 0 ? [] : [{ kind: 'plans', bucket: name } as const]),
        ...bucketWorkRows(name, works, now),
        objectsOf(name, state.region),
        ...underWayRows(name, state, now, works),
        { kind: 'why', bucket: name },
      ];
    }
  }
}

export function retry(bucket: string): RowCommand {
  return { id: 's3backup.refreshBucket', title: l10n.t('Try again'), argument: bucket };
}

export function pointRows(owner: PointsOwner, points: BucketPoints, now: Date): readonly Shown[] {
  const shown = points.shown.map((point): PointNode => ({ kind: 'point', owner, point }));
  const timeOf = ({ point }: PointNode): string => formatTime(point.createdAt, now);
  const rows: Shown[] = [...inRanges(shown, `bucket/${owner.name}/points`, timeOf)];
  if (rows.length === 0) {
    rows.push({ kind: 'message', id: `${owner.name}/no-points`, icon: 'info', text: l10n.t('No recovery points.') });
  }
  if (points.hasMore) rows.push({ kind: 'more-points', owner });
  return rows;
}
