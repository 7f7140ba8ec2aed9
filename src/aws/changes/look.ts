import type { Prospect } from './change';
import type { ChangeTarget } from './changeTarget';
import type { Goal } from './goal';
import { lookAtVersioning } from './versioning';

/**
 * Reads how a goal stands, and plans the call that brings it about.
 * @throws UnreadError: nothing is planned on what could not be read.
 */
export function look(goal: Goal, target: ChangeTarget): Promise<Prospect> {
  switch (goal.kind) {
    case 'enableVersioning':
      return lookAtVersioning(goal, target);
    default:
      throw new Error(goal.kind);
  }
}
