import { createZone, type Zone } from './timeZone';

/** A schedule as AWS Backup understands it. */
export interface Cron {
  readonly expression: string;
  readonly timezone: string;
  /** The next time after a moment, in milliseconds since 1970; undefined where there is none within five years. */
  next(after: number): number | undefined;
}

/** Days are counted from here; no schedule looks further ahead. */
const horizonDays = 5 * 366;

/**
 * Understands a schedule expression: `cron(minute hour day month weekday year)`, with one of day and weekday `?`
 * (Amazon EventBridge user guide, cron expressions).
 *
 * @param timezone an IANA name such as `Europe/Dublin`.
 * @throws RangeError that says what is wrong with it.
 */
export function parseCron(expression: string, timezone = 'Etc/UTC'): Cron {
  const fields = /^cron\((.*)\)$/.exec(expression.trim())?.[1]?.trim().split(/\s+/);
  if (fields?.length !== 6) {
    throw new RangeError(`${expression} is not cron(minute hour day month weekday year).`);
  }
  const [minute = '', hour = '', day = '', month = '', weekday = '', year = ''] = fields;
  if ((day === '?') === (weekday === '?')) {
    throw new RangeError('Exactly one of day of month and day of week must be "?".');
  }
  const minutes = [...parseField(minute, 0, 59)].sort((a, b) => a - b);
  const hours = [...parseField(hour, 0, 23)].sort((a, b) => a - b);
  const months = parseField(month, 1, 12, monthNames);
  const years = parseField(year, 1970, 2199);
  const matchesDay = day === '?' ? parseWeekday(weekday) : parseDayOfMonth(day);
  const zone = createZone(timezone);
  const isRunDay = (date: CalendarDay): boolean => years.has(date.year) && months.has(date.month) && matchesDay(date);
  return { expression, timezone, next: (after) => findNext(after, zone, isRunDay, hours, minutes) };
}

interface CalendarDay {
  readonly year: number;
  /** 1 to 12 */
  readonly month: number;
  readonly day: number;
  /** 1 is Sunday, as in the expression. */
  readonly weekday: number;
  readonly daysInMonth: number;
}

function findNext(
  after: number,
  zone: Zone,
  isRunDay: (day: CalendarDay) => boolean,
  hours: readonly number[],
  minutes: readonly number[],
): number | undefined {
  const local = new Date(zone.toLocal(after));
  const [year, month, firstDay] = [local.getUTCFullYear(), local.getUTCMonth(), local.getUTCDate()];
  for (let ahead = 0; ahead <= horizonDays; ahead++) {
    const midnight = Date.UTC(year, month, firstDay + ahead);
    if (!isRunDay(calendarDay(midnight))) {
      continue;
    }
    for (const hour of hours) {
      for (const minute of minutes) {
        const time = zone.toUtc(midnight + (hour * 60 + minute) * 60_000);
        if (time !== undefined && time > after) {
          return time;
        }
      }
    }
  }
  return undefined;
}

function calendarDay(midnight: number): CalendarDay {
  const date = new Date(midnight);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  return {
    year,
    month: month + 1,
    day: date.getUTCDate(),
    weekday: date.getUTCDay() + 1,
    daysInMonth: new Date(Date.UTC(year, month + 1, 0)).getUTCDate(),
  };
}

const monthNames = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const weekdayNames = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/** Lists, ranges and steps: `1,15`, `MON-FRI`, `0/10`, `*`. */
function parseField(field: string, least: number, most: number, names: readonly string[] = []): Set<number> {
  const values = new Set<number>();
  for (const part of field.split(',')) {
    const { first, last, step } = parseRange(part, least, most, names);
    if (!(first >= least && last <= most && first <= last && step >= 1)) {
      throw new RangeError(`"${field}" is not a part of a cron expression with values from ${least} to ${most}.`);
    }
    for (let value = first; value <= last; value += step) {
      values.add(value);
    }
  }
  return values;
}

/** Values that are not there are not a number. A step without an end goes on to the last value. */
function parseRange(
  part: string,
  least: number,
  most: number,
  names: readonly string[],
): { first: number; last: number; step: number } {
  const [, from = '', to, stride] = /^(\*|[\dA-Za-z]+)(?:-([\dA-Za-z]+))?(?:\/(\d+))?$/.exec(part) ?? [];
  const step = Number(stride ?? '1');
  if (from === '*') {
    return { first: least, last: to === undefined ? most : Number.NaN, step };
  }
  const first = parseNumber(from, least, names);
  const openEnd = stride === undefined ? first : most;
  return { first, last: to === undefined ? openEnd : parseNumber(to, least, names), step };
}

function parseNumber(text: string, least: number, names: readonly string[]): number {
  const named = names.indexOf(text.toUpperCase());
  return named >= 0 ? named + least : /^\d+$/.test(text) ? Number(text) : Number.NaN;
}

function parseDayOfMonth(field: string): (day: CalendarDay) => boolean {
  if (field === 'L') {
    return ({ day, daysInMonth }) => day === daysInMonth;
  }
  const nearest = /^(\d+)W$/.exec(field)?.[1];
  if (nearest !== undefined) {
    return (date) => date.day === nearestWorkday(Number(nearest), date);
  }
  const days = parseField(field, 1, 31);
  return ({ day }) => days.has(day);
}

/** The workday nearest to a day of the month, in the same month. */
function nearestWorkday(wanted: number, { day, weekday, daysInMonth }: CalendarDay): number {
  const target = Math.min(wanted, daysInMonth);
  const targetWeekday = ((weekday - 1 + target - day + 70) % 7) + 1;
  if (targetWeekday === 7) {
    return target > 1 ? target - 1 : target + 2;
  }
  if (targetWeekday === 1) {
    return target < daysInMonth ? target + 1 : target - 2;
  }
  return target;
}

function parseWeekday(field: string): (day: CalendarDay) => boolean {
  const last = /^([\dA-Za-z]+)L$/.exec(field)?.[1];
  if (last !== undefined) {
    const wanted = weekdayNumber(last);
    return ({ day, weekday, daysInMonth }) => weekday === wanted && day + 7 > daysInMonth;
  }
  const [name, nth] = field.split('#');
  if (nth !== undefined) {
    const wanted = weekdayNumber(name ?? '');
    return ({ day, weekday }) => weekday === wanted && Math.ceil(day / 7) === Number(nth);
  }
  const weekdays = parseField(field, 1, 7, weekdayNames);
  return ({ weekday }) => weekdays.has(weekday);
}

function weekdayNumber(text: string): number {
  const number = parseNumber(text, 1, weekdayNames);
  if (!(number >= 1 && number <= 7)) {
    throw new RangeError(`"${text}" is not a day of the week.`);
  }
  return number;
}
