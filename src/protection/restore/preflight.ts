import type { Check } from '../check';
import type { RestoreFacts } from './facts';
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
