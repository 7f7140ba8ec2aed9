import { originOf, reachOf } from '../protection/restore/moments';
import type { RestoreOrigin } from '../protection/restore/request';
import type { RestoreSubject } from './restoreDraft';

/** The recovery point for a moment, of those that are read; `undefined` where none reaches back to it. */
export function originAt({ points, bucket, region, now }: RestoreSubject, at: Date): RestoreOrigin | undefined {
  const reach = reachOf(points, at, now);
  return reach && originOf(reach.point, bucket, region, reach.kind === 'continuous' ? reach.at : undefined);
}
