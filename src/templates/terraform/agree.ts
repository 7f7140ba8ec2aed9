import type { Value } from './value';
import { identity, list, object, unknownValue } from './value';

function keysOf(value: Value): string | undefined {
  if (value.kind === 'list') return value.rest === undefined ? `${value.items.length}` : undefined;
  if (value.kind !== 'object' || value.rest !== undefined) return undefined;
  return JSON.stringify([...value.entries.keys()].sort());
}

/**
 * What is the same in all of some values of which one holds. Collections of equal keys agree member by member, so that
 * one of them that differs leaves the others known.
 */
export function agreement(values: readonly [Value, ...(readonly Value[])], why: string): Value {
  const [first, ...others] = values;
  const same = identity(first);
  if (same !== undefined && others.every((other) => identity(other) === same)) return first;
  const keys = keysOf(first);
  const differs = unknownValue(why);
  if (keys === undefined || !others.every((other) => other.kind === first.kind && keysOf(other) === keys)) {
    return differs;
  }
  const members = (pick: (value: Value) => Value | undefined): Value => {
    const [one, ...rest] = values.flatMap((value) => pick(value) ?? []);
    return one === undefined ? differs : agreement([one, ...rest], why);
  };
  if (first.kind === 'list') {
    return list(first.items.map((_, at) => members((value) => (value.kind === 'list' ? value.items[at] : undefined))));
  }
  if (first.kind !== 'object') return differs;
  return object(
    [...first.entries.keys()].map(
      (key) => [key, members((value) => (value.kind === 'object' ? value.entries.get(key) : undefined))] as const,
    ),
  );
}
