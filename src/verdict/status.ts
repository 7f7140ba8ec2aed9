import type { Severity } from '../model/finding';

/** Whether a bucket is protected, in the order in which they are decided: the first that applies. */
export type Status =
  'unsupported' | 'unknown' | 'orphaned' | 'unprotected' | 'failing' | 'waiting' | 'stale' | 'at-risk' | 'protected';

/** Those that need somebody first, the gravest at the top: the order of all lists. */
export const gravestFirst: readonly Status[] = [
  'failing',
  'unprotected',
  'at-risk',
  'stale',
  'orphaned',
  'unknown',
  'waiting',
  'protected',
  'unsupported',
];

/** One reason for a status: what is the matter, what it means, and what to do next. */
export interface Reason {
  /** The id of a rule, or a code of the account's own: `no-selection`, `job-failed`, … */
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  /** The same in a few words, for a row. */
  readonly brief: string;
  /** The next step, as a sentence. */
  readonly action?: string;
  /** The moment it is about, where there is one. */
  readonly at?: Date;
}

/** Whether a bucket of this status is waiting for somebody to do something. */
export function needsAttention(status: Status): boolean {
  switch (status) {
    case 'orphaned':
    case 'unprotected':
    case 'failing':
    case 'stale':
    case 'at-risk':
      return true;
    case 'unsupported':
    case 'unknown':
    case 'waiting':
    case 'protected':
      return false;
  }
}
