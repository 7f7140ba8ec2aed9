import { evaluate } from './evaluate';
import type { Scope } from './scope';
import type { Block } from './syntax';
import { attributeOf } from './syntax';
import { knownText } from './text';
import type { Value } from './value';
import { eachKeyOf, identity, keyedByCount, members, scalar, unknownValue } from './value';

/** One instance that `count` or `for_each` makes of a block, or all those that could not be counted at once. */
export interface Slot {
  readonly key: string | number | undefined;
  /** It stands for instances that could not be counted; there may be none. */
  readonly uncounted: boolean;
  /** What their keys have in common with those of other blocks; equal for equal keys. */
  readonly keyed: string | undefined;
  /** `each.key`, `each.value` and `count.index`. */
  readonly bound: readonly (readonly [string, Value])[];
}

export interface Expansion {
  readonly slots: readonly Slot[];
  /** A default had a part in how many there are. */
  readonly defaulted: boolean;
}

const single: Slot = { key: undefined, uncounted: false, keyed: undefined, bound: [] };

/** More instances than this are not told apart. */
const manyInstances = 256;

function uncountedByCount(count: Value): Slot {
  const own = identity(count);
  const keyed = own === undefined ? undefined : keyedByCount(own);
  const index = unknownValue('the count is not known', { key: keyed === undefined ? undefined : eachKeyOf(keyed) });
  return { key: undefined, uncounted: true, keyed, bound: [['count.index', index]] };
}

function byCount(count: Value): readonly Slot[] {
  const number = count.kind === 'scalar' && count.value !== null ? Number(count.value) : Number.NaN;
  if (Number.isNaN(number) || number > manyInstances) return [uncountedByCount(count)];
  return Array.from({ length: Math.max(0, number) }, (_, index) => ({
    ...single,
    key: index,
    bound: [['count.index', scalar(index)]],
  }));
}

function eachSlot(key: Value, value: Value): Slot {
  const name = knownText(key);
  const uncounted = name === undefined;
  return {
    key: name,
    uncounted,
    keyed: undefined,
    bound: [
      ['each.key', key],
      ['each.value', value],
    ],
  };
}

function byEach(collection: Value): readonly Slot[] {
  const found = members(collection);
  const isSet = collection.kind === 'list';
  if (found === undefined || found.entries.length > manyInstances) {
    const value = unknownValue('for_each is not known');
    return [{ ...eachSlot(value, value), uncounted: true }];
  }
  const slots = found.entries.map(({ key, value }) => eachSlot(isSet ? value : key, value));
  if (found.rest === undefined) return slots;
  const { key, value, keyed } = found.rest;
  return [...slots, { ...eachSlot(isSet ? value : key, value), key: undefined, uncounted: true, keyed }];
}

/** What `count` and `for_each` make of a block. A block with neither is there once. */
export function expand(block: Block, scope: Scope): Expansion {
  const count = attributeOf(block, 'count');
  const each = attributeOf(block, 'for_each');
  if (count !== undefined) {
    const value = evaluate(count.value, scope);
    return { slots: byCount(value), defaulted: value.defaulted };
  }
  if (each !== undefined) {
    const value = evaluate(each.value, scope);
    return { slots: byEach(value), defaulted: value.defaulted };
  }
  return { slots: [single], defaulted: false };
}

/** The part of an address that tells instances apart. */
export function instanceKey(slot: Slot): string {
  if (slot.key === undefined) return '';
  return typeof slot.key === 'number' ? `[${slot.key}]` : `[${JSON.stringify(slot.key)}]`;
}
