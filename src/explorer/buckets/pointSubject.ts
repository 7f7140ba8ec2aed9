import { bucketArn, partitionOf } from '../../model/arn';
import type { RecoveryPoint } from '../../model/recoveryPoint';
import type { AccountSession } from '../session/accountSession';
import { pointConsole } from '../shared/consoleLink';
import type { RowSubject } from '../shared/rowSubject';
import type { PointsOwner } from './nodes';

function forgetPoints({ name }: PointsOwner, session: AccountSession): Promise<void> {
  session.forgetPoints(name);
  return Promise.resolve();
}

/** The recovery points of a bucket: they are read anew together. */
export function pointsSubject(owner: PointsOwner, session: AccountSession): RowSubject {
  return {
    id: `points of ${owner.region} ${owner.name}`,
    label: owner.name,
    refresh: () => forgetPoints(owner, session),
  };
}

export function pointSubject(point: RecoveryPoint, owner: PointsOwner, session: AccountSession): RowSubject {
  const consoleUrl = pointConsole(point.arn, point.vaultName, owner.region);
  return {
    id: point.arn,
    label: `${owner.name} ${point.createdAt.toISOString()}`,
    region: owner.region,
    name: point.arn.slice(point.arn.indexOf(':recovery-point:') + ':recovery-point:'.length),
    arn: point.arn,
    ...(consoleUrl !== undefined && { consoleUrl }),
    json: () => point,
    refresh: () => forgetPoints(owner, session),
  };
}

/** A bucket that only recovery points tell of. */
export function goneSubject(owner: PointsOwner, session: AccountSession): RowSubject {
  const { name, region, lastBackupAt } = owner;
  return {
    ...pointsSubject(owner, session),
    name,
    region,
    arn: bucketArn(name, partitionOf(region)),
    json: () => ({ name, region, exists: false, lastBackupAt }),
  };
}
