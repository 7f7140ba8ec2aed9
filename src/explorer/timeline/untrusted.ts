/** Reads what comes from the other side of a message as what it is said to be. All throw TypeError where it is not. */

type Reader<T> = (value: unknown, place: number) => T;

export function record(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new TypeError('This is no record.');
  return value as Record<string, unknown>;
}

export function text(value: unknown): string {
  if (typeof value !== 'string') throw new TypeError('This is no text.');
  return value;
}

export function number(value: unknown): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new TypeError('This is no number.');
  return value;
}

export function flag(value: unknown): boolean {
  if (typeof value !== 'boolean') throw new TypeError('This is neither true nor false.');
  return value;
}

/** The farthest moment from 1970 that there can be, in milliseconds. Source: ECMAScript, time values. */
const farthest = 8.64e15;

/** @param value Milliseconds since 1970. */
export function moment(value: unknown): Date {
  const time = number(value);
  if (Math.abs(time) > farthest) throw new TypeError('This is no moment.');
  return new Date(time);
}

export function list<T>(value: unknown, read: Reader<T>): readonly T[] {
  if (!Array.isArray(value)) throw new TypeError('This is no list.');
  return value.map((member: unknown, place) => read(member, place));
}

/** What is `undefined` here does not survive as JSON, and what is `null` there was `undefined`. */
export function optional<T>(value: unknown, read: (value: unknown) => T): T | undefined {
  return value === undefined || value === null ? undefined : read(value);
}
