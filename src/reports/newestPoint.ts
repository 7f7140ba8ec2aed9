import { valueOf } from '../model/fact';
import { isUsable } from '../model/recoveryPoint';
import { newestFirst } from '../protection/recovery';
import type { BucketReport } from './accountReport';

/** When the newest recovery point was made that can be restored from. */
export function newestPoint({ read }: BucketReport): Date | undefined {
  const points = (read && valueOf(read.evidence.points)) ?? [];
  return newestFirst(points.filter(isUsable))[0]?.createdAt;
}
