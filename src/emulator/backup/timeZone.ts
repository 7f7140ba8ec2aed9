/** A time zone: local times are written as if they were UTC, in milliseconds. */
export interface Zone {
  toLocal(utc: number): number;
  /** Undefined for a local time that the clocks skip. Of one that they repeat, the first. */
  toUtc(local: number): number | undefined;
}

const zones = new Map<string, Zone>();

/** @throws RangeError for a name that no time zone has. */
export function createZone(name: string): Zone {
  let zone = zones.get(name);
  if (zone === undefined) {
    zone = ['UTC', 'Etc/UTC', 'GMT'].includes(name) ? utcZone : namedZone(name);
    zones.set(name, zone);
  }
  return zone;
}

const utcZone: Zone = { toLocal: (utc) => utc, toUtc: (local) => local };

function namedZone(name: string): Zone {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: name,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const toLocal = (utc: number): number => {
    const parts = new Map(format.formatToParts(utc).map(({ type, value }) => [type, Number(value)]));
    const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
    return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  };
  const offsetAt = (utc: number): number => toLocal(utc) - Math.floor(utc / 1000) * 1000;
  return {
    toLocal,
    toUtc(local) {
      // A day before and after every change of the clocks its offset is one of these two; the earlier instant first.
      const day = 86_400_000;
      const candidates = [local - offsetAt(local - day), local - offsetAt(local + day)].sort((a, b) => a - b);
      return candidates.find((candidate) => toLocal(candidate) === local);
    },
  };
}
