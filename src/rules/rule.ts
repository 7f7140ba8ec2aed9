import type { Bucket } from '../model/bucket';
import type { Estate } from '../model/estate';
import type { Severity } from '../model/finding';
import type { Proposal } from '../model/remedy';
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
  /** Where it differs from the rule's own. */
  readonly severity?: Severity;
  readonly proposals: readonly Proposal[];
}

/** Judges an estate. It does not know whether the estate came from templates or from an account. */
export interface Rule {
  /** Stable, kebab-case; the same in templates, account, command line, settings and documentation. */
  readonly id: string;
  /** One line for lists of rules. */
  readonly title: string;
  readonly severity: Severity;
  /** Checks of equal meaning elsewhere: AWS Config controls and other linters' ids. */
  readonly equals: readonly string[];
  check(estate: Estate): readonly Violation[];
}

/** A rule that looks at each bucket for itself. */
export function bucketRule(
  rule: Omit<Rule, 'check'> & { checkBucket(bucket: Bucket, estate: Estate): Omit<Violation, 'subject'> | undefined },
): Rule {
  return {
    ...rule,
    check: (estate) =>
      estate.buckets.items.flatMap((bucket) => {
        const violation = rule.checkBucket(bucket, estate);
        return violation === undefined ? [] : [{ subject: bucket.id, ...violation }];
      }),
  };
}

/** Where to point: at the value that decided, else at the name of the declaration. */
export function pointAt(bucket: Bucket, decided?: SourceRange): { readonly at?: SourceRange } {
  const at = decided ?? bucket.declaration?.name;
  return at === undefined ? {} : { at };
}
