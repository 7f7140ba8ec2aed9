import type { Bucket } from '../model/bucket';
import type { Estate } from '../model/estate';
import { complete } from '../model/estate';
import type { Finding } from '../model/finding';
import { catalogue } from '../rules/catalogue';
import type { BucketRule, Rule, Violation } from '../rules/rule';

/** What was said of a bucket, rule by rule, and beside what else of its estate. */
interface Said {
  readonly rules: readonly Rule[];
  readonly beside: Estate;
  readonly findings: readonly (Finding | undefined)[];
}

/**
 * Most buckets are as they were before a keystroke, and then so is what is said of them: a bucket that is the same
 * object, beside the same objects, is not judged again.
 */
const said = new WeakMap<Bucket, Said>();

function isBucketRule(rule: Rule): rule is BucketRule {
  return 'checkBucket' in rule;
}

function toFinding({ id, severity }: Rule, violation: Violation): Finding {
  return { rule: id, severity, ...violation };
}

/** Whether all of two estates but their buckets is the same. */
function areAlike(one: Estate, other: Estate): boolean {
  return (
    one.scope === other.scope &&
    one.plans === other.plans &&
    one.selections === other.selections &&
    one.vaults === other.vaults &&
    one.roles === other.roles &&
    one.s3OptIn === other.s3OptIn &&
    one.among === other.among
  );
}

/** What the rules say that look at each bucket for itself; nothing at the places of the others. */
function onBucket(bucket: Bucket, beside: Estate, rules: readonly Rule[]): readonly (Finding | undefined)[] {
  const before = said.get(bucket);
  if (before?.rules === rules && areAlike(before.beside, beside)) return before.findings;
  const findings = rules.map((rule) => {
    const violation = isBucketRule(rule) ? rule.checkBucket(bucket, beside) : undefined;
    return violation && toFinding(rule, violation);
  });
  said.set(bucket, { rules, beside, findings });
  return findings;
}

/** Runs the rules on an estate, in the order of the catalogue. */
export function judge(estate: Estate, rules: readonly Rule[] = catalogue): readonly Finding[] {
  // What is remembered of a bucket keeps no other one alive.
  const beside: Estate = { ...estate, buckets: complete([]) };
  const onBuckets = estate.buckets.items.map((bucket) => onBucket(bucket, beside, rules));
  return rules.flatMap((rule, at) =>
    isBucketRule(rule)
      ? onBuckets.map((findings) => findings[at]).filter((finding) => finding !== undefined)
      : rule.check(estate).map((violation) => toFinding(rule, violation)),
  );
}
