import { roleNameOf } from '../arnNames';
import { Collection } from '../collection';
import { hour } from '../clock';
import { spread } from '../ids';
import type { AccountState } from '../state';
import type { RecoveryPoint } from './recoveryPoint';
import type { BackupRegion } from './region';
import type { Vault } from './vault';

/** Puts a new recovery point into its vault, and plans its end. */
export function addPoint(state: AccountState, region: BackupRegion, vault: Vault, point: RecoveryPoint): void {
  region.points.set(point.arn, point);
  vault.points.set(point.arn, point);
  const known = region.resources.get(point.resourceArn);
  const resource = known ?? {
    arn: point.resourceArn,
    name: point.resourceName,
    points: new Collection<RecoveryPoint>(region.seed),
    lastBackupAt: 0,
    lastVaultArn: vault.arn,
    lastPointArn: point.arn,
  };
  if (known === undefined) {
    region.resources.set(resource.arn, resource);
  }
  resource.points.set(point.arn, point);
  noteBackup(region, vault, point, point.completedAt);
  planExpiry(state, region, point);
}

/** A backup of a resource went into a recovery point, new or, for a continuous one, already there. */
export function noteBackup(region: BackupRegion, vault: Vault, point: RecoveryPoint, at: number): void {
  const resource = region.resources.get(point.resourceArn);
  if (resource !== undefined && at >= resource.lastBackupAt) {
    resource.lastBackupAt = at;
    resource.lastVaultArn = vault.arn;
    resource.lastPointArn = point.arn;
  }
}

export function removePoint(region: BackupRegion, point: RecoveryPoint): void {
  region.points.delete(point.arn);
  region.vaults.get(point.vaultName)?.points.delete(point.arn);
  const resource = region.resources.get(point.resourceArn);
  resource?.points.delete(point.arn);
  if (resource?.points.size === 0) {
    region.resources.delete(resource.arn);
  }
}

/** Whether something keeps it from being deleted (AWS Backup developer guide, access points). */
export function hasAccessPoints(region: BackupRegion, point: RecoveryPoint): boolean {
  return [...region.accessPoints.values()].some((accessPoint) => accessPoint.point.arn === point.arn);
}

/** AWS deletes within eight hours after a recovery point's time is up. */
const deletionSpan = 8 * hour;

/**
 * Plans the deletion of a recovery point that has an end. Where the role that AWS Backup deletes with is gone by then it
 * stays, `EXPIRED` and billed.
 */
export function planExpiry(state: AccountState, region: BackupRegion, point: RecoveryPoint): void {
  const { deleteAt } = point;
  if (deleteAt === undefined) {
    return;
  }
  const delay = (Number.parseInt(spread(point.arn, state.seed), 16) / 2 ** 32) * deletionSpan;
  state.agenda.add(deleteAt + delay, () => {
    // While there is an access point to it, the recovery point stays (AWS Backup developer guide, access points).
    if (region.points.get(point.arn) !== point || point.deleteAt !== deleteAt || hasAccessPoints(region, point)) {
      return;
    }
    if (state.roles.has(roleNameOf(point.iamRoleArn))) {
      removePoint(region, point);
    } else {
      point.status = 'EXPIRED';
      point.statusMessage = 'AWS Backup could not delete this recovery point: its IAM role does not exist.';
    }
  });
}
