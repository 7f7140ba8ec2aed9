import * as l10n from '@vscode/l10n';
import type { Fact } from '../model/fact';

/** One thing that was looked at before a job. Texts are sentences. */
export type Check =
  | { readonly kind: 'ok'; readonly what: string }
  /** `stops`: AWS Backup would refuse the job or let it fail. Otherwise it would run, and not be all that one expects. */
  | { readonly kind: 'problem'; readonly what: string; readonly next: string; readonly stops: boolean }
  | { readonly kind: 'cannot-tell'; readonly what: string; readonly next: string };

export function ok(what: string): Check {
  return { kind: 'ok', what };
}

export function stop(what: string, next: string): Check {
  return { kind: 'problem', what, next, stops: true };
}

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

/** Whether the job is certain to be refused or to fail. */
export function isStopped(checks: readonly Check[]): boolean {
  return checks.some((check) => check.kind === 'problem' && check.stops);
}
