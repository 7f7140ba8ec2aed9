import type { BackupPlan, BackupRule } from '../model/backupPlan';
import type { Bucket } from '../model/bucket';
import type { Declaration } from '../model/declaration';
import type { Estate } from '../model/estate';
import type { Fact } from '../model/fact';
import type { Related, Severity } from '../model/finding';
import type { Proposal, Remedy } from '../model/remedy';
import type { SourceRange } from '../model/source';

/** What a rule has to say of one thing. */
export interface Violation {
  readonly subject: string;
  /** What is wrong, then what it means: a sentence each. */
  readonly message: string;
  /** The same in a few words, for a row: "versioning is suspended". */
  readonly brief: string;
  /** Where to point in a template; the name of the declaration where something is missing. */
  readonly at?: SourceRange;
  /** Other places that decided, where a template has them. */
  readonly related?: readonly Related[];
  /** Where it differs from the rule's own. */
  readonly severity?: Severity;
  readonly proposals: readonly Proposal[];
}

/** Judges an estate. It does not know whether the estate came from templates or from an account. */
export interface Rule {
  /** Stable, kebab-case; the same in templates, account, command line, settings and documentation. */
  readonly id: string;
  /** One line for lists of rules, in the language of the moment. */
  readonly title: () => string;
  readonly severity: Severity;
  /** Checks of equal meaning elsewhere: AWS Config controls and other linters' ids. */
  readonly equals: readonly string[];
  check(estate: Estate): readonly Violation[];
}

/** A rule that looks at each bucket for itself, and at all of its estate but the other buckets. */
export interface BucketRule extends Rule {
  checkBucket(bucket: Bucket, estate: Estate): Violation | undefined;
}

/** A rule without its check: what a list of rules shows. */
type About = Omit<Rule, 'check'>;
type Complaint = Omit<Violation, 'subject'>;

function complaints<T extends { readonly id: string }>(
  things: readonly T[],
  complain: (thing: T) => Complaint | undefined,
): readonly Violation[] {
  return things.flatMap((thing) => {
    const complaint = complain(thing);
    return complaint === undefined ? [] : [{ subject: thing.id, ...complaint }];
  });
}

/** See `BucketRule`. */
export function bucketRule(
  rule: About & { checkBucket(bucket: Bucket, estate: Estate): Complaint | undefined },
): BucketRule {
  const checkBucket = (bucket: Bucket, estate: Estate): Violation | undefined => {
    const complaint = rule.checkBucket(bucket, estate);
    return complaint && { subject: bucket.id, ...complaint };
  };
  return {
    ...rule,
    checkBucket,
    check: (estate) => estate.buckets.items.flatMap((bucket) => checkBucket(bucket, estate) ?? []),
  };
}

/** A rule that looks at each rule of each backup plan. */
export function backupPlanRule(
  rule: About & { checkBackupRule(backupRule: BackupRule, estate: Estate, plan: BackupPlan): Complaint | undefined },
): Rule {
  return {
    ...rule,
    check: (estate) =>
      estate.plans.items.flatMap((plan) =>
        complaints(plan.rules.items, (backupRule) => rule.checkBackupRule(backupRule, estate, plan)),
      ),
  };
}

/** Where to point: at the value that decided, else at the name of the declaration. */
export function pointAt(
  thing: { readonly declaration?: Declaration },
  decided?: Fact<unknown>,
): { readonly at?: SourceRange } {
  const origin = decided !== undefined && 'origin' in decided ? decided.origin : undefined;
  const at = origin ?? thing.declaration?.name;
  return at === undefined ? {} : { at };
}

/** The same for another place that had a say. @param message What it has to do with the finding: a sentence. */
export function relatedTo(
  message: string,
  thing: { readonly declaration?: Declaration },
  decided?: Fact<unknown>,
): readonly Related[] {
  const { at } = pointAt(thing, decided);
  return at === undefined ? [] : [{ message, at }];
}

/** The one right answer to a violation. It changes what is kept or paid for, so it is applied only when asked for. */
export function fix(title: string, ...remedies: readonly [Remedy, ...Remedy[]]): Proposal {
  return { title, remedies, preferred: true, safe: false };
}
