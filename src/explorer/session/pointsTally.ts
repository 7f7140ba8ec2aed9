import type { RecoveryPoint } from '../../model/recoveryPoint';
import { isExpired } from '../../model/recoveryPoint';

/** What is known of some recovery points together. */
export interface PointsSum {
  readonly count: number;
  /** Of those whose size AWS says. */
  readonly bytes: number;
}

/** The recovery points of one bucket in one vault. */
export interface BucketSum extends PointsSum {
  readonly bucketArn: string;
  readonly newest: Date;
  readonly expired: number;
}

type Counted = { -readonly [Key in keyof BucketSum]: BucketSum[Key] };

/** Counts recovery points as their pages come in; only the expired ones are kept. */
export class PointsTally {
  readonly #seen = new Set<string>();
  readonly #byBucket = new Map<string, Counted>();
  readonly #expired: RecoveryPoint[] = [];

  get count(): number {
    return this.#seen.size;
  }

  /** In no order. */
  get expired(): readonly RecoveryPoint[] {
    return this.#expired;
  }

  /** In no order. */
  get buckets(): readonly BucketSum[] {
    return [...this.#byBucket.values()];
  }

  /** One that was counted before is not counted again: pages may overlap. */
  add(point: RecoveryPoint): void {
    if (this.#seen.has(point.arn)) return;
    this.#seen.add(point.arn);
    if (isExpired(point)) this.#expired.push(point);
    this.#count(point);
  }

  #count(point: RecoveryPoint): void {
    const { bucketArn, createdAt, sizeBytes = 0 } = point;
    const sum = this.#byBucket.get(bucketArn) ?? { bucketArn, newest: createdAt, count: 0, bytes: 0, expired: 0 };
    sum.count += 1;
    sum.bytes += sizeBytes;
    if (createdAt > sum.newest) sum.newest = createdAt;
    if (isExpired(point)) sum.expired += 1;
    this.#byBucket.set(bucketArn, sum);
  }
}

/** How many recovery points these are, and how large together. */
export function sumOf(points: readonly RecoveryPoint[]): PointsSum {
  return { count: points.length, bytes: points.reduce((sum, { sizeBytes = 0 }) => sum + sizeBytes, 0) };
}
