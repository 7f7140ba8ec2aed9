import * as l10n from '@vscode/l10n';
import type { NothingWhy, Restorable } from '../../protection/timeline/restorable';
import type { ContinuousSpan, FailedBackup, Gap, Snapshot, TimelineVault } from '../../protection/timeline/timeline';
import { longestContinuous } from '../../protection/vaultLock';
import { formatAge, formatCount, formatSize, formatTime } from '../../ui/format';

/** What a restore would bring, for a person who has to decide. */
export interface RestoreWords {
  /** What would be restored. */
  readonly brings: string;
  /** What it would not bring, and what is not certain. */
  readonly but: readonly string[];
}

/** A length of time in its largest unit: "3 days", "40 minutes". In milliseconds. */
function lengthOf(milliseconds: number): string {
  const minutes = Math.round(milliseconds / 60_000);
  if (minutes < 90) return formatCount(minutes, 'minute');
  const hours = Math.round(minutes / 60);
  return hours < 48 ? formatCount(hours, 'hour') : formatCount(Math.round(hours / 24), 'day');
}

/** What changed between the moment that is restored and the one that was asked for. */
function lost(at: Date, moment: Date): readonly string[] {
  const missing = moment.getTime() - at.getTime();
  if (missing < 60_000) return [];
  return [l10n.t('Changes of the {0} between then and the cursor do not come back.', lengthOf(missing))];
}

function doubts({ end, message }: ContinuousSpan, surely: Snapshot | undefined, now: Date): readonly string[] {
  const safe =
    surely === undefined
      ? []
      : [l10n.t('The recovery point of {0} holds its moment for certain.', formatTime(surely.at, now))];
  switch (end) {
    case 'live':
    case 'beginning':
      return [];
    case 'stopped': {
      const words = l10n.t(
        'This continuous backup has stopped. AWS does not say since when: later changes are not in it.',
      );
      return [message === undefined ? words : `${words} ${l10n.t('AWS says: {0}', message)}`, ...safe];
    }
    case 'not-captured':
      return [
        l10n.t('EventBridge is off. Changes since it was turned off are not in the backup; since when is not known.'),
        ...safe,
      ];
    case 'not-verified':
      return [l10n.t('Whether changes reach this backup could not be read.'), ...safe];
  }
}

function nothingWords(why: NothingWhy): string {
  switch (why) {
    case 'future':
      return l10n.t('This moment lies ahead.');
    case 'before-all':
      return l10n.t('Nothing can be restored here: all recovery points are younger.');
    case 'not-read':
      return l10n.t('Recovery points of this time are not read yet.');
    case 'no-points':
      return l10n.t('Nothing can be restored: there is no recovery point to restore from.');
  }
}

/** More is said of a continuous backup that surely takes in changes than of one in doubt. */
function continuousWords({ end, vault }: ContinuousSpan, at: Date, moment: Date, now: Date): string {
  const isHere = moment.getTime() - at.getTime() < 60_000;
  if (end !== 'live') {
    return isHere
      ? l10n.t('The continuous backup in {0} may hold this moment.', vault)
      : l10n.t('The continuous backup in {0} reaches to {1} at most.', vault, formatTime(at, now));
  }
  if (isHere) {
    return l10n.t('Brings back the bucket as it was at this moment, from the continuous backup in {0}.', vault);
  }
  const last = formatTime(at, now);
  return l10n.t(
    'Brings back the bucket as it was at {0}, the last moment of the continuous backup in {1}.',
    last,
    vault,
  );
}

/** What a restore at a moment would bring, and what not. */
export function restoreWords(restorable: Restorable, moment: Date, now: Date): RestoreWords {
  switch (restorable.kind) {
    case 'none':
      return { brings: nothingWords(restorable.why), but: [] };
    case 'continuous': {
      const { at, span, surely } = restorable;
      return {
        brings: continuousWords(span, at, moment, now),
        but: [...lost(at, moment), ...doubts(span, surely, now)],
      };
    }
    case 'snapshot': {
      const { at, snapshot } = restorable;
      const brings = l10n.t(
        'Brings back the bucket as it was at {0}, from the recovery point in {1}.',
        formatTime(at, now),
        snapshot.vault,
      );
      return { brings, but: [...lost(at, moment), ...expiryOf(snapshot, now)] };
    }
  }
}

