import { valueOf } from '../../model/fact';
import { continuousPoint } from '../../protection/recovery';
import type { AccountSession } from '../session/accountSession';
import type { BucketState } from '../session/bucketEntry';
import type { BucketPoints } from '../session/bucketPoints';
import type { MessageNode, RowCommand } from '../shared/message';
import { failureRows } from '../shared/failureRows';
import { tryAgain } from '../shared/message';
import type { Node, PointsOwner } from './nodes';

type Shown = Node | MessageNode;

/** VS Code draws a few hundred rows at once and stalls at thousands. */
export const rowsAtOnce = 500;

/** The rows at the top: the buckets, and what there is to say of the list. */
export function rootRows(session: AccountSession, limit: number): readonly Shown[] {
  const { list } = session;
  if (list.kind === 'failed') {
    return failureRows('list', list.failure, tryAgain());
  }
  if (list.kind === 'reading') return [];
  const entries = session.entries;
  const rows: Shown[] = entries.slice(0, limit).map(({ listed: { name } }) => ({ kind: 'bucket', name }));
  if (entries.length > limit || list.next !== undefined) rows.push({ kind: 'more-buckets' });
  return [...rows, ...noticeRows(session, entries.length)];
}

function noticeRows(session: AccountSession, here: number): readonly Shown[] {
  const rows: Shown[] = [];
  const elsewhere = session.elsewhere;
  const regions = [...new Set(elsewhere.map(({ region }) => region ?? ''))].sort();
  const choose = { id: 's3backup.chooseRegions', title: 'Choose Regions' };
  if (here === 0 && elsewhere.length === 0) {
    rows.push({ kind: 'message', id: 'none', icon: 'info', text: 'This account has no buckets.' });
  }
  if (session.gone.length > 0) rows.push({ kind: 'gone' });
  if (elsewhere.length > 0) {
    const text = `${elsewhere.length} more in other Regions`;
    rows.push({ kind: 'message', id: 'elsewhere', icon: 'info', text, detail: regions.join(', '), command: choose });
  }
  return rows;
}

export function goneRows(session: AccountSession): readonly Shown[] {
  return session.gone.map(({ name, region, lastBackupAt }) => ({
    kind: 'gone-bucket',
    owner: { name, region, lastBackupAt: lastBackupAt ?? session.now() },
  }));
}

/** The recovery points of a bucket that AWS Backup lists, or `undefined` for one it does not. */
export function ownerOf(name: string, state: BucketState): PointsOwner | undefined {
  if (state.kind !== 'read') return undefined;
  const listed = valueOf(state.backup.protectedBuckets)?.get(state.reading.bucket.id);
  if (listed === undefined) return undefined;
  return { name, region: state.region, lastBackupAt: listed.lastBackupAt ?? state.asOf };
}

/** The rows beneath a bucket: the reasons, then what can be restored, what protects it, and all that its status hangs on. */
export function bucketRows(name: string, state: BucketState): readonly Shown[] {
  switch (state.kind) {
    case 'missing':
      return [];
    case 'listed':
    case 'waiting':
    case 'reading':
      return [{ kind: 'message', id: `${name}/reading`, icon: 'loading', text: 'Reading…' }];
    case 'unread': {
      const text = state.why.state === 'denied' ? `${state.why.action} is denied.` : 'This bucket could not be read.';
      const detail = state.why.state === 'unknown' ? state.why.why : 'Allow it, then try again.';
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
        { kind: 'why', bucket: name },
      ];
    }
  }
}

export function retry(bucket: string): RowCommand {
  return { id: 's3backup.refreshBucket', title: 'Try again', argument: bucket };
}

export function pointRows(owner: PointsOwner, points: BucketPoints): readonly Shown[] {
  const rows: Shown[] = points.shown.map((point) => ({ kind: 'point', owner, point }));
  if (rows.length === 0) {
    rows.push({ kind: 'message', id: `${owner.name}/no-points`, icon: 'info', text: 'No recovery points.' });
  }
  if (points.hasMore) rows.push({ kind: 'more-points', owner });
  return rows;
}
