import type { Declaration } from '../model/declaration';
import type { Estate } from '../model/estate';
import type { Related, Severity } from '../model/finding';
import type { Range, TextEdit } from '../model/source';
import type { Ternary } from '../model/ternary';
import type { Skipped } from '../templates/dialect';

/** One way to put a finding right. */
export interface Fix {
  /** Names the result, and how many buckets it changes where it is more than one. */
  readonly title: string;
  readonly preferred: boolean;
  /** Changes neither cost nor meaning. */
  readonly safe: boolean;
  readonly edits: readonly TextEdit[];
}

export interface Suppressed {
  /** The words of the suppression that name the tool: `s3backup:ignore`, `checkov:skip=CKV_AWS_21`. */
  readonly by: string;
  readonly reason: string;
}

/** What a rule says at one place, for all the instances that are declared there. */
export interface LintFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly file: string;
  readonly range: Range;
  /** The address of the instance, or that of the declaration where it has several. */
  readonly resource: string;
  readonly instances: readonly string[];
  readonly message: string;
  readonly suppressed?: Suppressed;
  /** Where what it is about is declared: suppressions belong there. */
  readonly declaration?: Declaration;
  /** Other places that decided. */
  readonly related: readonly Related[];
  /**
   * The preferred one first. They take as long to find as all the rest, so they are found when they are first asked
   * for; a copy of the finding (`{ ...finding }`, or in another thread) has asked, and is plain data.
   */
  readonly fixes: readonly Fix[];
}

/** What is known of one declared bucket, in the words of the command line. */
export interface BucketFacts {
  readonly resource: string;
  readonly file: string;
  readonly dialect: string;
  readonly versioning: 'enabled' | 'suspended' | 'disabled' | 'unknown';
  readonly noncurrentExpiration: Ternary;
  /** Whether any lifecycle rule is enabled. */
  readonly lifecycle: Ternary;
  readonly objectLock: Ternary;
  readonly replication: Ternary;
  readonly coverage: 'covered' | 'uncovered' | 'unknown';
}

/** What is found in some files. Plain data. */
export interface Judgement {
  /** By file and place. */
  readonly findings: readonly LintFinding[];
  readonly buckets: readonly BucketFacts[];
  readonly skipped: readonly Skipped[];
}

export interface LintResult extends Judgement {
  /** What was judged. */
  readonly estates: readonly Estate[];
}

/** The same with nothing that could put it right, for who does not ask: what would be needed for that is let go. */
export function withoutFixes(finding: LintFinding): LintFinding {
  const { rule, severity, file, range, resource, instances, message, suppressed, declaration, related } = finding;
  const told = { rule, severity, file, range, resource, instances, message, related };
  return { ...told, ...(suppressed && { suppressed }), ...(declaration && { declaration }), fixes: [] };
}

/** Whether a finding counts: it is not suppressed. */
export function counts(finding: LintFinding): boolean {
  return finding.suppressed === undefined;
}
