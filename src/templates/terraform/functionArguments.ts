import { knownText } from './text';
import type { Value } from './value';

/** The arguments of a call. */
export type Evaluated = readonly Value[];

/** What a function makes of its arguments; `undefined` where they are not known well enough. */
export type Implementation = (values: Evaluated) => Value | undefined;

export type Implementations = ReadonlyMap<string, Implementation>;

/** By how many letters a function may make a text longer that it is given several times over. */
export const maxGrowth = 1_000_000;

export function isDefaulted(values: Evaluated): boolean {
  return values.some((value) => value.defaulted);
}

/** The items of a list or set that is known in full. */
export function itemsOf(value: Value | undefined): readonly Value[] | undefined {
  return value?.kind === 'list' && value.rest === undefined ? value.items : undefined;
}

/** The texts of values, if all of them are known. */
export function texts(values: readonly Value[]): readonly string[] | undefined {
  const known = values.map(knownText);
  return known.every((text) => text !== undefined) ? known : undefined;
}