function expiryOf({ expiresAt }: Snapshot, now: Date): readonly string[] {
  return expiresAt === undefined ? [] : [`${expiryPhrase(expiresAt, now)}.`];
}

/** "It expires 24 Nov 05:00, in 2 days" */
function expiryPhrase(expiresAt: Date, now: Date): string {
  const left = expiresAt.getTime() - now.getTime();
  if (left <= 0) return l10n.t('It expired at {0}', formatTime(expiresAt, now));
  return l10n.t('It expires at {0}, in {1}', formatTime(expiresAt, now), lengthOf(left));
}

/** Of a continuous backup, as an entry of a list. */
export function spanWords({ from, to, end, retentionDays }: ContinuousSpan, now: Date): string {
  const kept =
    retentionDays === undefined
      ? l10n.t('kept {0} at most', formatCount(longestContinuous, 'day'))
      : l10n.t('kept {0}', formatCount(retentionDays, 'day'));
  const reach = `${l10n.t('any moment from {0}', formatTime(from, now))}, ${kept},`;
  switch (end) {
    case 'live':
      return l10n.t('{0} to about {1} (derived)', reach, formatAge(to, now));
    case 'beginning':
      return l10n.t('began at {0}; nothing can be restored from it in its first 15 minutes', formatTime(from, now));
    case 'stopped':
      return l10n.t('{0} until it stopped, at {1} at the latest (derived)', reach, formatTime(to, now));
    case 'not-captured':
      return l10n.t('{0} until EventBridge was turned off; since when is not known (derived)', reach);
    case 'not-verified':
      return l10n.t('{0} and whether changes still reach it could not be read (derived)', reach);
  }
}

/** The cause of a gap, as a sentence. */
export function gapWords({ to, cause }: Gap, now: Date): string {
  if (cause.kind === 'eventbridge-off') {
    return l10n.t(
      'EventBridge is off (seen {0}): changes are not captured. Since when is not known.',
      formatTime(cause.seenAt, now),
    );
  }
  const words =
    to === undefined
      ? l10n.t('The continuous backup has stopped. Since when is not known.')
      : l10n.t(
          'A continuous backup stopped, and the next began at {0}. When it stopped is not known.',
          formatTime(to, now),
        );
  return cause.message === undefined ? words : `${words} ${l10n.t('AWS says: {0}', cause.message)}`;
}

/** A short name of the cause, to stand in the drawing. */
export function gapLabel({ cause }: Gap): string {
  return cause.kind === 'stopped'
    ? l10n.t('stopped, since when is not known')
    : l10n.t('EventBridge is off, since when is not known');
}

/** Of a recovery point: how large it is and what state it is in. */
export function snapshotWords({ status, isUsable, sizeBytes }: Snapshot): string {
  const state = isUsable ? [] : [l10n.t('{0}, cannot be restored', status.toLowerCase())];
  const size = sizeBytes === undefined ? [] : [formatSize(sizeBytes)];
  return [...state, ...size].join(' · ');
}

export function failureWords({ state, category, message }: FailedBackup): string {
  const told = message ?? category;
  const what = state === 'COMPLETED' ? l10n.t('completed with issues') : state.toLowerCase();
  return told === undefined ? l10n.t('Backup {0}', what) : l10n.t('Backup {0}: {1}', what, told);
}

export function vaultWords({ name, isLocked }: TimelineVault): string {
  return isLocked === true ? l10n.t('{0} (locked)', name) : name;
}

/** In the person's zone, always with the day and the year: a moment that is picked must not be taken for another. */
export function momentWords(moment: Date): string {
  return formatTime(moment, new Date(0));
}
