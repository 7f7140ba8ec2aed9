import type { SourceRange } from './source';
import type { Ternary } from './ternary';
import { ternary } from './ternary';

/** How a known value came about: somebody wrote it, it is the default, or we concluded it. */
export type Basis = 'written' | 'default' | 'derived';

/**
 * What one source knows of one thing.
 *
 * - `known`: the value, and how it came about.
 * - `absent`: the source decides it, and there is none (a bucket without lifecycle configuration).
 * - `unmanaged`: this source does not decide it (no notification resource in a template).
 * - `denied`: reading it was refused; `action` is the IAM action that would allow it.
 * - `unknown`: it could not be found out; `why` completes the sentence "not known because …".
 *
 * `origin` is where a template decides it.
 */
export type Fact<T> =
  | { readonly state: 'known'; readonly value: T; readonly basis: Basis; readonly origin?: SourceRange }
  | { readonly state: 'absent'; readonly origin?: SourceRange }
  | { readonly state: 'unmanaged' }
  | { readonly state: 'denied'; readonly action: string }
  | {
      readonly state: 'unknown';
      readonly why: string;
      readonly origin?: SourceRange;
      /** The same for two unknowns only where they are certain to be equal: one expression in one module instance. */
      readonly identity?: string;
    };

export const absent: Fact<never> = { state: 'absent' };
export const unmanaged: Fact<never> = { state: 'unmanaged' };

export function known<T>(value: T, basis: Basis = 'written', origin?: SourceRange): Fact<T> {
  return { state: 'known', value, basis, ...(origin && { origin }) };
}

export function denied(action: string): Fact<never> {
  return { state: 'denied', action };
}

export function unknown(why: string, origin?: SourceRange): Fact<never> {
  return { state: 'unknown', why, ...(origin && { origin }) };
}

export function mapFact<T, U>(fact: Fact<T>, change: (value: T) => U): Fact<U> {
  return fact.state === 'known' ? { ...fact, value: change(fact.value) } : fact;
}

/** The value if it is known, else `undefined`. */
export function valueOf<T>(fact: Fact<T>): T | undefined {
  return fact.state === 'known' ? fact.value : undefined;
}

/** Asks a question of a fact. What is absent or unmanaged answers `no`; what could not be read answers `unknown`. */
export function ask<T>(fact: Fact<T>, question: (value: T) => Ternary | boolean): Ternary {
  switch (fact.state) {
    case 'known': {
      const answer = question(fact.value);
      return typeof answer === 'boolean' ? ternary(answer) : answer;
    }
    case 'absent':
    case 'unmanaged':
      return 'no';
    case 'denied':
    case 'unknown':
      return 'unknown';
  }
}

/** Whether two facts have the same value. Two unknowns do where they are the same unknown. */
export function sameValue<T extends string | number | boolean>(one: Fact<T>, other: Fact<T>): Ternary {
  if (one.state === 'known' && other.state === 'known') return ternary(one.value === other.value);
  if (one.state === 'unknown' && other.state === 'unknown' && one.identity !== undefined) {
    return one.identity === other.identity ? 'yes' : 'unknown';
  }
  return 'unknown';
}

/** A list that may have members that could not be read: `open` says so. */
export interface OpenList<T> {
  readonly items: readonly T[];
  readonly open: boolean;
}

/** A map that may have keys that could not be read: `open` says so. */
export interface OpenMap<T> {
  readonly entries: ReadonlyMap<string, T>;
  readonly open: boolean;
}

export function closedList<T>(items: readonly T[]): OpenList<T> {
  return { items, open: false };
}

export function closedMap<T>(entries: Iterable<readonly [string, T]>): OpenMap<T> {
  return { entries: new Map(entries), open: false };
}
