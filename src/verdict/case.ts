import type { Estate } from '../model/estate';
import type { Fact } from '../model/fact';
import type { Finding } from '../model/finding';
import type { CoverageAnswer } from '../protection/coverage';
import type { Evidence } from './evidence';
import type { Reason, Status } from './status';

/** All that the steps to a status look at. */
export interface Case {
  readonly estate: Estate;
  readonly evidence: Evidence;
  readonly coverage: CoverageAnswer;
  readonly now: Date;
}

/** What a step decides. A step that does not apply gives `undefined` instead. */
export interface Decision {
  readonly status: Status;
  readonly reasons: readonly Reason[];
}

/** The reason that a fact which could not be read gives. */
export function notRead(what: string, fact: Fact<unknown>): Reason {
  if (fact.state === 'denied') {
    return {
      code: 'denied',
      severity: 'info',
      message: `${what} could not be read: ${fact.action} is denied.`,
      brief: `${fact.action} is denied`,
      action: `Allow ${fact.action} to see the status.`,
    };
  }
  const why = fact.state === 'unknown' ? fact.why : 'it is not known';
  return {
    code: 'not-read',
    severity: 'info',
    message: `${what} could not be read: ${why}`,
    brief: `${what.charAt(0).toLowerCase()}${what.slice(1)} could not be read`,
    action: 'Try again.',
  };
}

export function unknown(what: string, fact: Fact<unknown>): Decision {
  return { status: 'unknown', reasons: [notRead(what, fact)] };
}

export function isUnread(fact: Fact<unknown>): boolean {
  return fact.state === 'denied' || fact.state === 'unknown';
}

export function reasonOf(finding: Finding): Reason {
  const proposal = finding.proposals.find(({ preferred }) => preferred);
  return {
    code: finding.rule,
    severity: finding.severity,
    message: finding.message,
    brief: finding.brief,
    ...(proposal && { action: `${proposal.title}.` }),
  };
}
