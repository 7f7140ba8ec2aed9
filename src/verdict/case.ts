import * as l10n from '@vscode/l10n';
import type { Collection, Estate } from '../model/estate';
import type { Fact } from '../model/fact';
import { denied } from '../model/fact';
import type { Finding } from '../model/finding';
import type { CoverageAnswer } from '../protection/coverage';
import type { Evidence } from './evidence';
import type { Reason, Status } from './status';
import type { Unread } from './unread';
import { brieflyUnread, couldNotBeRead } from './unread';

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
export function notRead(what: Unread, fact: Fact<unknown>): Reason {
  if (fact.state === 'denied') {
    return {
      code: 'denied',
      severity: 'info',
      message: l10n.t('{0}: {1} is denied.', couldNotBeRead(what), fact.action),
      brief: l10n.t('{0} is denied', fact.action),
      action: l10n.t('Allow {0} to see the status.', fact.action),
    };
  }
  const why = fact.state === 'unknown' ? fact.why : l10n.t('it is not known');
  return {
    code: 'not-read',
    severity: 'info',
    message: l10n.t('{0}: {1}', couldNotBeRead(what), why),
    brief: brieflyUnread(what),
    action: l10n.t('Try again.'),
  };
}

export function unknown(what: Unread, fact: Fact<unknown>): Decision {
  return { status: 'unknown', reasons: [notRead(what, fact)] };
}

export function isUnread(fact: Fact<unknown>): boolean {
  return fact.state === 'denied' || fact.state === 'unknown';
}

/** Why a collection is not complete, as the fact that is missing. */
export function missingPart({ completeness }: Collection<unknown>): Fact<never> | undefined {
  if (completeness.kind === 'complete') return undefined;
  const { why, failed } = completeness;
  return failed?.denied === true ? denied(failed.action) : { state: 'unknown', why };
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
