import { second } from '../clock';
import type { AccountState } from '../state';
import type { PointIndex } from './pointIndex';
import type { RecoveryPoint } from './recoveryPoint';
import type { BackupRegion } from './region';
import { momentIn, savedVersions } from './savedVersions';

/** How long an index takes to be made, and to be deleted. */
const pace = 5 * second;

/** Makes an index, unless there is one. */
export function startIndex(state: AccountState, region: BackupRegion, point: RecoveryPoint, now: number): PointIndex {
  const known = region.indexes.get(point.arn);
  if (known !== undefined && known.status !== 'DELETING') {
    return known;
  }
  const index: PointIndex = { status: 'PENDING', createdAt: now, completedAt: undefined, time: now, items: 0 };
  region.indexes.set(point.arn, index);
  state.agenda.add(now + pace, (at) => {
    if (index.status === 'PENDING') {
      index.status = 'ACTIVE';
      index.completedAt = at;
      index.items = [...savedVersions(point, momentIn(point, now))].length;
    }
  });
  return index;
}

/** Deletes an index; the recovery point stays. */
export function endIndex(state: AccountState, region: BackupRegion, point: RecoveryPoint, now: number): void {
  const index = region.indexes.get(point.arn);
  if (index === undefined || index.status === 'DELETING') {
    return;
  }
  index.status = 'DELETING';
  state.agenda.add(now + pace, () => {
    if (region.indexes.get(point.arn) === index) {
      region.indexes.delete(point.arn);
    }
  });
}
