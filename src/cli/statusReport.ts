import type { Fact } from '../model/fact';
import { mapFact } from '../model/fact';
import type { Severity } from '../model/finding';
import { isAtLeast } from '../model/finding';
import { isUsable } from '../model/recoveryPoint';
import { catalogue } from '../rules/catalogue';
import type { Reason } from '../verdict/status';
import type { AccountStatus, BucketStatus } from './statusReading';

/** A fact without where it comes from. `action` is the IAM action that was denied. */
function plainFact(fact: Fact<unknown>): Readonly<Record<string, unknown>> {
  switch (fact.state) {
    case 'known':
      return { state: fact.state, value: fact.value };
    case 'denied':
      return { state: fact.state, action: fact.action };
    case 'unknown':
      return { state: fact.state, why: fact.why };
    case 'absent':
    case 'unmanaged':
      return { state: fact.state };
  }
}

function factsOf({ read }: BucketStatus): Readonly<Record<string, unknown>> {
  if (read === undefined) return {};
  const { bucket, points, hasAllPoints, jobs } = read.reading;
  const facts: Readonly<Record<string, Fact<unknown>>> = {
    versioning: bucket.versioning,
    mfaDelete: bucket.mfaDelete,
    lifecycle: mapFact(bucket.lifecycle, ({ rules }) => ({ rules: rules.items.length })),
    eventBridge: bucket.eventBridge,
    tags: mapFact(bucket.tags, ({ entries }) =>
      Object.fromEntries([...entries].map(([key, value]) => [key, value.state === 'known' ? value.value : null])),
    ),
    s3Supported: read.backup.supported,
    s3OptIn: read.backup.s3OptIn,
    recoveryPoints: mapFact(points, (list) => ({ count: list.length, complete: hasAllPoints })),
    backupJobs: mapFact(jobs, (list) => ({ count: list.length })),
  };
  return Object.fromEntries(Object.entries(facts).map(([name, fact]) => [name, plainFact(fact)]));
}

function plainReason({ code, severity, message, action, at }: Reason): Readonly<Record<string, unknown>> {
  const isRule = catalogue.some(({ id }) => id === code);
  return {
    ...(isRule ? { rule: code } : { code }),
    severity,
    message,
    ...(action !== undefined && { action }),
    ...(at && { at: at.toISOString() }),
  };
}

/** When the newest recovery point was made that can be restored from. */
function newestPoint({ read }: BucketStatus): Date | undefined {
  const points = read?.reading.points.state === 'known' ? read.reading.points.value : [];
  return points
    .filter(isUsable)
    .map(({ createdAt }) => createdAt)
    .toSorted((one, other) => other.getTime() - one.getTime())[0];
}

function plainBucket(bucket: BucketStatus): Readonly<Record<string, unknown>> {
  const { name, region, assessment } = bucket;
  const newest = newestPoint(bucket);
  const { newestRestorable } = assessment;
  return {
    name,
    region: region ?? null,
    status: assessment.status,
    reasons: assessment.reasons.map(plainReason),
    facts: factsOf(bucket),
    ...(newest && { newestRecoveryPoint: newest.toISOString() }),
    ...(newestRestorable && { newestRestorable: newestRestorable.toISOString() }),
    selectedBy: assessment.selectedBy,
  };
}

/** The report as one JSON object. `account` is null where AWS did not say which it is. */
export function statusJson({ asOf, identity, regions, buckets, gone, errors }: AccountStatus): string {
  const report = {
    asOf: asOf.toISOString(),
    account: identity.state === 'known' ? identity.value.account : null,
    regions,
    buckets: buckets.map(plainBucket),
    gone: gone.map(({ name, region, lastBackupAt }) => ({
      name,
      region,
      ...(lastBackupAt && { lastBackupAt: lastBackupAt.toISOString() }),
    })),
    errors,
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

/** Codes of reasons that say no more than that something could not be found out. */
const unknowns: ReadonlySet<string> = new Set(['denied', 'not-read', 'cannot-tell']);

/** 1 for a reason of the severity, 2 where no bucket could be listed, else 0. What is not known is no reason to fail. */
export function statusExit({ isListed, buckets }: AccountStatus, failOn: Severity): 0 | 1 | 2 {
  if (!isListed) return 2;
  const reasons = buckets.flatMap(({ assessment }) => assessment.reasons);
  return reasons.some(({ code, severity }) => !unknowns.has(code) && isAtLeast(severity, failOn)) ? 1 : 0;
}
