import type { Proposal } from './remedy';
import type { SourceRange } from './source';

export type Severity = 'error' | 'warning' | 'info' | 'hint';

const order: readonly Severity[] = ['hint', 'info', 'warning', 'error'];

/** Whether `severity` is `floor` or graver. */
export function isAtLeast(severity: Severity, floor: Severity): boolean {
  return order.indexOf(severity) >= order.indexOf(floor);
}

/** A place beside the one that is pointed at, which had a say in a finding. */
export interface Related {
  /** What it has to do with the finding: a sentence. */
  readonly message: string;
  readonly at: SourceRange;
}

/** What a rule says of one thing. */
export interface Finding {
  /** The id of the rule, stable and kebab-case. */
  readonly rule: string;
  readonly severity: Severity;
  /** The id of the thing it is about, unique within its estate. */
  readonly subject: string;
  readonly message: string;
  /** The same in a few words, for a row: "versioning is suspended". */
  readonly brief: string;
  /** Where to point in a template. */
  readonly at?: SourceRange;
  /** The satellite, rule or selection that decided, where it is declared in a template. */
  readonly related?: readonly Related[];
  readonly proposals: readonly Proposal[];
}
