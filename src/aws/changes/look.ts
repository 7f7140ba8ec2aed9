import type { Prospect } from './change';
import type { ChangeTarget } from './changeTarget';
import { lookAtTags } from './bucketTags';
import { lookAtEventBridge } from './eventBridge';
import type { Goal } from './goal';
import { lookAtLifecycle } from './lifecycle';
import { lookAtOptIn } from './optIn';
import { lookAtPlan } from './plan';
import { lookAtPolicy, lookAtRole } from './role';
import { lookAtSelection } from './selection';
import { lookAtVault } from './vault';
import { lookAtVersioning } from './versioning';
import { lookAtRestore } from '../objects/restoreVersion';
import { lookAtUndelete } from '../objects/undelete';

/**
 * Reads how a goal stands, and plans the call that brings it about.
 * @throws UnreadError: nothing is planned on what could not be read.
 */
export function look(goal: Goal, target: ChangeTarget): Promise<Prospect> {
  switch (goal.kind) {
    case 'enableVersioning':
      return lookAtVersioning(goal, target);
    case 'lifecycle':
      return lookAtLifecycle(goal, target);
    case 'enableEventBridge':
      return lookAtEventBridge(goal, target);
    case 'tagBucket':
      return lookAtTags(goal, target);
    case 'undelete':
      return lookAtUndelete(goal, target);
    case 'restoreVersion':
      return lookAtRestore(goal, target);
    case 'optInS3':
      return lookAtOptIn(goal, target);
    case 'createVault':
      return lookAtVault(goal, target);
    case 'createRole':
      return lookAtRole(goal, target);
    case 'attachPolicy':
      return lookAtPolicy(goal, target);
    case 'createPlan':
      return lookAtPlan(goal, target);
    case 'createSelection':
      return lookAtSelection(goal, target);
  }
}
