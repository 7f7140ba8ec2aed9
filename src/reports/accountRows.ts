import type { BucketReport, GoneReport } from './accountReport';
import { newestPoint } from './newestPoint';

/** One line of a list of buckets. All texts are as AWS, or our rules, wrote them. */
export interface AccountRow {
  readonly name: string;
  readonly region: string;
  /** A status, or `gone` for a bucket that no longer exists and has recovery points. */
  readonly status: BucketReport['assessment']['status'] | 'gone';
  readonly reasons: readonly string[];
  readonly next: readonly string[];
  readonly newestRecoveryPoint: Date | undefined;
  readonly newestRestorable: Date | undefined;
  readonly selectedBy: readonly string[];
}

export function bucketRow(bucket: BucketReport): AccountRow {
  const { name, region = '', assessment } = bucket;
  return {
    name,
    region,
    status: assessment.status,
    reasons: assessment.reasons.map(({ message }) => message),
    next: [...new Set(assessment.reasons.flatMap(({ action }) => action ?? []))],
    newestRecoveryPoint: newestPoint(bucket),
    newestRestorable: assessment.newestRestorable,
    selectedBy: assessment.selectedBy,
  };
}

export function goneRow({ name, region, lastBackupAt }: GoneReport): AccountRow {
  return {
    name,
    region,
    status: 'gone',
    reasons: [],
    next: [],
    newestRecoveryPoint: lastBackupAt,
    newestRestorable: undefined,
    selectedBy: [],
  };
}
