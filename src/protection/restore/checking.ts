import * as l10n from '@vscode/l10n';
import type { Fact } from '../../model/fact';
import type { Check } from './check';

export function ok(what: string): Check {
  return { kind: 'ok', what };
}

/** AWS Backup would refuse the job or let it fail. */
export function stop(what: string, next: string): Check {
  return { kind: 'problem', what, next, stops: true };
}

/** The job would run, and something would be missing. */
export function flaw(what: string, next: string): Check {
  return { kind: 'problem', what, next, stops: false };
}

/** Why a question has no answer. @param what What cannot be said, as a sentence. */
export function cannotTell(what: string, fact: Fact<unknown>): Check {
  switch (fact.state) {
    case 'denied':
      return { kind: 'cannot-tell', what, next: l10n.t('{0} is denied. Allow it, or look for yourself.', fact.action) };
    case 'unknown':
      return { kind: 'cannot-tell', what, next: fact.why };
    default:
      return { kind: 'cannot-tell', what, next: l10n.t('AWS does not say it. Look for yourself.') };
  }
}
