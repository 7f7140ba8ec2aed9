import { mapFact } from '../model/fact';
import { catalogue } from '../rules/catalogue';
import type { Reason } from '../verdict/status';
import type { AccountReport, BucketReport, GoneReport } from './accountReport';
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

function goneJson({ name, region, lastBackupAt }: GoneReport): Plain {
  return { name, region, ...(lastBackupAt && { lastBackupAt: lastBackupAt.toISOString() }) };
}

/** JSON as a member of an object that is written over several lines. */
function member(value: unknown, depth: number): string {
  return JSON.stringify(value, undefined, 2).replaceAll('\n', `\n${'  '.repeat(depth)}`);
}

/**
 * A report as one JSON object, in pieces: an account may have ten thousand buckets, and nobody waits for all of them at
 * once. `account` is null where AWS did not say which it is.
 */
export function* accountJson({ asOf, account, regions, buckets, gone, errors }: AccountReport): Generator<string> {
  yield `{\n  "asOf": ${member(asOf, 1)},\n  "account": ${member(account ?? null, 1)},\n`;
  yield `  "regions": ${member(regions, 1)},\n  "buckets": [`;
  let separator = '\n';
  for (const bucket of buckets) {
    yield `${separator}    ${member(bucketJson(bucket), 2)}`;
    separator = ',\n';
  }
  yield `${buckets.length === 0 ? '' : '\n  '}],\n  "gone": ${member(gone.map(goneJson), 1)},\n`;
  yield `  "errors": ${member(errors, 1)}\n}\n`;
}
