import type { Posture } from '../model/bucket';
import { ask } from '../model/fact';
import type { Ternary } from '../model/ternary';
import { anyOf } from '../model/ternary';

/** Whether versioning is on. Object lock implies it. Source: Amazon S3 user guide, Object Lock. */
export function isVersioned(posture: Pick<Posture, 'versioning' | 'objectLock'>): Ternary {
  return anyOf([ask(posture.versioning, (status) => status === 'enabled'), ask(posture.objectLock, (on) => on)]);
}
