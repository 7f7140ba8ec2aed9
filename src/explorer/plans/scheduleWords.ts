import * as l10n from '@vscode/l10n';

const weekdays: readonly (readonly [short: string, name: () => string])[] = [
  ['SUN', () => l10n.t('Sunday')],
  ['MON', () => l10n.t('Monday')],
  ['TUE', () => l10n.t('Tuesday')],
  ['WED', () => l10n.t('Wednesday')],
  ['THU', () => l10n.t('Thursday')],
  ['FRI', () => l10n.t('Friday')],
  ['SAT', () => l10n.t('Saturday')],
];

const any = /^[*?]$/u;

/** A number within its bounds, or `undefined` for what is no plain number. */
function numberIn(text: string, least: number, most: number): number | undefined {
  const value = /^\d{1,2}$/u.test(text) ? Number(text) : NaN;
  return value >= least && value <= most ? value : undefined;
}

/** All members, or `undefined` where one is not understood. */
function every<T>(items: readonly (T | undefined)[]): readonly T[] | undefined {
  const known = items.filter((item) => item !== undefined);
  return known.length === items.length ? known : undefined;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

function listed(items: readonly string[]): string {
  const [last = '', ...others] = [...items].reverse();
  return others.length === 0 ? last : l10n.t('{0} and {1}', others.reverse().join(', '), last);
}

/** AWS counts days of the week from Sunday, which is 1. Source: Amazon EventBridge user guide, cron expressions. */
function weekday(text: string): string | undefined {
  const number = numberIn(text, 1, 7);
  const found = number === undefined ? weekdays.find(([short]) => short === text.toUpperCase()) : weekdays[number - 1];
  return found?.[1]();
}

function weekdayWords(text: string): string | undefined {
  const [from = '', to, ...rest] = text.split('-');
  if (to !== undefined) {
    const [first, last] = [weekday(from), weekday(to)];
    return first === undefined || last === undefined || rest.length > 0 ? undefined : l10n.t('{0} to {1}', first, last);
  }
  const names = every(text.split(',').map(weekday));
  return names && l10n.t('every {0}', listed(names));
}

function dayWords(dayOfMonth: string, dayOfWeek: string): string | undefined {
  if (any.test(dayOfMonth)) return any.test(dayOfWeek) ? l10n.t('every day') : weekdayWords(dayOfWeek);
  if (!any.test(dayOfWeek)) return undefined;
  if (dayOfMonth === 'L') return l10n.t('on the last day of each month');
  const days = every(dayOfMonth.split(',').map((text) => numberIn(text, 1, 31)));
  return days && l10n.t('on day {0} of each month', listed(days.map(String)));
}

/** Runs that are spread over the day: "every hour", "every 6 hours". */
function hourlyWords(minute: number, hour: string): string | undefined {
  const past = minute === 0 ? '' : l10n.t(' at {0} past', twoDigits(minute));
  if (hour === '*') return `${l10n.t('every hour')}${past}`;
  const step = numberIn(/^(?:\*|0)\/(\d+)$/u.exec(hour)?.[1] ?? '', 2, 12);
  return step === undefined || 24 % step !== 0 ? undefined : `${l10n.t('every {0} hours', step)}${past}`;
}

function timeWords(minute: number, hour: string): string | undefined {
  const hours = every(hour.split(',').map((text) => numberIn(text, 0, 23)));
  return hours && listed(hours.map((one) => `${twoDigits(one)}:${twoDigits(minute)}`));
}

interface Fields {
  readonly minute: number;
  readonly hour: string;
  readonly dayOfMonth: string;
  readonly dayOfWeek: string;
}

/** The fields of an expression that means all months and years. */
function fieldsOf(expression: string): Fields | undefined {
  const fields = /^cron\(\s*(.+?)\s*\)$/u.exec(expression)?.[1]?.split(/\s+/u) ?? [];
  if (fields.length < 5 || fields.length > 6) return undefined;
  const [minuteText = '', hour = '', dayOfMonth = '', month = '', dayOfWeek = '', year = '*'] = fields;
  const minute = numberIn(minuteText, 0, 59);
  if (minute === undefined || !any.test(month) || !any.test(year)) return undefined;
  return { minute, hour, dayOfMonth, dayOfWeek };
}

/**
 * A schedule in words, such as "every day at 05:00".
 * @returns `undefined` for a shape that has no words here: its expression says it better.
 */
export function scheduleWords(expression: string): string | undefined {
  const fields = fieldsOf(expression);
  const day = fields && dayWords(fields.dayOfMonth, fields.dayOfWeek);
  if (fields === undefined || day === undefined) return undefined;
  const { minute, hour, dayOfMonth, dayOfWeek } = fields;
  const hourly = hourlyWords(minute, hour);
  if (hourly !== undefined) return any.test(dayOfMonth) && any.test(dayOfWeek) ? hourly : `${day}, ${hourly}`;
  const time = timeWords(minute, hour);
  return time && l10n.t('{0} at {1}', day, time);
}
