import { valueOf } from '../../model/fact';
import type { Fact } from '../../model/fact';
import { known } from '../../model/fact';
import type { Check } from '../../protection/check';
import { preflight } from '../../protection/restore/preflight';
import type { RestoreRequest } from '../../protection/restore/request';
import type { ChangeTarget } from '../changes/changeTarget';
import { readCompanions } from './readCompanions';
import { readRestoreFacts } from './readFacts';
import type { RestoreCall } from './restoreCalls';
import { restoreCalls } from './restoreCalls';

/** A restore that is worked out: nothing of it has begun. */
export interface PlannedRestore {
  /** With the companions of its items. */
  readonly request: RestoreRequest;
  readonly calls: readonly RestoreCall[];
  readonly checks: readonly Check[];
  /** Keys that were added to what was asked for. */
  readonly companions: Fact<readonly string[]>;
  /** Size of the recovery point in bytes, where AWS says it. */
  readonly bytes: number | undefined;
}

function withCompanions(request: RestoreRequest, companions: readonly string[]): RestoreRequest {
  if (request.scope.kind === 'all' || companions.length === 0) return request;
  return { ...request, scope: { kind: 'items', items: [...request.scope.items, ...companions] } };
}

/** Reads what can be known beforehand, and works out the calls. Nothing is changed. */
export async function planRestore(asked: RestoreRequest, target: ChangeTarget, now: Date): Promise<PlannedRestore> {
  const [facts, companions] = await Promise.all([
    readRestoreFacts(asked, target, now),
    asked.scope.kind === 'items' ? readCompanions(asked.origin, asked.scope.items, target) : known([]),
  ]);
  const request = withCompanions(asked, valueOf(companions) ?? []);
  return {
    request,
    calls: restoreCalls(request, target.token),
    checks: preflight(request, facts),
    companions,
    bytes: valueOf(facts.point.point)?.sizeBytes,
  };
}
