import type { Failure } from '../aws/failure';
import { headline, nextStep } from '../aws/failure';
import { valueOf } from '../model/fact';
import { continuousPoint } from '../protection/recovery';
import type { AccountSession, BucketState } from './accountSession';
import type { BucketPoints } from './bucketPoints';
import type { Node, PointsOwner, RowCommand } from './nodes';

/** VS Code draws a few hundred rows at once and stalls at thousands. */
export const rowsAtOnce = 500;

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/u.test(text) ? '' : '.'}`;
}

const switchConnection: RowCommand = { id: 's3backup.switchConnection', title: 'Switch connection' };

/** Reads everything anew. */
export const tryAgain: RowCommand = { id: 's3backup.refresh', title: 'Try again' };

/** What went wrong, and beneath it what to do next: a click does it. */
export function failureRows(id: string, failure: Failure, again: RowCommand): readonly Node[] {
  const { words, detail } = headline(failure);
  const text = sentence(words);
  const next = sentence(nextStep(failure));
  const command = failure.kind === 'credentials' ? switchConnection : again;
  return [
    { kind: 'message', id, icon: 'error', text, command: again, ...(detail !== undefined && { detail }) },
    { kind: 'message', id: `${id}/next`, icon: 'info', text: next, command },
  ];
}

/** The rows at the top: the buckets, and what there is to say of the list. */
export function rootRows(session: AccountSession, limit: number): readonly Node[] {
  const { list } = session;
  if (list.kind === 'failed') {
    return failureRows('list', list.failure, tryAgain);
  }
  if (list.kind === 'reading') return [];
  const entries = session.entries;
  const rows: Node[] = entries.slice(0, limit).map(({ listed: { name } }) => ({ kind: 'bucket', name }));
  if (entries.length > limit || list.next !== undefined) rows.push({ kind: 'more-buckets' });
  return [...rows, ...noticeRows(session, entries.length)];
}

function noticeRows(session: AccountSession, here: number): readonly Node[] {
  const rows: Node[] = [];
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

export function goneRows(session: AccountSession): readonly Node[] {
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

/** The rows beneath a bucket: the reasons, then what can be restored, then what protects it. */
export function bucketRows(name: string, state: BucketState): readonly Node[] {
  switch (state.kind) {
    case 'listed':
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
        ...assessment.reasons.map((reason): Node => ({ kind: 'reason', bucket: name, reason })),
        ...(continuousPoint(points) === undefined ? [] : [{ kind: 'window', bucket: name } as const]),
        ...(owner === undefined ? [] : [{ kind: 'points', owner } as const]),
        ...(assessment.selectedBy.length === 0 ? [] : [{ kind: 'plans', bucket: name } as const]),
      ];
    }
  }
}

export function retry(bucket: string): RowCommand {
  return { id: 's3backup.refreshBucket', title: 'Try again', argument: bucket };
}

export function pointRows(owner: PointsOwner, points: BucketPoints): readonly Node[] {
  const rows: Node[] = points.shown.map((point) => ({ kind: 'point', owner, point }));
  if (rows.length === 0) {
    rows.push({ kind: 'message', id: `${owner.name}/no-points`, icon: 'info', text: 'No recovery points.' });
  }
  if (points.hasMore) rows.push({ kind: 'more-points', owner });
  return rows;
}
