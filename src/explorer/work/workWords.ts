import * as l10n from '@vscode/l10n';
import { describeFailure } from '../../aws/failure';
import { completedWithIssues, isFinished } from '../../model/job';
import { stateWord } from '../activity/stateWord';
import type { ShownWork } from '../session/workBoard';

/** How a piece of work stands, as menus and rows need it. */
export type WorkStanding =
  | 'beginning'
  /** Nobody knows whether it was started. */
  | 'unclear'
  | 'running'
  /** Work of our own that nobody does at this moment. */
  | 'paused'
  | 'done'
  | 'failed';

export function standingOf({ entry, sighting, isBusy, isElsewhere }: ShownWork): WorkStanding {
  const { state, operation } = entry;
  switch (state.kind) {
    case 'refused':
      return 'failed';
    case 'ended':
      return state.state === 'COMPLETED' ? 'done' : 'failed';
    case 'started':
      return operation.kind !== 'own' || isBusy || isElsewhere ? 'running' : 'paused';
    case 'intended':
      if (sighting?.kind === 'job') return 'running';
      return isBusy || isElsewhere ? 'beginning' : 'unclear';
  }
}

function unclearWords({ sighting, entry }: ShownWork): string {
  if (entry.operation.kind === 'own') return l10n.t('may not have begun');
  switch (sighting?.kind) {
    case 'not-found':
      return l10n.t('may not have been started: the account has no such job');
    case 'unread':
      return l10n.t('whether it was started is not known: {0}', sighting.why);
    default:
      return l10n.t('asking the account whether it was started');
  }
}

function runningWords({ sighting, isElsewhere }: ShownWork): string {
  if (sighting?.kind === 'unread') return l10n.t('started; how it goes is not known: {0}', sighting.why);
  if (sighting?.kind === 'not-found') return l10n.t('started; the account does not list it any more');
  const word = sighting?.kind === 'job' ? stateWord(sighting.job) : undefined;
  if (isElsewhere) return l10n.t('{0} · followed by another window', word ?? l10n.t('under way'));
  return word ?? (sighting?.kind === 'job' ? sighting.job.state.toLowerCase() : l10n.t('under way'));
}

function endedWords({ entry, sighting }: ShownWork): string {
  const { state } = entry;
  if (state.kind !== 'ended') return '';
  const job = sighting?.kind === 'job' ? sighting.job : undefined;
  const message = job?.statusMessage ?? job?.messageCategory ?? state.message;
  switch (state.state) {
    case 'COMPLETED':
      return job !== undefined && completedWithIssues(job) && message !== undefined
        ? l10n.t('completed with issues: {0}', message)
        : l10n.t('completed');
    case 'ABORTED':
      return l10n.t('stopped');
    case 'EXPIRED':
      return l10n.t('expired: it did not start or end in its window');
    default:
      return message === undefined ? l10n.t('failed') : l10n.t('failed: {0}', message);
  }
}

/** How a piece of work stands, in words. */
export function standingWords(shown: ShownWork): string {
  const { entry, note } = shown;
  switch (standingOf(shown)) {
    case 'beginning':
      return l10n.t('being started');
    case 'unclear':
      return unclearWords(shown);
    case 'running':
      return note ?? runningWords(shown);
    case 'paused':
      return l10n.t('broke off: go on?');
    case 'done':
    case 'failed':
      if (entry.state.kind === 'refused') return l10n.t('not started: {0}', describeFailure(entry.state.failure));
      return note ?? endedWords(shown);
  }
}

/** What the row of a bucket says while a job of ours works on it. */
export function doingWords(works: readonly ShownWork[]): string | undefined {
  for (const { entry, sighting } of works) {
    if (sighting?.kind !== 'job' || isFinished(sighting.job) || entry.state.kind === 'ended') continue;
    const word = stateWord(sighting.job) ?? sighting.job.state.toLowerCase();
    return entry.operation.kind === 'StartRestoreJob' ? l10n.t('restore {0}', word) : l10n.t('backup {0}', word);
  }
  return undefined;
}
