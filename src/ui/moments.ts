import * as l10n from '@vscode/l10n';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** A moment that a person may mean, and what it is called. */
export interface SuggestedMoment {
  readonly label: string;
  readonly at: Date;
}

function atHour(now: Date, daysAgo: number, hours: number): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() - daysAgo, hours);
}

/** Moments between two bounds that are often meant, in the person's zone, the newest first. */
export function suggestedMoments(from: Date, to: Date, now: Date): readonly SuggestedMoment[] {
  const all: readonly SuggestedMoment[] = [
    { label: l10n.t('15 min ago (newest)'), at: to },
    { label: l10n.t('1 hour ago'), at: new Date(now.getTime() - hour) },
    { label: l10n.t('3 hours ago'), at: new Date(now.getTime() - 3 * hour) },
    { label: l10n.t('Today 00:00'), at: atHour(now, 0, 0) },
    { label: l10n.t('Yesterday 18:00'), at: atHour(now, 1, 18) },
    { label: l10n.t('Yesterday 09:00'), at: atHour(now, 1, 9) },
    { label: l10n.t('A week ago'), at: new Date(now.getTime() - 7 * day) },
  ];
  return all.filter(({ at }) => at >= from && at <= to).toSorted((one, other) => other.at.getTime() - one.at.getTime());
}

const spans: Readonly<Record<string, number>> = { m: minute, h: hour, d: day };

function timeOf(
  hours: string | undefined,
  minutes: string | undefined,
  seconds: string | undefined,
): number | undefined {
  const [h, m, s] = [Number(hours), Number(minutes), Number(seconds ?? 0)];
  return h < 24 && m < 60 && s < 60 ? (h * 60 + m) * minute + s * 1_000 : undefined;
}

function onDay(midnight: Date, time: number | undefined): Date | undefined {
  if (time === undefined) return undefined;
  // By the clock, so that a change to summer time does not move it.
  const [hours, minutes, seconds] = [Math.floor(time / hour), Math.floor(time / minute) % 60, (time / 1_000) % 60];
  return new Date(midnight.getFullYear(), midnight.getMonth(), midnight.getDate(), hours, minutes, seconds);
}

/**
 * Reads a moment as a person types it: `15 min ago`, `18:00`, `yesterday 18:00`, `2026-11-22 18:00`, in the person's zone;
 * with `Z` or `UTC` at its end, or an offset, in that one.
 * @returns `undefined` where it is none of these.
 */
export function readMoment(typed: string, now: Date): Date | undefined {
  const text = typed.trim().toLowerCase().replace(/\s+/gu, ' ');
  const ago = /^(\d+) ?(m|h|d)(?:in|ins|inutes?|ours?|ays?)?(?: ago)?$/u.exec(text);
  if (ago !== null) return new Date(now.getTime() - Number(ago[1]) * (spans[ago[2] ?? ''] ?? 0));
  const ofDay = /^(?:(today|yesterday) )?(\d{1,2}):(\d\d)(?::(\d\d))?$/u.exec(text);
  if (ofDay !== null) {
    return onDay(atHour(now, ofDay[1] === 'yesterday' ? 1 : 0, 0), timeOf(ofDay[2], ofDay[3], ofDay[4]));
  }
  return readDate(text);
}

function readDate(text: string): Date | undefined {
  const match = /^(\d{4})-(\d\d)-(\d\d)(?:[t ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?)? ?(z|utc|[+-]\d\d:\d\d)?$/u.exec(
    text,
  );
  if (match === null) return undefined;
  const [, year, month, date, hours = '00', minutes = '00', seconds = '00', zone] = match;
  const offset = zone === undefined ? '' : zone.startsWith('z') || zone.startsWith('u') ? 'Z' : zone;
  const moment = new Date(`${year ?? ''}-${month ?? ''}-${date ?? ''}T${hours}:${minutes}:${seconds}${offset}`);
  return Number.isNaN(moment.getTime()) ? undefined : moment;
}
