import type { Check, RestoreFacts } from './check';
import { destinationChecks } from './destinationChecks';
import { pointChecks } from './pointChecks';
import type { RestoreRequest } from './request';
import { roleChecks } from './roleChecks';

/** Everything that can be said beforehand, what is certain to fail first. */
export function preflight(request: RestoreRequest, facts: RestoreFacts): readonly Check[] {
  const checks = [
    ...pointChecks(request, facts.point, facts.now),
    ...destinationChecks(request, facts),
    ...roleChecks(request, facts.role),
  ];
  return checks.toSorted((one, other) => rank(one) - rank(other));
}

function rank(check: Check): number {
  if (check.kind === 'problem') return check.stops ? 0 : 1;
  return check.kind === 'cannot-tell' ? 2 : 3;
}

/** Whether the job is certain to be refused or to fail. */
export function isStopped(checks: readonly Check[]): boolean {
  return checks.some((check) => check.kind === 'problem' && check.stops);
}
