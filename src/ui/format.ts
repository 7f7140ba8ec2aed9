import * as l10n from '@vscode/l10n';

/** How times, ages and sizes are written for people. Exact values belong in a tooltip. */

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** "5 min ago", "3 h ago", "9 days ago". */
export function formatAge(moment: Date, now: Date): string {
  const age = Math.max(0, now.getTime() - moment.getTime());
  if (age < minute) return l10n.t('just now');
  if (age < 90 * minute) return l10n.t('{0} min ago', Math.round(age / minute));
  if (age < 36 * hour) return l10n.t('{0} h ago', Math.round(age / hour));
  return l10n.t('{0} days ago', Math.round(age / day));
}

function sameDay(one: Date, other: Date): boolean {
  return one.toDateString() === other.toDateString();
}

/** A format, made when it is first used: making one takes far longer than using it, and hundreds of rows are drawn at once. */
function formatter(options: Intl.DateTimeFormatOptions): (moment: Date) => string {
  let format: Intl.DateTimeFormat | undefined;
  return (moment) => (format ??= new Intl.DateTimeFormat(undefined, options)).format(moment);
}

const timeOfDay = formatter({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const dayOfYear = formatter({ day: 'numeric', month: 'short' });
const dayWithYear = formatter({ day: 'numeric', month: 'short', year: 'numeric' });

/** In the person's zone: "05:00" today, "22 Nov 05:00" this year, with the year otherwise. */
export function formatTime(moment: Date, now: Date): string {
  const time = timeOfDay(moment);
  if (sameDay(moment, now)) return time;
  return `${formatDay(moment, now)} ${time}`;
}

/** In the person's zone: "22 Nov" this year, with the year otherwise. */
export function formatDay(moment: Date, now: Date): string {
  return moment.getFullYear() === now.getFullYear() ? dayOfYear(moment) : dayWithYear(moment);
}

/** A moment in words, as it lies ahead: "today 17:00", "tonight 23:00", "tomorrow 05:00", "24 Nov 05:00". */
export function formatComing(moment: Date, now: Date): string {
  const time = formatTime(moment, moment);
  if (sameDay(moment, now)) return moment.getHours() >= 18 ? l10n.t('tonight {0}', time) : l10n.t('today {0}', time);
  if (sameDay(moment, new Date(now.getTime() + day))) return l10n.t('tomorrow {0}', time);
  return formatTime(moment, now);
}

/** The exact moment, for a tooltip. */
export function formatExact(moment: Date): string {
  return `${moment.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

const units = ['bytes', 'kB', 'MB', 'GB', 'TB', 'PB'] as const;

/** "41.2 GB"; powers of 1000. */
export function formatSize(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = value >= 100 ? 0 : 1;
  if (unit === 0) return bytes === 1 ? l10n.t('1 byte') : l10n.t('{0} bytes', value.toFixed(0));
  return `${value.toFixed(digits)} ${units[unit] ?? ''}`;
}

/** What is counted in rows and previews. */
export type Counted = 'bucket' | 'call' | 'day' | 'event' | 'hour' | 'minute' | 'recovery point' | 'rule';

/** "1 day", "35 days". */
export function formatCount(count: number, noun: Counted): string {
  return count === 1 ? one(noun) : many(noun, count);
}

function one(noun: Counted): string {
  switch (noun) {
    case 'bucket':
      return l10n.t('1 bucket');
    case 'call':
      return l10n.t('1 call');
    case 'day':
      return l10n.t('1 day');
    case 'event':
      return l10n.t('1 event');
    case 'hour':
      return l10n.t('1 hour');
    case 'minute':
      return l10n.t('1 minute');
    case 'recovery point':
      return l10n.t('1 recovery point');
    case 'rule':
      return l10n.t('1 rule');
  }
}

function many(noun: Counted, count: number): string {
  switch (noun) {
    case 'bucket':
      return l10n.t('{0} buckets', count);
    case 'call':
      return l10n.t('{0} calls', count);
    case 'day':
      return l10n.t('{0} days', count);
    case 'event':
      return l10n.t('{0} events', count);
    case 'hour':
      return l10n.t('{0} hours', count);
    case 'minute':
      return l10n.t('{0} minutes', count);
    case 'recovery point':
      return l10n.t('{0} recovery points', count);
    case 'rule':
      return l10n.t('{0} rules', count);
  }
}
