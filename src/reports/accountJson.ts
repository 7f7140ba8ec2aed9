import { mapFact } from '../model/fact';
import { catalogue } from '../rules/catalogue';
import type { Reason } from '../verdict/status';
import type { AccountReport, BucketReport } from './accountReport';
import { newestPoint } from './newestPoint';
import { plainFacts } from './plainFact';

type Plain = Readonly<Record<string, unknown>>;

function factsOf({ read }: BucketReport): Plain {
  if (read === undefined) return {};
  const { bucket, points, hasAllPoints, jobs, supported } = read.evidence;
  return plainFacts({
    versioning: bucket.versioning,
    mfaDelete: bucket.mfaDelete,
    lifecycle: mapFact(bucket.lifecycle, ({ rules }) => ({ rules: rules.items.length })),
    eventBridge: bucket.eventBridge,
    tags: mapFact(bucket.tags, ({ entries }) =>
      Object.fromEntries([...entries].map(([key, value]) => [key, value.state === 'known' ? value.value : null])),
    ),
    s3Supported: supported,
    s3OptIn: read.s3OptIn,
    recoveryPoints: mapFact(points, (list) => ({ count: list.length, complete: hasAllPoints })),
    backupJobs: mapFact(jobs, (list) => ({ count: list.length })),
  });
}

function plainReason({ code, severity, message, action, at }: Reason): Plain {
  const isRule = catalogue.some(({ id }) => id === code);
  return {
    ...(isRule ? { rule: code } : { code }),
    severity,
    message,
    ...(action !== undefined && { action }),
    ...(at && { at: at.toISOString() }),
  };
}

/** One bucket, with the explanation of its status. */
export function bucketJson(bucket: BucketReport): Plain {
  const { name, region, assessment, read } = bucket;
  const newest = newestPoint(bucket);
  const { newestRestorable } = assessment;
  return {
    name,
    region: region ?? null,
    status: assessment.status,
    reasons: assessment.reasons.map(plainReason),
    facts: factsOf(bucket),
    explanation: read?.explain() ?? [],
    ...(newest && { newestRecoveryPoint: newest.toISOString() }),
    ...(newestRestorable && { newestRestorable: newestRestorable.toISOString() }),
    selectedBy: assessment.selectedBy,
  };
}

/** A report as one JSON object. `account` is null where AWS did not say which it is. */
export function accountJson({ asOf, account, regions, buckets, gone, errors }: AccountReport): string {
  const report = {
    asOf: asOf.toISOString(),
    account: account ?? null,
    regions,
    buckets: buckets.map(bucketJson),
    gone: gone.map(({ name, region, lastBackupAt }) => ({
      name,
      region,
      ...(lastBackupAt && { lastBackupAt: lastBackupAt.toISOString() }),
    })),
    errors,
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}
