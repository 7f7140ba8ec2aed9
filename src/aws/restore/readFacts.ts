import type { RestoreFacts } from '../../protection/restore/facts';
import type { RestoreRequest } from '../../protection/restore/request';
import type { ChangeTarget } from '../changes/changeTarget';
import { readDestination } from './readDestination';
import { readPoint } from './readPoint';
import { readRestoreRole } from './readRole';

/** Reads what can be known before a restore. What fails is a fact; nothing is changed. */
export async function readRestoreFacts(
  request: RestoreRequest,
  target: ChangeTarget,
  now: Date,
): Promise<RestoreFacts> {
  const { origin, role, restoresAcls } = request;
  const [point, destination, roleFacts] = await Promise.all([
    readPoint(origin, restoresAcls, target),
    readDestination(request, target),
    readRestoreRole(target.iam(origin.region), role, target.signal),
  ]);
  return { now, point, destination, role: roleFacts };
}
