/** How times, ages and sizes are written for people. Exact values belong in a tooltip. */

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** "5 min ago", "3 h ago", "9 days ago". */
export function formatAge(moment: Date, now: Date): string {
  const age = Math.max(0, now.getTime() - moment.getTime());
  if (age < minute) return 'just now';
  if (age < 90 * minute) return `${Math.round(age / minute)} min ago`;
  if (age < 36 * hour) return `${Math.round(age / hour)} h ago`;
  return `${Math.round(age / day)} days ago`;
}

function sameDay(one: Date, other: Date): boolean {
  return one.toDateString() === other.toDateString();
}

/** In the person's zone: "05:00" today, "22 Nov 05:00" this year, with the year otherwise. */
export function formatTime(moment: Date, now: Date): string {
  const time = moment.toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  if (sameDay(moment, now)) return time;
  const sameYear = moment.getFullYear() === now.getFullYear();
  const date = moment.toLocaleDateString(undefined, {
    day: 'numeric',
    month: 'short',
    ...(!sameYear && { year: 'numeric' }),
  });
  return `${date} ${time}`;
}

/** A moment in words, as it lies ahead: "today 17:00", "tonight 23:00", "tomorrow 05:00", "24 Nov 05:00". */
export function formatComing(moment: Date, now: Date): string {
  const time = formatTime(moment, moment);
  if (sameDay(moment, now)) return `${moment.getHours() >= 18 ? 'tonight' : 'today'} ${time}`;
  if (sameDay(moment, new Date(now.getTime() + day))) return `tomorrow ${time}`;
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
  const digits = unit === 0 || value >= 100 ? 0 : 1;
  return `${value.toFixed(digits)} ${units[unit] ?? ''}`;
}

/** "1 day", "35 days". */
export function formatCount(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
